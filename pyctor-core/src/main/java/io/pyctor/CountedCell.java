package io.pyctor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.pyctor.mailbox.Offer;
import org.jspecify.annotations.Nullable;

/**
 * A cell that counts the messages in its mailbox and takes no more than it has places.
 * Who tells takes a place before the message goes in, whoever takes the message out gives
 * it back: so the count is never below what waits, and never above the capacity.
 */
final class CountedCell extends LimitedCell {

	private static final VarHandle TAKEN_PLACES;

	static {
		try {
			TAKEN_PLACES = MethodHandles.lookup().findVarHandle(CountedCell.class, "takenPlaces", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	@SuppressWarnings("unused")
	private int takenPlaces;

	CountedCell(ActorType type, @Nullable ActorCell parent, @Nullable String givenName, long number, Actor actor,
			@Nullable ActorFactory factory) {
		super(type, parent, givenName, number, actor, factory);
	}

	@Override
	void enqueue(Envelope envelope) {
		if (!tryEnqueue(envelope)) {
			overflowed(envelope);
		}
	}

	@Override
	boolean tryTell(Envelope envelope) {
		if (isClosed()) {
			return false;
		}
		if (tryEnqueue(envelope)) {
			return true;
		}
		if (this.type.options.mailbox().overflow() == Overflow.REJECT) {
			return false;
		}
		overflowed(envelope);
		return true;
	}

	@Override
	@Nullable Offer offerOnly(Envelope envelope) {
		if (!takesPlace(envelope)) {
			return super.offerOnly(envelope);
		}
		return takePlace() ? super.offerOnly(new Envelope.Counted(envelope, System.nanoTime())) : null;
	}

	private boolean tryEnqueue(Envelope envelope) {
		if (!takesPlace(envelope)) {
			super.enqueue(envelope);
			return true;
		}
		if (!takePlace()) {
			return false;
		}
		super.enqueue(new Envelope.Counted(envelope, System.nanoTime()));
		return true;
	}

	/** Whether a message would be rejected now. */
	boolean isFull() {
		return this.type.options.mailbox().overflow() == Overflow.REJECT
				&& (int) TAKEN_PLACES.getVolatile(this) >= capacity();
	}

	private boolean takePlace() {
		int capacity = capacity();
		for (;;) {
			int taken = (int) TAKEN_PLACES.getVolatile(this);
			if (taken >= capacity) {
				return false;
			}
			if (TAKEN_PLACES.compareAndSet(this, taken, taken + 1)) {
				return true;
			}
			Thread.onSpinWait();
		}
	}

	@Override
	Envelope take(Envelope.InPlace envelope) {
		TAKEN_PLACES.getAndAdd(this, -1);
		return envelope.content();
	}

	@Override
	long mailboxSize() {
		return (int) TAKEN_PLACES.getVolatile(this);
	}

	@Override
	long oldestSince() {
		return (firstWaiting() instanceof Envelope.Counted first) ? first.since : 0;
	}

}
