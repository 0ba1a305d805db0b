package io.pyctor.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that one worker has yet to run for the first time, newest first: a family
 * tree is then walked in depth, with few half-made families alive, and not in breadth
 * with all of them. Thieves, and the owner now and then, take the oldest.
 * <p>
 * This is the deque of <em>Dynamic Circular Work-Stealing Deque</em> by David Chase and
 * Yossi Lev. The owner works at the bottom, everybody else at the top; they meet only
 * over the last task, which a compare-and-set of the top decides.
 */
final class StartStack {

	private static final VarHandle TOP;

	private static final VarHandle BOTTOM;

	private static final VarHandle TASKS;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			TOP = lookup.findVarHandle(StartStack.class, "top", long.class);
			BOTTOM = lookup.findVarHandle(StartStack.class, "bottom", long.class);
			TASKS = lookup.findVarHandle(StartStack.class, "tasks", Runnable[].class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final int SMALL = 64;

	private static final int LARGE = 8192;

	private @Nullable Runnable[] tasks = new Runnable[SMALL];

	/** The index of the oldest task; only grows. */
	@SuppressWarnings("unused")
	private long top;

	/** The index behind the newest task; only the owner writes it. */
	private long bottom;

	/** Every index below has been cleared, so that nothing dead is kept alive. */
	private long cleared;

	/** Add a task. Owner only. */
	void push(Runnable task) {
		long bottom = this.bottom;
		long top = (long) TOP.getAcquire(this);
		@Nullable Runnable[] array = this.tasks;
		if (bottom - top >= array.length) {
			array = resize(array.length * 2, top, bottom);
		}
		array[(int) bottom & (array.length - 1)] = task;
		BOTTOM.setRelease(this, bottom + 1);
	}

	/** Take the newest task. Owner only. */
	@Nullable Runnable pop() {
		long bottom = this.bottom - 1;
		if ((long) TOP.getOpaque(this) > bottom) {
			return null;
		}
		// Announce the take before looking at the top; thieves look in the other order,
		// so that one of the two sees the other.
		BOTTOM.setVolatile(this, bottom);
		long top = (long) TOP.getVolatile(this);
		if (top > bottom) {
			BOTTOM.setRelease(this, bottom + 1);
			return null;
		}
		@Nullable Runnable[] array = this.tasks;
		int index = (int) bottom & (array.length - 1);
		Runnable task = array[index];
		if (top == bottom) {
			boolean won = TOP.compareAndSet(this, top, top + 1);
			BOTTOM.setRelease(this, bottom + 1);
			if (!won) {
				return null;
			}
		}
		array[index] = null;
		return task;
	}

	/** Take the oldest task. Any thread. */
	@Nullable Runnable takeOldest() {
		for (;;) {
			long top = (long) TOP.getVolatile(this);
			if ((long) BOTTOM.getVolatile(this) <= top) {
				return null;
			}
			@Nullable Runnable[] array = (Runnable[]) TASKS.getAcquire(this);
			Runnable task = array[(int) top & (array.length - 1)];
			if (TOP.compareAndSet(this, top, top + 1)) {
				return task;
			}
		}
	}

	/**
	 * Move the older half of another worker's tasks here. Owner of this stack only.
	 * @return how many were moved
	 */
	int stealHalf(StartStack victim) {
		long count = victim.bottom() - victim.top();
		int moved = 0;
		for (long i = count - count / 2; i > 0; i--) {
			Runnable task = victim.takeOldest();
			if (task == null) {
				break;
			}
			push(task);
			moved++;
		}
		return moved;
	}

	boolean isEmpty() {
		return top() >= bottom();
	}

	/** How many tasks wait. Any thread. */
	long size() {
		return Math.max(0, bottom() - top());
	}

	/** The index of the oldest task. Any thread. */
	long top() {
		return (long) TOP.getAcquire(this);
	}

	private long bottom() {
		return (long) BOTTOM.getAcquire(this);
	}

	/** Forget what thieves took and give back a large array. Owner only. */
	void trim() {
		long top = (long) TOP.getAcquire(this);
		@Nullable Runnable[] array = this.tasks;
		// What lies a whole array below the bottom has been overwritten with a live task.
		for (long i = Math.max(this.cleared, this.bottom - array.length); i < top; i++) {
			array[(int) i & (array.length - 1)] = null;
		}
		this.cleared = top;
		if (top == this.bottom && array.length > LARGE) {
			resize(SMALL, top, top);
		}
	}

	private @Nullable Runnable[] resize(int length, long top, long bottom) {
		@Nullable Runnable[] old = this.tasks;
		@Nullable Runnable[] array = new Runnable[length];
		for (long i = top; i < bottom; i++) {
			array[(int) i & (length - 1)] = old[(int) i & (old.length - 1)];
		}
		this.cleared = top;
		TASKS.setRelease(this, array);
		return array;
	}

}
