package io.pyctor;

import java.util.function.Supplier;

/**
 * Is told of every dead letter of a system, once, on the thread that found it. It must be
 * quick and safe for any thread. What it throws is logged and goes no further.
 */
@FunctionalInterface
public interface DeadLetterListener {

	/**
	 * A message was not received.
	 * @param letter the message, its receiver and the reason
	 * @param sender who had sent it
	 */
	void onDeadLetter(DeadLetter letter, ActorRef sender);

	/**
	 * A message was not received. The engine calls this one, for those who want to know
	 * what the {@link DeadLetterStore} knows.
	 * @param letter the message, its receiver and the reason
	 * @param sender who had sent it
	 * @param entry makes the entry of the store, at any time and on any thread
	 */
	default void onDeadLetter(DeadLetter letter, ActorRef sender, Supplier<DeadLetterEntry> entry) {
		onDeadLetter(letter, sender);
	}

}
