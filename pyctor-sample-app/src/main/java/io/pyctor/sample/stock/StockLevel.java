package io.pyctor.sample.stock;

/**
 * How much is there.
 *
 * @param onHand how many are on the shelf
 * @param reserved how many of these are put aside for orders
 */
record StockLevel(int onHand, int reserved) {

}
