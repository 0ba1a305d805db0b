package io.pyctor.sample.stock;

/**
 * What was reserved for an order, if anything, is free again.
 *
 * @param sku the SKU
 * @param orderId the order
 */
public record Release(String sku, long orderId) implements StockCommand {

}
