package io.pyctor;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Many workers behind one reference: hands each message to a worker that is free, and
 * never a second one to one that is not.
 * <p>
 * Messages wait in the pool, never with a worker. Where any worker will do, the pool
 * takes one message at most that it cannot hand out; then its cell waits for a signal,
 * like one that awaits a stage, and the others stay in its mailbox. Where the key of a
 * message says which worker it is, a message must not hold up those behind it, and waits
 * in the {@linkplain PoolLane lane} of its worker.
 * <p>
 * A worker reports when it is through with a message, and only if the pool waits for that
 * does the report wake it. What a worker had not begun when it ended was not handled and
 * comes first in its lane again. All of it is for the pool's turn.
 */
final class Pool {

	private final ActorCell cell;

	private final PoolActor actor;

	private final @Nullable Function<Object, ? extends @Nullable Object> key;

	private final PoolLane[] lanes;

	/** How many messages may wait in the lanes. */
	private final long limit;

	private final PoolReports reports;

	private final PoolCrew crew;

	/** How many workers are free. */
	private int free;

	/** How many messages wait in the lanes; operators read it. */
	private volatile long waiting;

	/** How many messages have left the lanes; operators read it. */
	private volatile long left;

	/** Whether the pool takes no further message from its mailbox for now. */
	private boolean full;

	/** Whether it was stopped and ends when all workers are through. */
	private boolean draining;

	Pool(ActorCell cell, PoolActor actor, ActorOptions options, PoolObjects objects) {
		this.cell = cell;
		this.actor = actor;
		this.key = options.instanceKey();
		this.lanes = new PoolLane[(this.key != null) ? options.instances() : 1];
		for (int i = 0; i < this.lanes.length; i++) {
			this.lanes[i] = new PoolLane();
		}
		this.limit = limit(options);
		this.reports = new PoolReports(cell);
		this.crew = new PoolCrew(cell, this.reports, objects, options);
	}

	/** Without a key, the first that waits holds up the others, which is as well. */
	private static long limit(ActorOptions options) {
		if (options.instanceKey() == null) {
			return 1;
		}
		return options.mailbox().isBounded() ? options.mailbox().capacity() : Long.MAX_VALUE;
	}

	/** The pool behind a cell that has one, in the cell's turn and not after its end. */
	static Pool of(ActorCell cell) {
		return ((PoolActor) cell.actor()).pool();
	}

	void start(int size) {
		for (int number = 1; number <= size; number++) {
			this.crew.hire(number, this.lanes[number % this.lanes.length]);
		}
		settle();
	}

	/** A message has come to its turn. */
	void accept(Object message, ActorRef sender) {
		PoolLane lane = laneOf(message);
		if (lane.free.isEmpty() && lane.waiting.isEmpty()) {
			collect();
		}
		Envelope told = this.cell.turn().message(this.cell).content();
		Envelope.Handed handed = new Envelope.Handed(message, sender, told.context(), told.isQuestion());
		PoolWorker worker = handsOut() ? lane.free.poll() : null;
		if (worker != null) {
			this.free--;
			worker.hand(handed);
		}
		else {
			lane.waiting.add(handed);
			waits();
			settle();
		}
	}

	private PoolLane laneOf(Object message) {
		if (this.key == null) {
			return this.lanes[0];
		}
		Object value = this.key.apply(message);
		if (value == null) {
			throw new IllegalArgumentException("The key of a " + message.getClass().getName()
					+ " is null, so that nothing says which worker of the pool " + this.cell.path() + " handles it");
		}
		int hash = value.hashCode();
		return this.lanes[Math.floorMod(hash ^ (hash >>> 16), this.lanes.length)];
	}

	/** Workers have reported. */
	void look() {
		collect();
		settle();
		endIfDrained();
	}

	private void collect() {
		PoolWorker worker = this.reports.take();
		while (worker != null) {
			PoolWorker before = worker.before;
			worker.before = null;
			if (!worker.reported()) {
				this.crew.started();
			}
			busyNoMore(worker);
			worker = before;
		}
	}

