package io.pyctor.sample.stock;

/**
 * What was reserved for an order leaves the shelf.
 *
 * @param orderId the order
 */
public record Sell(long orderId) {

}
