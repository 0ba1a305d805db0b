package io.pyctor.sample.stock;

import io.pyctor.Ask;

/**
 * How much is there?
 *
 * @param sku the SKU
 */
record CheckStock(String sku) implements StockCommand, Ask<StockLevel> {

}
