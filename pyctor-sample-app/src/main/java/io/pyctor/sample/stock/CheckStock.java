package io.pyctor.sample.stock;

import io.pyctor.Ask;

/**
 * How much is there?
 */
record CheckStock() implements Ask<StockLevel> {

}
