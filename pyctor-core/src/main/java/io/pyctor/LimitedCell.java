package io.pyctor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A cell with a bounded mailbox. A class of its own, so that all other cells pay neither
 * a byte nor a branch for it: the one thing that differs is how a message gets in, and
 * that an envelope around it says so when it gets out.
 */
abstract class LimitedCell extends ActorCell {

	LimitedCell(ActorType type, @Nullable ActorCell parent, @Nullable String givenName, long number, Actor actor,
			@Nullable ActorFactory factory) {
		super(type, parent, givenName, number, actor, factory);
	}

	final int capacity() {
		return this.type.options.mailbox().capacity();
	}

	/** What must never be refused takes no place. */
	static boolean takesPlace(Envelope envelope) {
		return envelope.isOfUser() && !(envelope.message instanceof PoisonPill);
	}

	/** A message has become a dead letter because there was no place for it. */
	final void overflowed(Envelope envelope) {
		DeadLetterReason reason = (this.type.options.mailbox().overflow() == Overflow.REJECT)
				? DeadLetterReason.MAILBOX_FULL : DeadLetterReason.DROPPED;
		system().deadLetterSink().publish(this, envelope.message, envelope.sender, reason);
	}

	/** The message leaves its place: it is handled now, or refused. */
	abstract Envelope take(Envelope.InPlace envelope);

	@Override
	protected final void refused(Envelope envelope) {
		super.refused((envelope instanceof Envelope.InPlace placed) ? take(placed) : envelope);
	}

	/** Since when the message has waited that is next in turn; 0 if none is seen. */
	abstract long oldestSince();

	/** How long the message has waited that is next in turn. */
	final Duration oldestAge() {
		long since = oldestSince();
		return (since != 0) ? Duration.ofNanos(Math.max(0, System.nanoTime() - since)) : Duration.ZERO;
	}

	final MailboxFullException full(Class<?> messageType) {
		Duration age = oldestAge();
		return new MailboxFullException(path() + " did not accept " + messageType.getName()
				+ ": its mailbox is full (capacity " + capacity() + ", the oldest message has waited " + age.toMillis()
				+ " ms); ask later, or give it a greater capacity", this, capacity(), age);
	}

}
