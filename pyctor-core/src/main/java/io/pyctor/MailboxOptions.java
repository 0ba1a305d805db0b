package io.pyctor;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

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
 * pays a counter that all tellers share, the time at which each message came, and 40
 * bytes more for each message that waits.
 */
public final class MailboxOptions {

	private static final int STASH_CAPACITY = 1000;

	private static final MailboxOptions UNBOUNDED = new MailboxOptions(0, Overflow.REJECT, null, STASH_CAPACITY);

	private final int capacity;

	private final Overflow overflow;

	private final @Nullable MessagePriority priority;

	private final int stashCapacity;

	private MailboxOptions(int capacity, Overflow overflow, @Nullable MessagePriority priority, int stashCapacity) {
		this.capacity = capacity;
		this.overflow = overflow;
		this.priority = priority;
		this.stashCapacity = stashCapacity;
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
		return new MailboxOptions(capacity, Objects.requireNonNull(overflow, "'overflow' must not be null"), null,
				STASH_CAPACITY);
	}

	/**
	 * Options like these for a mailbox from which messages of a higher priority are taken
	 * first, and those of the same in the order in which they came. What controls an
	 * actor keeps its place: {@code stop} ends it after as many messages as waited then.
	 * Scheduled messages keep theirs as well.
	 * <p>
	 * Messages then wait in a heap under a lock that tellers and the actor share. Use one
	 * object for all actors of a class, best a constant: options with different ones are
	 * different, and the system remembers which there were.
	 * @param priority which messages come first
	 * @return the options
	 * @throws IllegalArgumentException if the oldest message is to be dropped, since it
	 * is not the next one any more
	 */
	public MailboxOptions priority(MessagePriority priority) {
		if (this.overflow == Overflow.DROP_OLDEST) {
			throw new IllegalArgumentException(
					"A mailbox with priorities cannot drop its oldest message; use REJECT or DROP_NEWEST");
		}
		return new MailboxOptions(this.capacity, this.overflow,
				Objects.requireNonNull(priority, "'priority' must not be null"), this.stashCapacity);
	}

	/**
	 * Options like these for an actor that may put aside more or fewer messages with
	 * {@link ActorContext#stash()} than 1000. They take no place in the mailbox.
	 * @param capacity how many messages it may put aside, at least 1
	 * @return the options
	 */
	public MailboxOptions stash(int capacity) {
		if (capacity < 1) {
			throw new IllegalArgumentException("'capacity' must be at least 1 (was " + capacity + ")");
		}
		return new MailboxOptions(this.capacity, this.overflow, this.priority, capacity);
	}

	/**
	 * Return how many messages the actor may put aside.
	 * @return the capacity of its stash
	 */
	public int stashCapacity() {
		return this.stashCapacity;
	}

	/** Whether nothing was asked for that costs anything. */
	boolean isPlain() {
		return this.capacity == 0 && this.priority == null;
	}

	/** A line for one actor, if its messages have to wait in one. */
	Optional<Line> line() {
		if (this.priority != null) {
			return Optional.of(new PriorityLine(this.priority, isBounded() ? this.capacity : Integer.MAX_VALUE));
		}
		return (this.overflow == Overflow.DROP_OLDEST) ? Optional.of(new ReplacingLine(this.capacity))
				: Optional.empty();
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
				&& options.overflow == this.overflow && options.priority == this.priority
				&& options.stashCapacity == this.stashCapacity;
	}

	@Override
	public int hashCode() {
		return 31 * this.capacity + this.overflow.ordinal();
	}

	@Override
	public String toString() {
		String bound = isBounded() ? "bounded(" + this.capacity + ", " + this.overflow + ")" : "unbounded";
		return (this.priority != null) ? bound + " with priorities" : bound;
	}

}
