package io.pyctor;

import java.util.function.LongSupplier;

/**
 * What is remembered from look to look of one cell that has something to do: where it was
 * with its messages, and how many waited. For one thread; only what is volatile is looked
 * at by others.
 */
final class CellWatch {

	final ActorCell cell;

	private final WaitingMarks marks = new WaitingMarks();

	private final LaneMarks lanes = new LaneMarks();

	private volatile Place place = new Place(0, 0, false);

	/** Whether the log knows that it is stuck there. */
	private boolean reported;

	/** More than ever before the first look, which so finds no growth. */
	private long waiting = Long.MAX_VALUE;

	private long waitingSince;

	/** How many looks in a row found it nearly full. */
	private int fullLooks;

	/** How many looks in a row found more messages than the one before. */
	private int growingLooks;

	/** When it began to grow, how many waited then, and how many were processed. */
	private long grewSince;

	private long grewFrom;

	private long processedBefore;

	private long processed;

	/** Where the cell was, since when it has been there, and whether it was at work. */
	private record Place(long progress, long since, boolean atWork) {
	}

	CellWatch(ActorCell cell) {
		this.cell = cell;
	}

	void look(long now, LongSupplier clock) {
		lookForProgress(now);
		long before = this.waiting;
		this.waitingSince = lookForOldest(now, clock);
		this.processed = processedByAll();
		lookForGrowth(before, now);
	}

	private void lookForProgress(long now) {
		long progress = this.cell.progress();
		boolean atWork = isAtWork();
		if (progress != this.place.progress() || !atWork || !this.place.atWork()) {
			this.place = new Place(progress, now, atWork);
			this.reported = false;
		}
	}

	/** Whether it handles a message. A pool and the parent of keys wait for others. */
	private boolean isAtWork() {
		if (this.cell.type.isPool() || this.cell.keyedHost() != null) {
			return false;
		}
		return switch (this.cell.state()) {
			case BUSY -> this.cell.thread().isPresent();
			case AWAITING -> true;
			default -> false;
		};
	}

	private long lookForOldest(long now, LongSupplier clock) {
		long since = lookIntoMailbox(now, clock);
		PoolActor pool = this.cell.poolOrNull();
		if (pool == null) {
			return since;
		}
		long inLanes = this.lanes.look(pool, now, clock);
		return (inLanes - since < 0) ? inLanes : since;
	}

	private long lookIntoMailbox(long now, LongSupplier clock) {
		if (this.cell instanceof LimitedCell limited) {
			this.waiting = limited.mailboxSize();
			long since = limited.oldestSince();
			return (since != 0) ? since : now;
		}
		long since = this.marks.look(this.cell, now, clock);
		this.waiting = this.marks.size() + this.cell.outsideMailbox();
		return since;
	}

	/** What a pool takes is processed by its workers. */
	private long processedByAll() {
		long processed = this.cell.processed();
		if (this.cell.type.isPool()) {
			for (ActorCell worker : this.cell.childCells()) {
				processed += worker.processed();
			}
		}
		return processed;
	}

	private void lookForGrowth(long before, long now) {
		if (this.waiting > before) {
			this.growingLooks++;
			return;
		}
		this.growingLooks = 0;
		this.grewSince = now;
		this.grewFrom = this.waiting;
		this.processedBefore = this.processed;
	}

	/** How long it has been at the same message, at least. */
	long stuckNanos(long now) {
		return this.place.atWork() ? now - this.place.since() : 0;
	}

	/** Whether it is where it was at the last look. */
	boolean isStillThere() {
		return isAt(this.place);
	}

	private boolean isAt(Place place) {
		return this.cell.progress() == place.progress();
	}

	/**
	 * Since when it has been at its message, or the time if it is at another. Any thread.
	 */
	long atWorkSince(long now) {
		Place place = this.place;
		return (place.atWork() && isAt(place)) ? place.since() : now;
	}

	boolean isReported() {
		return this.reported;
	}

	void reported() {
		this.reported = true;
	}

	String className() {
		return this.cell.type.className();
	}

	long waiting() {
		return this.waiting;
	}

	/** How long the oldest message has waited, at least. */
	long oldestNanos(long now) {
		return (this.waiting > 0) ? Math.max(0, now - this.waitingSince) : 0;
	}

	boolean isBounded() {
		return this.cell.type.options.mailbox().isBounded();
	}

	/** Only of a bounded mailbox. */
	int capacity() {
		return this.cell.type.options.mailbox().capacity();
	}

	/** Which part of its places is taken. */
	double saturation() {
		return isBounded() ? this.cell.inMailbox() / (double) capacity() : 0;
	}

	/** Whether two looks in a row found it full. */
	boolean isFull(boolean full) {
		this.fullLooks = full ? this.fullLooks + 1 : 0;
		return this.fullLooks >= 2;
	}

	/** Whether three looks in a row found more and more. */
	boolean isGrowing() {
		return this.growingLooks >= 2;
	}

	long growthPerSecond(long now) {
		return perSecond(this.waiting - this.grewFrom, now);
	}

	long processedPerSecond(long now) {
		return perSecond(this.processed - this.processedBefore, now);
	}

	private long perSecond(long count, long now) {
		return Math.round(count * 1e9 / Math.max(1, now - this.grewSince));
	}

}
