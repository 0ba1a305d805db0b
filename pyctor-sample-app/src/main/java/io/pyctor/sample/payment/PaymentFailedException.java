package io.pyctor.sample.payment;

/**
 * The gateway failed and charged nothing. It happens often enough to do without a stack
 * trace.
 */
class PaymentFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PaymentFailedException(String message) {
		super(message, null, false, false);
	}

}
