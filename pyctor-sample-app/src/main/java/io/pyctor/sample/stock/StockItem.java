package io.pyctor.sample.stock;

import java.math.BigDecimal;

import org.springframework.data.annotation.Id;

/**
 * What the database knows of a SKU.
 *
 * @param sku the SKU
 * @param name what it is
 * @param price what one costs
 * @param received how many have come in
 * @param onHand how many are there: those that came in without those that were sold
 */
record StockItem(@Id String sku, String name, BigDecimal price, int received, int onHand) {

}
