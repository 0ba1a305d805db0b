package io.pyctor.dispatch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Who of the workers of a {@link WorkerDispatcher} runs, who watches the others and who
 * sleeps.
 * <p>
 * The invariant, kept under the monitor of this object: while a worker runs and another
 * is idle, there is a watcher, or {@link #isUnwatched()} tells the workers that run to
 * wake one. Who stops watching while others run wakes the next watcher first.
 */
final class Crew {

	private enum State {

		SPARE, NEW, RUNNING, WATCHING, PARKED, ENDED

	}

	private static final State[] WATCHER_FIRST = { State.WATCHING, State.PARKED, State.NEW };

	private static final State[] WATCHER_LAST = { State.PARKED, State.NEW, State.WATCHING };

	/**
	 * So long after a thread could not be started no other is tried while some run: to
	 * try takes long, and each time the JVM prints a warning.
	 */
	private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private final Worker[] workers;

	private final State[] states;

	/** Starts a thread, or throws. */
	private final Consumer<Thread> starter;

	private final CountDownLatch ended;

	/** Guarded by the monitor. */
	private long retryTime = System.nanoTime();

	/** Written under the monitor. */
	private volatile int running;

	/** Written under the monitor. */
	private volatile boolean unwatched = true;

	/** Written under the monitor. */
	private volatile boolean closed;

	/**
	 * Make the workers; nobody runs.
	 * @param parallelism how many there are, but for the spare one
	 * @param maker makes the one with an index
	 * @param starter starts a thread, or throws
	 */
	Crew(int parallelism, IntFunction<Worker> maker, Consumer<Thread> starter) {
		// One more, in case that the others do not come back: see relieve().
		this.workers = new Worker[parallelism + 1];
		this.states = new State[parallelism + 1];
		for (int i = 0; i <= parallelism; i++) {
			this.workers[i] = maker.apply(i);
			this.states[i] = (i < parallelism) ? State.NEW : State.SPARE;
		}
		this.starter = starter;
		this.ended = new CountDownLatch(parallelism + 1);
	}

	/** How many workers run. Any thread. */
	int running() {
		return this.running;
	}

	/** Whether a worker is idle and nobody watches. Any thread. */
	boolean isUnwatched() {
		return this.unwatched;
	}

	/** Whether the workers are to end when nothing waits. Any thread. */
	boolean isClosed() {
		return this.closed;
	}

	/** Under the monitor: one worker's state, and everything derived from the states. */
	private void change(int index, State state) {
		this.states[index] = state;
		int running = 0;
		boolean idle = false;
		boolean watched = false;
		for (State each : this.states) {
			running += (each == State.RUNNING) ? 1 : 0;
			idle |= (each == State.PARKED || each == State.NEW);
			watched |= (each == State.WATCHING);
		}
		this.running = running;
		this.unwatched = idle && !watched;
	}

	// To run

	/**
	 * Wake one idle worker. While others run it is not the watcher, who has to go on
	 * watching; while none does it is: it slept least. Any thread. Throws what the JVM
	 * throws if it can start no thread and nobody runs, or a
	 * {@link RejectedExecutionException} if all have ended.
	 */
	synchronized void wake() {
		State[] order = (this.running == 0) ? WATCHER_FIRST : WATCHER_LAST;
		for (State state : order) {
			for (int i = 0; i < this.states.length; i++) {
				if (this.states[i] == state) {
					wake(i);
					return;
				}
			}
		}
		if (this.closed && this.running == 0) {
			throw new RejectedExecutionException("All workers have ended");
		}
	}

	private void wake(int index) {
		if (this.states[index] == State.NEW) {
			startOrLeave(index);
		}
		else {
			// It looks at its state under the monitor, so after this. Were the stack to
			// end here, nobody would take a worker for running that sleeps.
			this.workers[index].unpark();
			change(index, State.RUNNING);
		}
	}

	/** Where others run nothing is lost by a thread that cannot be started. */
	private void startOrLeave(int index) {
		if (this.running > 0 && System.nanoTime() - this.retryTime < 0) {
			return;
		}
		try {
			start(index);
		}
		catch (Throwable ex) {
			this.retryTime = System.nanoTime() + RETRY_NANOS;
			if (this.running == 0) {
				throw ex;
			}
		}
	}

	private void start(int index) {
		// Before the state: nobody may take a thread for running that never starts. The
		// thread itself changes its state under the monitor, so after this.
		this.starter.accept(this.workers[index]);
		change(index, State.RUNNING);
	}

	synchronized boolean isRunning(Worker worker) {
		return this.states[worker.index] == State.RUNNING;
	}

	/**
	 * Have the watcher run, which has found a task. Where others wait the next watcher is
	 * woken at once; a single task from outside wakes nobody, unless it passes something
	 * on.
	 * @param watcher the watcher
	 * @param alone whether nobody runs and the task is from outside
	 */
	synchronized void run(Worker watcher, boolean alone) {
		change(watcher.index, State.RUNNING);
		// Another may have begun to run meanwhile, and has found a watcher.
		if (this.unwatched && !(alone && this.running == 1)) {
			wake();
		}
	}

	/** Have a worker run that was on its way to sleep, unless somebody has woken it. */
	synchronized void resume(Worker worker) {
		if (this.states[worker.index] != State.RUNNING) {
			change(worker.index, State.RUNNING);
			if (this.unwatched) {
				wake();
			}
		}
	}

	// To watch and to sleep

	/**
	 * Have a worker rest: it watches if nobody does, or else is to sleep.
	 * @return whether it watches
	 */
	synchronized boolean rest(Worker worker) {
		boolean watching = !isWatched() && othersExist();
		change(worker.index, watching ? State.WATCHING : State.PARKED);
		return watching;
	}

	private boolean isWatched() {
		for (State state : this.states) {
			if (state == State.WATCHING) {
				return true;
			}
		}
		return false;
	}

	private boolean othersExist() {
		return this.workers.length > 2 || this.states[1] != State.SPARE;
	}

	/**
	 * Have the watcher rest as well, if nobody runs: the first that is woken and passes
	 * something on wakes a watcher.
	 * @return whether it is to sleep
	 */
	synchronized boolean stopWatching(Worker watcher) {
		if (this.running > 0 || this.states[watcher.index] != State.WATCHING) {
			return false;
		}
		change(watcher.index, State.PARKED);
		return true;
	}

	/** Sleep until woken. The worker's own thread only. */
	void sleep(Worker worker) {
		while (!isRunning(worker)) {
			LockSupport.park(this);
			Thread.interrupted();
		}
	}

	/** What a worker sees of the others from now on. */
	Lookout lookout(Worker watcher) {
		return new Lookout(this.workers, watcher);
	}

	// To end

	/** The spare worker takes over what waits for the others, as a watcher does. */
	synchronized void relieve() {
		int spare = this.workers.length - 1;
		if (this.states[spare] == State.SPARE) {
			try {
				start(spare);
			}
			catch (Throwable ex) {
				// Without a thread there is no relief, and the end has to go on.
			}
		}
	}

	/** Let the workers end as soon as nothing waits. */
	synchronized void close() {
		this.closed = true;
		for (int i = 0; i < this.workers.length; i++) {
			switch (this.states[i]) {
				case NEW, SPARE -> {
					change(i, State.ENDED);
					this.ended.countDown();
				}
				case PARKED, WATCHING -> wake(i);
				default -> {
					// It runs, and looks when it has run dry; or it has ended.
				}
			}
		}
	}

	void ended(Worker worker) {
		synchronized (this) {
			change(worker.index, State.ENDED);
		}
		this.ended.countDown();
	}

	/** Wait until every thread has ended, and return whether it has. */
	boolean awaitEnded(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		if (!this.ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
			return false;
		}
		for (Worker worker : this.workers) {
			if (worker.getState() != Thread.State.NEW) {
				TimeUnit.NANOSECONDS.timedJoin(worker, Math.max(1, deadline - System.nanoTime()));
				if (worker.isAlive()) {
					return false;
				}
			}
		}
		return true;
	}

}
