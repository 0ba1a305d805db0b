package io.pyctor.dispatch;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A fixed pool of workers for tasks that compute.
 * <p>
 * To wake a thread costs more than ten times what a short turn costs, so a worker that
 * passes a task on wakes nobody: most often it runs the task itself a moment later. What
 * makes others join is <em>delay</em>, not length: while some workers run, one idle
 * worker, the <em>watcher</em>, looks now and then whether a task that it saw waiting at
 * its last look is still there, and if so takes its share. Parallelism grows where turns
 * are long enough to pay for it, and a task never waits long behind a long turn while a
 * thread is idle.
 * <p>
 * The invariant, kept under the monitor of this object: while a worker runs and another
 * is idle, there is a watcher, or {@link #unwatched} tells the workers that run to wake
 * one. Who stops watching while others run wakes the next watcher first.
 */
final class WorkerDispatcher implements Dispatcher {

	/** How long the watcher sleeps between two looks. */
	private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

	/** After so many looks at nothing that runs the watcher sleeps for good. */
	private static final int IDLE_LOOKS = 50;

	private enum State {

		SPARE, NEW, RUNNING, WATCHING, PARKED, ENDED

	}

	private static final State[] WATCHER_FIRST = { State.WATCHING, State.PARKED, State.NEW };

	private static final State[] WATCHER_LAST = { State.PARKED, State.NEW, State.WATCHING };

	private final Worker[] workers;

	private final State[] states;

	private final CountDownLatch ended;

	/** Tasks from threads that are not workers. */
	private final Queue<Runnable> outside = new ConcurrentLinkedQueue<>();

	/** How many workers run. Written under the monitor. */
	private volatile int running;

	/** Whether a worker is idle and nobody watches. Written under the monitor. */
	private volatile boolean unwatched = true;

	/** Whether the watcher is awake and will find what comes from outside by itself. */
	private volatile boolean spinning;

	/** At most longer than it takes to wake whoever waited for an answer. */
	private final Patience patience = new Patience(5, 160);

	private final BooleanSupplier anyOutside = () -> !this.outside.isEmpty();

	private volatile boolean closed;

	WorkerDispatcher(String name, int parallelism) {
		if (parallelism < 1) {
			throw new IllegalArgumentException("'parallelism' must be at least 1 (was " + parallelism + ")");
		}
		// One more, in case that the others do not come back: see relieve().
		this.workers = new Worker[parallelism + 1];
		this.states = new State[parallelism + 1];
		for (int i = 0; i <= parallelism; i++) {
			this.workers[i] = new Worker(this, name + "-" + (i + 1));
			this.states[i] = (i < parallelism) ? State.NEW : State.SPARE;
		}
		this.ended = new CountDownLatch(parallelism + 1);
	}

	@Override
	public void execute(Runnable task) {
		Worker worker = callingWorker();
		if (worker != null) {
			worker.pushNext(task);
			wakeIfUnwatched();
		}
		else {
			executeOutside(task);
		}
	}

	@Override
	public void start(Runnable task) {
		Worker worker = callingWorker();
		if (worker != null) {
			worker.pushStart(task);
			wakeIfUnwatched();
		}
		else {
			executeOutside(task);
		}
	}

	@Override
	public void requeue(Runnable task) {
		Worker worker = callingWorker();
		if (worker != null) {
			worker.pushLast(task);
			wakeIfUnwatched();
		}
		else {
			executeOutside(task);
		}
	}

	private void wakeIfUnwatched() {
		if (this.unwatched) {
			wake();
		}
	}

	private void executeOutside(Runnable task) {
		this.outside.add(task);
		// Volatile after the add: either this sees that nobody runs or spins, or the last
		// one to leave sees the task.
		if ((this.running == 0 || this.unwatched) && !this.spinning) {
			wake();
		}
	}

	@Override
	public <T> T local(Supplier<T> initial) {
		Worker worker = callingWorker();
		return (worker != null) ? worker.local(initial) : initial.get();
	}

	private @Nullable Worker callingWorker() {
		return (Thread.currentThread() instanceof Worker worker && worker.belongsTo(this)) ? worker : null;
	}

	@Nullable Runnable pollOutside() {
		return this.outside.poll();
	}

	/**
	 * Wake one idle worker. While others run it is not the watcher, who has to go on
	 * watching; while none does it is: it slept least.
	 */
	private synchronized void wake() {
		State[] order = (this.running == 0) ? WATCHER_FIRST : WATCHER_LAST;
		for (State state : order) {
			for (int i = 0; i < this.states.length; i++) {
				if (this.states[i] == state) {
					wake(i);
					return;
				}
			}
		}
	}

	private void wake(int index) {
		State before = this.states[index];
		change(index, State.RUNNING);
		if (before == State.NEW) {
			this.workers[index].start();
		}
		else {
			this.workers[index].unpark();
		}
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

	private synchronized boolean is(int index, State state) {
		return this.states[index] == state;
	}

	private int indexOf(Worker worker) {
		for (int i = 0; i < this.workers.length; i++) {
			if (this.workers[i] == worker) {
				return i;
			}
		}
		throw new IllegalStateException("Not a worker of this dispatcher: " + worker.getName());
	}

	/**
	 * Called by a worker that has run dry.
	 * @return the next task, or null when the worker has to end
	 */
	@Nullable Runnable idle(Worker worker) {
		worker.trim();
		int index = indexOf(worker);
		long begin = System.nanoTime();
		for (;;) {
			Runnable task = spin(worker, begin);
			if (task == null) {
				task = rest(worker, index);
			}
			if (task != null) {
				this.patience.learn(begin);
				return task;
			}
			if (this.closed && this.outside.isEmpty() && !worker.hasWork()) {
				return null;
			}
			worker.rested();
		}
	}

	/**
	 * Look on for a while: what comes from outside comes often soon after an answer, and
	 * to wake a thread takes longer.
	 */
	private @Nullable Runnable spin(Worker worker, long begin) {
		Runnable task = worker.poll();
		if (task != null || this.spinning || this.closed) {
			return task;
		}
		this.spinning = true;
		this.patience.await(this.anyOutside, begin);
		this.spinning = false;
		// After that is visible: who came meanwhile has woken nobody.
		task = this.outside.poll();
		if (task != null && this.unwatched && !this.outside.isEmpty()) {
			wake();
		}
		return task;
	}

	/**
	 * Called by a worker whose turns are so short, and whose tasks so few, that another
	 * one can run them as well: where two threads pass tiny tasks to and fro, one does
	 * more. It gives its tasks away and rests, unless no other worker runs.
	 * @return a task that was taken over later, or null when this worker was woken or did
	 * not rest
	 */
	@Nullable Runnable retire(Worker worker) {
		if (this.running < 2) {
			return null;
		}
		worker.giveAway(this.outside::add);
		Runnable task = rest(worker, indexOf(worker));
		worker.rested();
		return task;
	}

	private @Nullable Runnable rest(Worker worker, int index) {
		boolean watching;
		synchronized (this) {
			watching = !isWatched() && othersExist();
			change(index, watching ? State.WATCHING : State.PARKED);
		}
		// After the state is visible: who added a task before has been missed by nobody.
		// While another worker runs, it is that one's business.
		if ((this.running == 0 && !this.outside.isEmpty()) || this.closed) {
			resume(index);
			return null;
		}
		return watching ? watch(worker, index) : park(index);
	}

	private boolean othersExist() {
		return this.workers.length > 2 || this.states[1] != State.SPARE;
	}

	private boolean isWatched() {
		for (State state : this.states) {
			if (state == State.WATCHING) {
				return true;
			}
		}
		return false;
	}

	private @Nullable Runnable park(int index) {
		while (!is(index, State.RUNNING)) {
			LockSupport.park(this);
			Thread.interrupted();
		}
		return null;
	}

	/**
	 * Look at the others until one of their tasks waits too long.
	 * @return a task that was taken over, or null when this worker was woken
	 */
	private @Nullable Runnable watch(Worker worker, int index) {
		Delay delay = new Delay(this.workers, worker);
		delay.look();
		int idleLooks = 0;
		for (;;) {
			Runnable task = takeOutside(delay);
			boolean alone = task != null && this.running == 0;
			if (task == null) {
				task = delay.takeOverdue();
			}
			if (task != null) {
				run(index, alone);
				return task;
			}
			idleLooks = (this.running == 0) ? idleLooks + 1 : 0;
			if (idleLooks > IDLE_LOOKS && stopWatching(index)) {
				if (!this.outside.isEmpty()) {
					resume(index);
				}
				return park(index);
			}
			LockSupport.parkNanos(this, LOOK_NANOS);
			Thread.interrupted();
			if (is(index, State.RUNNING) || this.closed) {
				resume(index);
				return null;
			}
		}
	}

	/**
	 * What comes from outside is for the watcher when nobody runs, or when it waits long.
	 */
	private @Nullable Runnable takeOutside(Delay delay) {
		boolean overdue = delay.isOverdue(this.outside.peek());
		return (overdue || this.running == 0) ? this.outside.poll() : null;
	}

	/**
	 * Become a running worker. Where others wait the next watcher is woken at once; a
	 * single task from outside wakes nobody, unless it passes something on.
	 */
	private void run(int index, boolean alone) {
		synchronized (this) {
			change(index, State.RUNNING);
			if (this.unwatched && !alone) {
				wake();
			}
		}
		// After the state is visible: see executeOutside.
		if (alone && this.unwatched && !this.outside.isEmpty()) {
			wake();
		}
	}

	private synchronized void resume(int index) {
		if (this.states[index] != State.RUNNING) {
			change(index, State.RUNNING);
			if (this.unwatched) {
				wake();
			}
		}
	}

	/** Nothing runs: the first that is woken and passes something on wakes a watcher. */
	private synchronized boolean stopWatching(int index) {
		if (this.running > 0 || this.states[index] != State.WATCHING) {
			return false;
		}
		change(index, State.PARKED);
		return true;
	}

	void ended(Worker worker) {
		synchronized (this) {
			change(indexOf(worker), State.ENDED);
		}
		this.ended.countDown();
	}

	/** The spare worker takes over what waits for the others, as a watcher does. */
	@Override
	public synchronized void relieve() {
		int spare = this.workers.length - 1;
		if (this.states[spare] == State.SPARE) {
			change(spare, State.RUNNING);
			this.workers[spare].start();
		}
	}

	@Override
	public void close() {
		synchronized (this) {
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
	}

	@Override
	public boolean awaitClosed(Duration timeout) throws InterruptedException {
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

	/** What one watcher saw at its last look. */
	private static final class Delay {

		private final Worker[] workers;

		private final Worker self;

		private final long[] turns;

		private final long[] tails;

		private final long[] tops;

		private @Nullable Runnable firstOutside;

		Delay(Worker[] workers, Worker self) {
			this.workers = workers;
			this.self = self;
			this.turns = new long[workers.length];
			this.tails = new long[workers.length];
			this.tops = new long[workers.length];
		}

		void look() {
			for (int i = 0; i < this.workers.length; i++) {
				this.turns[i] = this.workers[i].turns();
				this.tails[i] = this.workers[i].queue.tail();
				this.tops[i] = this.workers[i].starts.isEmpty() ? -1 : this.workers[i].starts.top();
			}
		}

		/** Whether the first task from outside is the same as at the last look. */
		boolean isOverdue(@Nullable Runnable first) {
			boolean overdue = first != null && first == this.firstOutside;
			this.firstOutside = first;
			return overdue;
		}

		/** Take over what waited since the last look, and look again. */
		@Nullable Runnable takeOverdue() {
			Runnable task = null;
			for (int i = 0; i < this.workers.length && task == null; i++) {
				if (this.workers[i] != this.self) {
					task = takeOverdue(i);
				}
			}
			look();
			return task;
		}

		private @Nullable Runnable takeOverdue(int index) {
			Worker worker = this.workers[index];
			if (worker.starts.top() == this.tops[index] && this.self.starts.stealHalf(worker.starts) > 0) {
				return this.self.starts.pop();
			}
			if (worker.queue.head() < this.tails[index] && this.self.queue.stealHalf(worker.queue) > 0) {
				return this.self.queue.poll();
			}
			// The same turn as at the last look: what is to run next waits behind it.
			return (worker.turns() == this.turns[index]) ? worker.takeNext() : null;
		}

	}

}
