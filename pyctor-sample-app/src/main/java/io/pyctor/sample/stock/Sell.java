package io.pyctor.sample.stock;

/**
 * What was reserved for an order leaves the shelf.
 *
 * @param sku the SKU
 * @param orderId the order
 */
public record Sell(String sku, long orderId) implements StockCommand {

}
