package io.pyctor.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait for one worker, first in first out. The worker that owns the queue
 * adds at the tail; it and thieves take from the head, by compare-and-set of one index.
 * The array grows when it is full, so that a queue never refuses a task.
 * <p>
 * Only the owner writes to the array. An index below the head is never read again by
 * anybody who then wins the compare-and-set, so the owner may clear and reuse it.
 * <p>
 * The shape is that of the run queues of Go's scheduler, with an array that grows in
 * place of the spill into a global queue.
 */
final class RunQueue {

	private static final VarHandle HEAD;

	private static final VarHandle TAIL;

	private static final VarHandle TASKS;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			HEAD = lookup.findVarHandle(RunQueue.class, "head", long.class);
			TAIL = lookup.findVarHandle(RunQueue.class, "tail", long.class);
			TASKS = lookup.findVarHandle(RunQueue.class, "tasks", Runnable[].class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final int SMALL = 256;

	private static final int LARGE = 8192;

	private @Nullable Runnable[] tasks = new Runnable[SMALL];

	/** The first task's index; only grows. */
	@SuppressWarnings("unused")
	private long head;

	/** The index behind the last task; only the owner writes it. */
	private long tail;

	/** Every index below has been cleared, so that nothing dead is kept alive. */
	private long cleared;

	/** Add a task at the end. Owner only. */
	void add(Runnable task) {
		long tail = this.tail;
		@Nullable Runnable[] array = this.tasks;
		long head = (long) HEAD.getAcquire(this);
		if (tail - head == array.length) {
			array = resize(array.length * 2, head, tail);
		}
		array[(int) tail & (array.length - 1)] = task;
		TAIL.setRelease(this, tail + 1);
	}

	/** Take the first task. Owner only. */
	@Nullable Runnable poll() {
		for (;;) {
			long head = (long) HEAD.getAcquire(this);
			if (head == this.tail) {
				return null;
			}
			@Nullable Runnable[] array = this.tasks;
			Runnable task = array[(int) head & (array.length - 1)];
			if (HEAD.compareAndSet(this, head, head + 1)) {
				clearTo(head + 1);
				return task;
			}
		}
	}

	/**
	 * Move the older half of another worker's tasks to the end of this queue. Owner of
	 * this queue only.
	 * @return how many were moved
	 */
	int stealHalf(RunQueue victim) {
		for (;;) {
			long head = (long) HEAD.getAcquire(victim);
			int count = (int) ((long) TAIL.getAcquire(victim) - head);
			if (count <= 0) {
				return 0;
			}
			count -= count / 2;
			// After the tail: the array is then at least as new as the tasks below it.
			@Nullable Runnable[] array = (Runnable[]) TASKS.getAcquire(victim);
			@Nullable Runnable[] loot = new Runnable[count];
			for (int i = 0; i < count; i++) {
				loot[i] = array[(int) (head + i) & (array.length - 1)];
			}
			if (HEAD.compareAndSet(victim, head, head + count)) {
				for (Runnable task : loot) {
					add(task);
				}
				return count;
			}
		}
	}

	boolean isEmpty() {
		return (long) HEAD.getAcquire(this) == (long) TAIL.getAcquire(this);
	}

	/** How many tasks wait. Any thread. */
	long size() {
		return Math.max(0, tail() - head());
	}

	/** The index of the oldest task that waits. Any thread. */
	long head() {
		return (long) HEAD.getAcquire(this);
	}

	/** The index of the next task that will be added. Any thread. */
	long tail() {
		return (long) TAIL.getAcquire(this);
	}

	/** Forget what thieves took and give back a large array. Owner only. */
	void trim() {
		long head = (long) HEAD.getAcquire(this);
		clearTo(head);
		if (head == this.tail && this.tasks.length > LARGE) {
			resize(SMALL, head, head);
		}
	}

	private void clearTo(long head) {
		@Nullable Runnable[] array = this.tasks;
		// What lies a whole array behind the tail has been overwritten with a live task.
		for (long i = Math.max(this.cleared, this.tail - array.length); i < head; i++) {
			array[(int) i & (array.length - 1)] = null;
		}
		this.cleared = head;
	}

	private @Nullable Runnable[] resize(int length, long head, long tail) {
		@Nullable Runnable[] old = this.tasks;
		@Nullable Runnable[] array = new Runnable[length];
		for (long i = head; i < tail; i++) {
			array[(int) i & (length - 1)] = old[(int) i & (old.length - 1)];
		}
		this.cleared = head;
		TASKS.setRelease(this, array);
		return array;
	}

}
