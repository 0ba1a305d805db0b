package io.pyctor.sample.order;

/**
 * Write down how an order ended. To close it again changes nothing.
 *
 * @param order the order, paid or cancelled
 */
record CloseOrder(CustomerOrder order) implements OrderCommand {

}
