package io.pyctor.sample.order;

import io.pyctor.Ask;

/**
 * Which orders are open?
 *
 * @param after the number after which they start
 * @param limit how many at most
 */
record FindOpen(long after, int limit) implements Ask<OpenOrders> {

}
