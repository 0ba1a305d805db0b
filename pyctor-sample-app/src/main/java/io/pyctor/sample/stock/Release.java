package io.pyctor.sample.stock;

/**
 * What was reserved for an order, if anything, is free again.
 *
 * @param orderId the order
 */
public record Release(long orderId) {

}
