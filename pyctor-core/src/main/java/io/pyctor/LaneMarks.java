package io.pyctor;

import java.util.function.LongSupplier;

/**
 * Tells how long the oldest message has waited that a pool has taken from its mailbox:
 * each look notes how many messages will have left when all have that wait now. As long
 * as fewer have left, one of them still waits. Never more than the truth; for one thread.
 */
final class LaneMarks {

	private final TimeMarks<Long> marks = new TimeMarks<>();

	/** Return since when a message has waited, at the latest; now if none is known to. */
	long look(PoolActor pool, long now, LongSupplier clock) {
		// Before those that wait: one that leaves in between is one too few.
		long left = pool.left();
		long waiting = pool.waiting();
		while (this.marks.size() > 0 && this.marks.place(0) <= left) {
			this.marks.forget(1);
		}
		long since = this.marks.since(now);
		int last = this.marks.size() - 1;
		if (waiting > 0 && (last < 0 || this.marks.place(last) < left + waiting)) {
			this.marks.add(left + waiting, clock.getAsLong());
		}
		return since;
	}

}
