package io.pyctor.sample.order;

/**
 * Take an order. It is answered when the order is stored.
 *
 * @param order the order, without a number
 */
record PlaceOrder(CustomerOrder order) implements OrderCommand {

}