	private void busyNoMore(PoolWorker worker) {
		Envelope.Handed next = handsOut() ? nextOf(worker.lane) : null;
		if (next != null) {
			worker.hand(next);
		}
		else {
			worker.lane.free.push(worker);
			this.free++;
		}
	}

	/**
	 * Whether workers still get messages. One that has told the pool to stop, and then
	 * reports that it is free, may do so before the pool comes to look at the signal.
	 */
	private boolean handsOut() {
		return !this.cell.isStopping() && !this.actor.isToldToStopNow();
	}

	/** What waits there no longer, but for questions that nobody waits for any more. */
	private Envelope.@Nullable Handed nextOf(PoolLane lane) {
		Envelope.Handed next = lane.waiting.poll();
		while (next != null) {
			waitsNoMore();
			this.left++;
			if (!next.isExpired()) {
				return next;
			}
			this.cell.expired(next);
			next = lane.waiting.poll();
		}
		return null;
	}

	/** A message waits in a lane, which is no less than to wait in the mailbox. */
	private void waits() {
		this.cell.system().waits();
		this.waiting++;
	}

	private void waitsNoMore() {
		this.waiting--;
		this.cell.system().waitsNoMore();
	}

	/** Decide whether there is something to wait for, and if so, see that it is heard. */
	private void settle() {
		while ((this.waiting > 0 || this.draining || this.crew.isShort()) && !this.reports.await()) {
			collect();
		}
		this.full = this.draining || this.waiting >= this.limit;
		if (this.full) {
			Signals.lookAgain(this.cell);
		}
	}

	/** Whether the next message has to wait in the mailbox. */
	boolean mustWait() {
		return this.full;
	}

	/** A worker has ended for good: it has begun its last message. */
	void ended(ActorCell child) {
		collect();
		this.cell.children().remove(child);
		PoolWorker worker = this.crew.leave(child);
		if (worker == null) {
			return;
		}
		if (worker.lane.free.remove(worker)) {
			this.free--;
		}
		takeBack(worker);
		if (!this.cell.isStopping()) {
			this.crew.replace(worker);
			settle();
			endIfDrained();
		}
	}

	private void takeBack(PoolWorker worker) {
		Envelope.Handed message = worker.takeBack();
		if (message != null) {
			worker.lane.waiting.addFirst(message);
			waits();
		}
	}

	/** The time has come to look for a worker in place of those that are missing. */
	void repair() {
		this.crew.repair();
		settle();
		endIfDrained();
	}

	/**
	 * The pool was told to stop: everything that it was told before was taken from its
	 * mailbox, and has to be handled yet.
	 * @return whether it has to wait for that
	 */
	boolean drain() {
		this.draining = true;
		collect();
		if (!isDrained()) {
			settle();
		}
		// While it settled, the last one may have got free, of whom nobody hears again.
		return !isDrained();
	}

	private boolean isDrained() {
		return this.waiting == 0 && this.free == this.crew.size();
	}

	private void endIfDrained() {
		if (this.draining && !this.cell.isStopping() && isDrained()) {
			ActorTermination.begin(this.cell, TerminationReason.STOPPED, null, false);
		}
	}

	/** The workers have ended: nobody will handle what waits. */
	void end() {
		// There may be some of whose end the pool has not been told.
		this.crew.end().forEach(this::takeBack);
		for (PoolLane lane : this.lanes) {
			lane.waiting.forEach((message) -> {
				this.cell.refused(message.copy());
				waitsNoMore();
			});
			lane.waiting.clear();
		}
	}

	/**
	 * How many messages no longer wait there; those that came back count twice. Any
	 * thread.
	 */
	long left() {
		return this.left;
	}

	/** How many messages wait outside the mailbox. Any thread. */
	long waiting() {
		return this.waiting;
	}

}
