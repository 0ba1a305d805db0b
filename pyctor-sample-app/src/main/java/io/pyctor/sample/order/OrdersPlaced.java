package io.pyctor.sample.order;

/**
 * The store has new orders.
 */
record OrdersPlaced() {

}
