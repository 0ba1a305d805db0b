package io.pyctor;

/**
 * Why a message was not received.
 */
public enum DeadLetterReason {

	/** The actor has stopped, or stopped before it came to the message. */
	STOPPED,

	/** The actor was stopped by the shutdown of the system. */
	SHUTDOWN,

	/** It was told to nobody. */
	NOBODY,

	/** The actor got it and did not know what to do with it. */
	UNHANDLED,

	/** The actor failed at it. */
	FAILED,

	/** The answer to a question that had been answered or had timed out before. */
	NOT_ASKED,

	/** The mailbox was full and did not accept it. */
	MAILBOX_FULL,

	/**
	 * The mailbox was full, and its actor would rather lose this message than another.
	 */
	DROPPED,

	/** A question whose asker did not wait any more when its turn came. */
	EXPIRED,

	/** More messages waited in the whole system than its limit allows. */
	OVERLOAD

}
