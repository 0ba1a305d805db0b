package io.pyctor.sample.stock;

/**
 * What the actor of a SKU is told or asked. The stock desk passes it on.
 */
public sealed interface StockCommand permits Reserve, Sell, Release, CheckStock {

	/**
	 * Return which SKU it is about.
	 * @return the SKU
	 */
	String sku();

}
