package io.pyctor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.pyctor.mailbox.Offer;
import io.pyctor.mailbox.StackRoom;
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
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			TAKEN_PLACES = lookup.findVarHandle(CountedCell.class, "takenPlaces", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	@SuppressWarnings("unused")
	private int takenPlaces;

	/**
	 * Places that were taken at the end of a stack by messages that did not get in. Only
	 * grows, by plain writes, since there was no room for calls, nor for a lock.
	 */
	private volatile int lostPlaces;

	/** How many of those messages count as waiting in the system. As above. */
	private volatile int lostCounts;

	/** How many of these places were given back. Under the monitor. */
	private int givenPlaces;

	/** How many of those messages count no longer. Under the monitor. */
	private int givenCounts;

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
		boolean waits = false;
		try {
			system().waits();
			waits = true;
			return super.offerOnly(new Envelope.Counted(envelope, System.nanoTime()));
		}
		catch (StackOverflowError ex) {
			// There is no room to give it back: whoever asks for a place next does.
			if (waits) {
				this.lostCounts++;
			}
			this.lostPlaces++;
			throw ex;
		}
		catch (Throwable ex) {
			// Without memory: nobody else would give it back.
			if (!isClosed()) {
				giveBack(1, waits ? 1 : 0);
			}
			throw ex;
		}
	}

	private void giveBack(int places, int counts) {
		TAKEN_PLACES.getAndAdd(this, -places);
		for (int i = 0; i < counts; i++) {
			system().waitsNoMore();
		}
	}

	private void giveBackLost() {
		if (this.lostPlaces != this.givenPlaces) {
			// Whoever tells may do so at the end of the same stack.
			StackRoom.claimSome();
			giveBackAllLost();
		}
	}

	private synchronized void giveBackAllLost() {
		int places = this.lostPlaces - this.givenPlaces;
		int counts = this.lostCounts - this.givenCounts;
		this.givenPlaces += places;
		this.givenCounts += counts;
		giveBack(places, counts);
	}

	private boolean takePlace() {
		giveBackLost();
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
	void refuseAll() {
		super.refuseAll();
		giveBackLost();
	}

	@Override
	Envelope remove(Envelope.InPlace envelope) {
		TAKEN_PLACES.getAndAdd(this, -1);
		return envelope.content();
	}

	@Override
	long inMailbox() {
		giveBackLost();
		return (int) TAKEN_PLACES.getVolatile(this);
	}

	@Override
	long oldestSince() {
		return (firstWaiting() instanceof Envelope.Counted first) ? first.since : 0;
	}

}
