package io.pyctor.sample.order;

import java.util.List;

/**
 * Open orders, in the order of their numbers.
 *
 * @param orders the orders
 * @param more whether there may be more of them
 */
record OpenOrders(List<CustomerOrder> orders, boolean more) {

}
