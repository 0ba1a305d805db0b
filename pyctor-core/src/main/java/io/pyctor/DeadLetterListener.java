package io.pyctor;

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

}
