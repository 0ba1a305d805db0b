package io.pyctor.spring;

import java.util.concurrent.RejectedExecutionException;

/**
 * A call of a {@link Sequential} method was not made. Says of which method and why, and
 * never what its key is.
 */
public final class SequentialCallRejectedException extends RejectedExecutionException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	/**
	 * Create an exception.
	 * @param reason why the call was not made
	 * @param message what to tell the caller
	 */
	public SequentialCallRejectedException(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	/**
	 * Return why the call was not made.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why a call was not made.
	 */
	public enum Reason {

		/** As many calls as may be wait already. */
		FULL,

		/** The caller's turn did not come in time. */
		TIMED_OUT,

		/** The caller was interrupted while it waited. The flag is set again. */
		INTERRUPTED,

		/** The application is stopping. */
		CLOSED

	}

}
