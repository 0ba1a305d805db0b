package io.pyctor.soak;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A message that has to come to exactly one end.
 */
class Parcel implements Accounted {

	private static final AtomicIntegerFieldUpdater<Parcel> ENDED = AtomicIntegerFieldUpdater.newUpdater(Parcel.class,
			"ended");

	final Ledger ledger;

	@SuppressWarnings("unused")
	private volatile int ended;

	/** A message that is told now. */
	Parcel(Ledger ledger) {
		this.ledger = ledger;
		ledger.count(Ledger.Account.TOLD);
	}

	@Override
	public void processed() {
		end(Ledger.Account.PROCESSED);
	}

	@Override
	public void dead() {
		end(Ledger.Account.DEAD);
	}

	private void end(Ledger.Account account) {
		if (!ENDED.compareAndSet(this, 0, 1)) {
			this.ledger.violation(getClass().getSimpleName() + " came to an end twice, the second time " + account);
		}
		this.ledger.count(account);
	}

	/** A message that keeps its place among those of one sender. */
	static final class Numbered extends Parcel {

		final int sender;

		final long number;

		Numbered(Ledger ledger, int sender, long number) {
			super(ledger);
			this.sender = sender;
			this.number = number;
		}

	}

}
