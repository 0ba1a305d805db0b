package io.pyctor.sample.importing;

/**
 * A line is no order.
 */
class RefusedLineException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String reason;

	RefusedLineException(String reason) {
		super(reason, null, false, false);
		this.reason = reason;
	}

	String reason() {
		return this.reason;
	}

}
