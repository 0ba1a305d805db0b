package io.pyctor.sample.payment;

import java.math.BigDecimal;

/**
 * The service that takes the money. It blocks, it is slow, and it fails now and then.
 */
interface PaymentGateway {

	/**
	 * Charge an order. To charge the same order again is the same charge: the order's
	 * number is the key.
	 * @param orderId the order
	 * @param amount what it costs
	 * @throws PaymentFailedException if nothing was charged
	 */
	void charge(long orderId, BigDecimal amount);

	/**
	 * Give back what was charged for an order.
	 * @param orderId the order
	 */
	void refund(long orderId);

}
