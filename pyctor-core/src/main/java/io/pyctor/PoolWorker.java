package io.pyctor;

import org.jspecify.annotations.Nullable;

/**
 * One worker of a pool, from its creation to its end; who comes in its place is another
 * one. Apart from {@link #report}, for the pool's turn only.
 */
final class PoolWorker {

	final int number;

	final PoolLane lane;

	/** How many in its place have ended in a row without having been of use. */
	final int failures;

	final ActorCell cell;

	/** The report that came before this one. */
	@Nullable PoolWorker before;

	private final PoolReports reports;

	private final SystemMessage.Report reportLater = new SystemMessage.Report(this);

	private final long born = System.nanoTime();

	private Envelope.@Nullable Handed handed;

	private boolean served;

	PoolWorker(int number, PoolLane lane, int failures, ActorCell cell, PoolReports reports) {
		this.number = number;
		this.lane = lane;
		this.failures = failures;
		this.cell = cell;
		this.reports = reports;
	}

	/** Give it a message, which it has to report. */
	void hand(Envelope.Handed message) {
		message.worker(this);
		this.handed = message;
		this.cell.enqueue(message);
	}

	/** It is through with what it was given: in the worker's turn. */
	void report() {
		this.reports.add(this);
	}

	/** Have it report when it has done what it was told before: any thread. */
	void reportLater() {
		this.cell.tellSystem(this.reportLater, this.cell);
	}

	/**
	 * It has reported.
	 * @return whether it has handled a message; if not, it has started
	 */
	boolean reported() {
		boolean handled = this.handed != null;
		this.served |= handled;
		this.handed = null;
		return handled;
	}

	/**
	 * It has ended: what it was given and had not begun is somebody else's.
	 * @return the message, if there is one
	 */
	Envelope.@Nullable Handed takeBack() {
		Envelope.Handed last = this.handed;
		this.handed = null;
		if (last == null) {
			return null;
		}
		this.served |= last.begun;
		return last.begun ? null : new Envelope.Handed(last.message, last.sender, last.context(), last.isQuestion());
	}

	/** Whether it was there for something before it ended. */
	boolean wasOfUse(long longNanos) {
		return this.served || System.nanoTime() - this.born > longNanos;
	}

}
