package io.pyctor;

/**
 * Something that will happen unless it is cancelled. For any thread.
 */
public interface Cancellable {

	/**
	 * Cancel it. A scheduled message that already waits in the mailbox is not delivered
	 * any more.
	 * @return true for the one call that ended it; false if it had been cancelled or had
	 * ended before
	 */
	boolean cancel();

	/**
	 * Return whether it was cancelled before it came to its end.
	 * @return whether it was cancelled
	 */
	boolean isCancelled();

}
