package io.pyctor.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * One thread of a {@link WorkerDispatcher}. What its tasks pass on stays here: the last
 * one in a slot that is run next, the others in a queue.
 */
final class Worker extends Thread {

	private static final VarHandle NEXT;

	private static final VarHandle CURRENT;

	private static final VarHandle TURNS;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			NEXT = lookup.findVarHandle(Worker.class, "next", Runnable.class);
			CURRENT = lookup.findVarHandle(Worker.class, "current", Runnable.class);
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

	private final WorkerDispatcher dispatcher;

	final RunQueue queue = new RunQueue();

	final StartStack starts = new StartStack();

	/** The task to run next. Written by this thread, taken by it or by a thief. */
	@SuppressWarnings("unused")
	private @Nullable Runnable next;

	/** What is running now. Written by this thread. */
	@SuppressWarnings("unused")
	private @Nullable Runnable current;

	/** How many turns have begun; a thief that sees it stand still sees a long turn. */
	private long turns;

	private int nextRuns;

	/** How many starts there are still to be before the queue's round. */
	private long startsDue;

	/** How many tasks of the queue there are still to be in its round. */
	private long queueDue;

	Worker(WorkerDispatcher dispatcher, String name) {
		super(null, null, name, 0, false);
		// Not as the thread that happens to make it.
		setDaemon(false);
		this.dispatcher = dispatcher;
	}

	@Override
	public void run() {
		try {
			for (Runnable task = take(); task != null; task = take()) {
				CURRENT.setOpaque(this, task);
				run(task);
				CURRENT.setOpaque(this, null);
			}
		}
		finally {
			this.dispatcher.ended(this);
		}
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
		Runnable task = poll();
		return (task != null) ? task : this.dispatcher.idle(this);
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
			if (++this.nextRuns < NEXT_RUNS || (this.queue.isEmpty() && this.starts.isEmpty())) {
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
		return ((turn & (OLDEST_START_EVERY - 1)) == 1) ? this.starts.takeOldest() : this.starts.pop();
	}

	/** Run a task after the current one. This thread only. */
	void pushNext(Runnable task) {
		Runnable before = (Runnable) NEXT.getOpaque(this);
		if (before == null) {
			// A thief only ever empties the slot, so an empty one is this thread's.
			NEXT.setRelease(this, task);
		}
		else {
			before = (Runnable) NEXT.getAndSet(this, task);
			if (before != null) {
				this.queue.add(before);
			}
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

	boolean isRunning(Runnable task) {
		return CURRENT.getOpaque(this) == task;
	}

	boolean belongsTo(WorkerDispatcher dispatcher) {
		return this.dispatcher == dispatcher;
	}

	void unpark() {
		LockSupport.unpark(this);
	}

}
