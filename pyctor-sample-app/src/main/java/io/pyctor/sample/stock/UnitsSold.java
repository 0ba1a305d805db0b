package io.pyctor.sample.stock;

/**
 * How much of a SKU is in paid orders.
 *
 * @param sku the SKU
 * @param units how many
 */
record UnitsSold(String sku, long units) {

}
