package io.pyctor.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * One thread of a {@link WorkerDispatcher}. What its tasks pass on stays here: the last
 * one in a slot that is run next, the others in a queue.
 */
final class Worker extends Thread {

	private static final VarHandle NEXT;

	private static final VarHandle TURNS;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			NEXT = lookup.findVarHandle(Worker.class, "next", Runnable.class);
			TURNS = lookup.findVarHandle(Worker.class, "turns", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** After so many turns the tasks from outside come first, once. A power of two. */
	private static final int OUTSIDE_EVERY = 8;

	/** After so many turns the oldest that starts comes first, once. A power of two. */
	private static final int OLDEST_START_EVERY = 64;

	/** After so many turns from the slot the queue comes first, once. */
	private static final int NEXT_RUNS = 16;

	/** After so many turns a worker looks whether it is needed. */
	private static final int TURNS_TO_LOOK = 1024;

	/** A turn that costs less than to wake a thread. */
	private static final long SHORT_TURN_NANOS = 1_000;

	/** Far below the time after which what waits is taken over by another worker. */
	private static final long SHORT_DELAY_NANOS = 50_000;

	private final WorkerDispatcher dispatcher;

	/** Its place in the {@link Crew}. */
	final int index;

	final RunQueue queue = new RunQueue();

	final StartStack starts = new StartStack();

	/** The task to run next. Written by this thread, taken by it or by a thief. */
	@SuppressWarnings("unused")
	private @Nullable Runnable next;

	/** How many turns have begun; a thief that sees it stand still sees a long turn. */
	private long turns;

	/** What the tasks keep here. This thread only. */
	private @Nullable Object local;

	private int nextRuns;

	/** When this worker looked last whether it is needed, and at which turn. */
	private long timeBefore = System.nanoTime();

	private long turnsBefore;

	private long startTurns;

	/**
	 * Tasks for which there was no place since the stack ended, each in an array after
	 * those before it. This thread only.
	 */
	private @Nullable Object @Nullable [] displaced;

	/** How many starts there are still to be before the queue's round. */
	private long startsDue;

	/** How many tasks of the queue there are still to be in its round. */
	private long queueDue;

	Worker(WorkerDispatcher dispatcher, int index, String name) {
		super(null, null, name, 0, false);
		// Not as the thread that happens to make it, but with the classes of whoever
		// makes the system, which JDK 21 and later would not pass on by themselves.
		setDaemon(false);
		setContextClassLoader(Thread.currentThread().getContextClassLoader());
		this.dispatcher = dispatcher;
		this.index = index;
	}

	@Override
	public void run() {
		try {
			while (runNext()) {
				// Until the dispatcher is closed and nothing waits.
			}
		}
		finally {
			this.dispatcher.ended(this);
		}
	}

	/**
	 * Without memory even to look for a task can fail; the thread is needed after that.
	 */
	private boolean runNext() {
		try {
			Runnable task = take();
			if (task == null) {
				return false;
			}
			run(task);
			requeueDisplaced();
		}
		catch (Throwable ex) {
			this.dispatcher.resume(this);
			Thread.yield();
		}
		return true;
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			// Tasks contain their own failures. Should one not, this thread still lives.
			getUncaughtExceptionHandler().uncaughtException(this, ex);
		}
		// An interrupt that was meant for this task must not reach the next one.
		Thread.interrupted();
	}

	private @Nullable Runnable take() {
		Runnable task = (this.turns - this.turnsBefore >= TURNS_TO_LOOK && hasLittleToDo())
				? this.dispatcher.retire(this) : null;
		if (task == null) {
			task = poll();
		}
		return (task != null) ? task : this.dispatcher.idle(this);
	}

	/**
	 * Whether the last turns were so short, and so few tasks wait, that one worker less
	 * would do.
	 */
	private boolean hasLittleToDo() {
		long now = System.nanoTime();
		long time = now - this.timeBefore;
		long turns = this.turns - this.turnsBefore;
		beginToLook(now);
		return time < turns * SHORT_TURN_NANOS && time / turns * (1 + waiting()) < SHORT_DELAY_NANOS;
	}

	private void beginToLook(long now) {
		this.timeBefore = now;
		this.turnsBefore = this.turns;
	}

	private long waiting() {
		return this.queue.size() + this.starts.size();
	}

