package io.pyctor.sample.stock;

import io.pyctor.Ask;

/**
 * Reserve some for an order. To ask again for the same order reserves nothing more.
 *
 * @param sku the SKU
 * @param orderId the order
 * @param quantity how many
 */
public record Reserve(String sku, long orderId, int quantity) implements StockCommand, Ask<Reservation> {

}
