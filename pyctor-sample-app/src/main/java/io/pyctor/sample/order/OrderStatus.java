package io.pyctor.sample.order;

/**
 * How far an order has come.
 */
enum OrderStatus {

	/** It is stored, and will be paid or cancelled. */
	OPEN,

	/** It is paid, and its goods have left the stock. */
	PAID,

	/** It came to nothing, for the reason it says. */
	CANCELLED

}
