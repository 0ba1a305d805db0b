package io.pyctor.sample.stock;

/**
 * What came of a wish for stock.
 */
public enum Reservation {

	/** The goods are put aside until they are sold or released. */
	HELD,

	/** There are not enough. */
	OUT_OF_STOCK

}
