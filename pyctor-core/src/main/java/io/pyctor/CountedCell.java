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
	@Nullable Offer offerOnly(Envelope envelope) {
		if (!takesPlace(envelope)) {
			return super.offerOnly(envelope);
		}
		if (!takePlace()) {
			return null;
		}
		boolean in = false;
		try {
			Offer offer = super.offerOnly(new Envelope.Counted(envelope, System.nanoTime()));
			in = true;
			entered();
			return offer;
		}
		finally {
			// Without memory or stack: nobody else would give it back.
			if (!in) {
				TAKEN_PLACES.getAndAdd(this, -1);
			}
		}
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
	Envelope remove(Envelope.InPlace envelope) {
		TAKEN_PLACES.getAndAdd(this, -1);
		return envelope.content();
	}

	@Override
	long inMailbox() {
		return (int) TAKEN_PLACES.getVolatile(this);
	}

	@Override
	long oldestSince() {
		return (firstWaiting() instanceof Envelope.Counted first) ? first.since : 0;
	}

}
