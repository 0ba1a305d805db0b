package io.pyctor;

import java.time.Duration;

import io.pyctor.mailbox.Offer;
import org.jspecify.annotations.Nullable;

/**
 * A cell that may refuse messages. A class of its own, so that all other cells pay
 * neither a byte nor a branch for it: the one thing that differs is how a message gets
 * in, and that an envelope around it says so when it gets out.
 */
abstract class LimitedCell extends ActorCell {

	LimitedCell(ActorType type, @Nullable ActorCell parent, @Nullable String givenName, long number, Actor actor,
			@Nullable ActorFactory factory) {
		super(type, parent, givenName, number, actor, factory);
	}

	/** What must never be refused takes no place. */
	static boolean takesPlace(Envelope envelope) {
		return envelope.isOfUser() && !(envelope.message instanceof PoisonPill);
	}

	final int capacity() {
		MailboxOptions mailbox = this.type.options.mailbox();
		return mailbox.isBounded() ? mailbox.capacity() : Integer.MAX_VALUE;
	}

	/** Whether a message would be rejected now. */
	final boolean isFull() {
		return rejects() && inMailbox() >= capacity();
	}

	private boolean rejects() {
		return this.type.options.mailbox().overflow() == Overflow.REJECT;
	}

	@Override
	public final void enqueue(Envelope envelope) {
		if (system().isTooMuch(envelope)) {
			refuse(envelope, DeadLetterReason.OVERLOAD);
		}
		else if (!accept(envelope)) {
			overflowed(envelope);
		}
	}

	@Override
	public final boolean tryEnqueue(Envelope envelope) {
		if (isClosed() || system().isTooMuch(envelope)) {
			return false;
		}
		if (!accept(envelope)) {
			if (rejects()) {
				return false;
			}
			overflowed(envelope);
		}
		return true;
	}

	private boolean accept(Envelope envelope) {
		Offer offer = offerOnly(envelope);
		if (offer == Offer.WAKE) {
			try {
				dispatch();
			}
			catch (StackOverflowError ex) {
				// As in enqueue() of others: there is no room for a call.
				this.stranded = true;
				StrandedCells stranded = this.type.system.strandedCells;
				stranded.latest[stranded.next++ & StrandedCells.LATEST] = this;
				stranded.any = true;
			}
		}
		return offer != null;
	}

	/**
	 * There was no place for a message: it becomes a dead letter, or an older one does.
	 */
	void overflowed(Envelope envelope) {
		refuse(envelope, rejects() ? DeadLetterReason.MAILBOX_FULL : DeadLetterReason.DROPPED);
	}

	private void refuse(Envelope envelope, DeadLetterReason reason) {
		system().deadLetterSink().publish(this, envelope, reason);
	}

	/** A message leaves its place: it is handled now, or refused. */
	final Envelope take(Envelope.InPlace envelope) {
		Envelope content = remove(envelope);
		if (takesPlace(content)) {
			system().waitsNoMore();
		}
		return content;
	}

	abstract Envelope remove(Envelope.InPlace envelope);

	@Override
	protected final void refused(Envelope envelope) {
		super.refused((envelope instanceof Envelope.InPlace placed) ? take(placed) : envelope);
	}

	/** Since when the oldest message has waited; 0 if none is seen. */
	abstract long oldestSince();

	/** How long the oldest message has waited. */
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
