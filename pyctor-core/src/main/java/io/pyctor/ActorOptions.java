package io.pyctor;

import java.util.Objects;

/**
 * What belongs to one actor besides its name. Immutable: each method returns new options.
 */
public final class ActorOptions {

	private static final ActorOptions DEFAULTS = new ActorOptions(false, MailboxOptions.unbounded());

	private static final ActorOptions BLOCKING = new ActorOptions(true, MailboxOptions.unbounded());

	private final boolean blocking;

	private final MailboxOptions mailbox;

	private ActorOptions(boolean blocking, MailboxOptions mailbox) {
		this.blocking = blocking;
		this.mailbox = mailbox;
	}

	/**
	 * The options of an actor that computes.
	 * @return the options
	 */
	public static ActorOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Options like these for an actor that blocks, such as on a database or on a remote
	 * service: it runs on a virtual thread where the JVM has them, else on a thread of a
	 * pool that grows as needed, and holds up nobody else.
	 * @return the options
	 */
	public ActorOptions blocking() {
		return isDefault() ? BLOCKING : new ActorOptions(true, this.mailbox);
	}

	/**
	 * Options like these for an actor whose messages wait in another way, such as
	 * {@code MailboxOptions.bounded(1000, Overflow.REJECT)}.
	 * @param mailbox how messages wait
	 * @return the options
	 */
	public ActorOptions mailbox(MailboxOptions mailbox) {
		return new ActorOptions(this.blocking, Objects.requireNonNull(mailbox, "'mailbox' must not be null"));
	}

	/**
	 * Return whether the actor blocks.
	 * @return whether it blocks
	 */
	public boolean isBlocking() {
		return this.blocking;
	}

	/**
	 * Return how messages wait for the actor.
	 * @return the options of its mailbox
	 */
	public MailboxOptions mailbox() {
		return this.mailbox;
	}

	/** Whether nothing was asked for. */
	boolean isDefault() {
		return this == DEFAULTS;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ActorOptions options && options.blocking == this.blocking
				&& options.mailbox.equals(this.mailbox);
	}

	@Override
	public int hashCode() {
		return 31 * Boolean.hashCode(this.blocking) + this.mailbox.hashCode();
	}

	@Override
	public String toString() {
		return "ActorOptions[blocking=" + this.blocking + ", mailbox=" + this.mailbox + "]";
	}

}
