package io.pyctor;

import java.time.Duration;

/**
 * A question found the mailbox of its actor full, or was dropped from it. The way out is
 * to ask less, or later, or to give the actor more places.
 */
public final class MailboxFullException extends ActorException {

	private static final long serialVersionUID = 1L;

	private final transient ActorRef actor;

	private final int capacity;

	private final Duration oldestAge;

	/**
	 * Create an exception, for references of another kind than the engine's.
	 * @param message who did not accept what, and why
	 * @param actor the actor that was asked
	 * @param capacity how many messages may wait for it
	 * @param oldestAge how long the message that is next in turn has waited
	 */
	public MailboxFullException(String message, ActorRef actor, int capacity, Duration oldestAge) {
		super(message);
		this.actor = actor;
		this.capacity = capacity;
		this.oldestAge = oldestAge;
	}

	/**
	 * Return the actor that was asked.
	 * @return the actor
	 */
	public ActorRef actor() {
		return this.actor;
	}

	/**
	 * Return how many messages may wait for the actor.
	 * @return the capacity
	 */
	public int capacity() {
		return this.capacity;
	}

	/**
	 * Return how long the message that was next in turn had waited: about as long as a
	 * message waits that comes in now. Zero if it was just being taken.
	 * @return the age
	 */
	public Duration oldestAge() {
		return this.oldestAge;
	}

}