	/** Give all that waits here to whoever takes it. This thread only. */
	void giveAway(Consumer<Runnable> taker) {
		Runnable task = takeNext();
		if (task != null) {
			taker.accept(task);
		}
		for (task = this.queue.poll(); task != null; task = this.queue.poll()) {
			taker.accept(task);
		}
		for (task = this.starts.takeOldest(); task != null; task = this.starts.takeOldest()) {
			taker.accept(task);
		}
	}

	/** A rest is no turn. This thread only. */
	void rested() {
		beginToLook(System.nanoTime());
	}

	/** Return the next task of this worker or from outside, or null. This thread only. */
	@Nullable Runnable poll() {
		long turn = this.turns + 1;
		TURNS.setOpaque(this, turn);
		if ((turn & (OUTSIDE_EVERY - 1)) == 0) {
			Runnable task = this.dispatcher.pollOutside();
			if (task != null) {
				return task;
			}
		}
		Runnable task = takeNext();
		if (task != null) {
			if (this.nextRuns < NEXT_RUNS) {
				this.nextRuns++;
				return task;
			}
			if (this.queue.isEmpty() && this.starts.isEmpty()) {
				return task;
			}
			this.queue.add(task);
		}
		this.nextRuns = 0;
		task = pollQueues(turn);
		return (task != null) ? task : this.dispatcher.pollOutside();
	}

	/**
	 * What starts and what waits in the queue take rounds: as many turns of each as there
	 * were tasks at the beginning. So a task that makes others for ever waits for as many
	 * as it has made.
	 */
	private @Nullable Runnable pollQueues(long turn) {
		if (this.startsDue > 0) {
			Runnable task = pollStart(turn);
			if (task != null) {
				this.startsDue--;
				return task;
			}
		}
		Runnable task = this.queue.poll();
		if (task == null) {
			return pollStart(turn);
		}
		if (--this.queueDue <= 0) {
			this.queueDue = this.queue.size();
			this.startsDue = this.starts.size();
		}
		return task;
	}

	private @Nullable Runnable pollStart(long turn) {
		return ((++this.startTurns & (OLDEST_START_EVERY - 1)) == 0) ? this.starts.takeOldest() : this.starts.pop();
	}

	/** Run a task after the current one. This thread only. */
	void pushNext(Runnable task) {
		Runnable left = task;
		try {
			Runnable before = (Runnable) NEXT.getOpaque(this);
			if (before == null) {
				// A thief only ever empties the slot, so an empty one is this thread's.
				NEXT.setRelease(this, task);
			}
			else {
				before = (Runnable) NEXT.getAndSet(this, task);
				left = before;
				if (before != null) {
					this.queue.add(before);
				}
			}
		}
		catch (StackOverflowError ex) {
			this.displaced = new Object[] { this.displaced, left };
		}
	}

	private void requeueDisplaced() {
		while (this.displaced != null) {
			if (this.displaced[1] instanceof Runnable task) {
				this.queue.add(task);
			}
			this.displaced = (@Nullable Object[]) this.displaced[0];
		}
	}

	/**
	 * Run a task for the first time, before those that started earlier. This thread only.
	 */
	void pushStart(Runnable task) {
		this.starts.push(task);
	}

	/** Run a task after all others that wait here. This thread only. */
	void pushLast(Runnable task) {
		this.queue.add(task);
	}

	/** Take the task in the slot. Any thread. */
	@Nullable Runnable takeNext() {
		Runnable task = (Runnable) NEXT.getAcquire(this);
		return (task != null && NEXT.compareAndSet(this, task, null)) ? task : null;
	}

	/** Give back what empty queues do not need. This thread only. */
	void trim() {
		this.queue.trim();
		this.starts.trim();
	}

	private boolean hasNext() {
		return NEXT.getOpaque(this) != null;
	}

	boolean hasWork() {
		return hasNext() || !this.queue.isEmpty() || !this.starts.isEmpty();
	}

	long turns() {
		return (long) TURNS.getOpaque(this);
	}

	/** What the tasks keep on this thread. This thread only. */
	@SuppressWarnings("unchecked")
	<T> T local(Supplier<T> initial) {
		Object local = this.local;
		if (local == null) {
			local = initial.get();
			this.local = local;
		}
		return (T) local;
	}

	boolean belongsTo(WorkerDispatcher dispatcher) {
		return this.dispatcher == dispatcher;
	}

	void unpark() {
		LockSupport.unpark(this);
	}

}
