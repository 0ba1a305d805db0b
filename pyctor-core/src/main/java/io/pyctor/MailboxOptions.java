package io.pyctor;

import java.util.Objects;

/**
 * How messages wait for an actor. Immutable.
 * <p>
 * A bounded mailbox counts messages that wait, scheduled ones apart; the message that is
 * being handled waits no more. What controls an actor is never refused and takes no
 * place: {@code stop}, {@link PoisonPill}, {@link Terminated}, scheduled messages. A
 * {@link DeadLetter} is a message like any other; one that finds the mailbox full goes no
 * further. What {@link ActorContext#pipe} tells is a message, too: an actor that depends
 * on a result should {@link ActorContext#await} it.
 * <p>
 * An unbounded mailbox, which is the default, pays nothing for any of this. A bounded one
 * pays a counter that all tellers share, the time at which each message came, and 56
 * bytes more for each message that waits.
 */
public final class MailboxOptions {

	private static final MailboxOptions UNBOUNDED = new MailboxOptions(0, Overflow.REJECT);

	private final int capacity;

	private final Overflow overflow;

	private MailboxOptions(int capacity, Overflow overflow) {
		this.capacity = capacity;
		this.overflow = overflow;
	}

	/**
	 * A mailbox that takes whatever comes.
	 * @return the options
	 */
	public static MailboxOptions unbounded() {
		return UNBOUNDED;
	}

	/**
	 * A mailbox in which no more messages wait than it has places.
	 * @param capacity how many messages may wait, at least 1
	 * @param overflow what happens to one that finds no place
	 * @return the options
	 */
	public static MailboxOptions bounded(int capacity, Overflow overflow) {
		if (capacity < 1) {
			throw new IllegalArgumentException("'capacity' must be at least 1 (was " + capacity + ")");
		}
		return new MailboxOptions(capacity, Objects.requireNonNull(overflow, "'overflow' must not be null"));
	}

	/**
	 * Return whether the mailbox has a capacity.
	 * @return whether it is bounded
	 */
	public boolean isBounded() {
		return this.capacity > 0;
	}

	/**
	 * Return how many messages may wait.
	 * @return the capacity
	 * @throws IllegalStateException if the mailbox is unbounded
	 */
	public int capacity() {
		if (!isBounded()) {
			throw new IllegalStateException("An unbounded mailbox has no capacity; ask isBounded() first");
		}
		return this.capacity;
	}

	/**
	 * Return what happens to a message that finds no place.
	 * @return the policy, without a meaning for an unbounded mailbox
	 */
	public Overflow overflow() {
		return this.overflow;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof MailboxOptions options && options.capacity == this.capacity
				&& options.overflow == this.overflow;
	}

	@Override
	public int hashCode() {
		return 31 * this.capacity + this.overflow.ordinal();
	}

	@Override
	public String toString() {
		return isBounded() ? "bounded(" + this.capacity + ", " + this.overflow + ")" : "unbounded";
	}

}
