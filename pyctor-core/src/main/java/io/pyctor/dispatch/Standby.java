package io.pyctor.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What a worker does while it has nothing to run: it looks on for a moment, then watches
 * the others or sleeps, until there is a task for it. Called by the worker's own thread.
 */
final class Standby {

	/** How long the watcher sleeps between two looks. */
	private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

	/** After so many looks at nothing that runs the watcher sleeps for good. */
	private static final int IDLE_LOOKS = 50;

	private final Crew crew;

	/** Tasks from threads that are not workers. */
	private final OutsideQueue outside;

	private final BooleanSupplier anyOutside;

	private final Runnable whenIdle;

	/** At most longer than it takes to wake whoever waited for an answer. */
	private final Patience patience = new Patience(5, 160);

	private volatile boolean spinning;

	Standby(Crew crew, OutsideQueue outside, Runnable whenIdle) {
		this.crew = crew;
		this.outside = outside;
		this.whenIdle = whenIdle;
		this.anyOutside = () -> !outside.isEmpty();
	}

	/** Whether a worker is awake that will find what comes from outside by itself. */
	boolean isSpinning() {
		return this.spinning;
	}

	/**
	 * Called by a worker that has run dry.
	 * @return the next task, or null when the worker has to end
	 */
	@Nullable Runnable idle(Worker worker) {
		worker.trim();
		long begin = System.nanoTime();
		for (;;) {
			// While it counts as running: what that may bring it, it finds.
			this.whenIdle.run();
			Runnable task = spin(worker, begin);
			boolean seen = task != null;
			if (task == null) {
				task = rest(worker);
			}
			if (task != null) {
				this.patience.learn(begin, seen);
				return task;
			}
			if (this.crew.isClosed() && this.outside.isEmpty() && !worker.hasWork()) {
				return null;
			}
			worker.rested();
		}
	}

	/**
	 * Called by a worker whose turns are so short, and whose tasks so few, that another
	 * one can run them as well: where two threads pass tiny tasks to and fro, one does
	 * more. It gives its tasks away and rests, unless no other worker runs.
	 * @return a task that was taken over later, or null when this worker was woken or did
	 * not rest
	 */
	@Nullable Runnable retire(Worker worker) {
		if (this.crew.running() < 2) {
			return null;
		}
		worker.giveAway(this.outside::add);
		Runnable task = rest(worker);
		worker.rested();
		return task;
	}

	/**
	 * Look on for a while: what comes from outside comes often soon after an answer, and
	 * to wake a thread takes longer.
	 */
	private @Nullable Runnable spin(Worker worker, long begin) {
		Runnable task = worker.poll();
		if (task != null || this.spinning || this.crew.isClosed()) {
			return task;
		}
		this.spinning = true;
		this.patience.await(this.anyOutside, begin);
		this.spinning = false;
		// After that is visible: who came meanwhile has woken nobody.
		task = this.outside.poll();
		if (task != null) {
			wakeForTheRest();
		}
		return task;
	}

	private @Nullable Runnable rest(Worker worker) {
		boolean watching = this.crew.rest(worker);
		// After the state is visible: who added a task before has been missed by nobody.
		// While another worker runs, it is that one's business.
		if ((this.crew.running() == 0 && !this.outside.isEmpty()) || this.crew.isClosed()) {
			this.crew.resume(worker);
			return null;
		}
		if (watching) {
			return watch(worker);
		}
		this.crew.sleep(worker);
		return null;
	}

	/**
	 * Look at the others until one of their tasks waits too long.
	 * @return a task that was taken over, or null when this worker was woken
	 */
	private @Nullable Runnable watch(Worker worker) {
		Lookout lookout = this.crew.lookout(worker);
		int idleLooks = 0;
		for (;;) {
			Runnable task = takeOutside(lookout);
			boolean alone = task != null && this.crew.running() == 0;
			if (task == null) {
				task = lookout.takeOverdue();
			}
			if (task == null) {
				// What that brings is in this worker's hands: nobody else looks there.
				this.whenIdle.run();
				task = worker.hasWork() ? worker.poll() : null;
			}
			if (task != null) {
				run(worker, alone);
				return task;
			}
			idleLooks = (this.crew.running() == 0) ? idleLooks + 1 : 0;
			if (idleLooks > IDLE_LOOKS && this.crew.stopWatching(worker)) {
				if (!this.outside.isEmpty()) {
					this.crew.resume(worker);
				}
				this.crew.sleep(worker);
				return null;
			}
			LockSupport.parkNanos(this, LOOK_NANOS);
			Thread.interrupted();
			if (this.crew.isRunning(worker) || this.crew.isClosed()) {
				this.crew.resume(worker);
				return null;
			}
		}
	}

	/**
	 * What comes from outside is for the watcher when nobody runs, or when it waits long.
	 */
	private @Nullable Runnable takeOutside(Lookout lookout) {
		boolean overdue = lookout.isOverdue(this.outside.firstPlace());
		return (overdue || this.crew.running() == 0) ? this.outside.poll() : null;
	}

	/** Become a running worker, with a task that is perhaps the only one. */
	private void run(Worker worker, boolean alone) {
		this.crew.run(worker, alone);
		// After the state is visible: see WorkerDispatcher.executeOutside.
		if (alone) {
			wakeForTheRest();
		}
	}

	/** This worker has a task from outside; others may be waiting there. */
	private void wakeForTheRest() {
		if (this.crew.isUnwatched() && !this.outside.isEmpty()) {
			this.crew.wake();
		}
	}

}
