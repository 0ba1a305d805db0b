package io.pyctor.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * What comes from threads that are not workers, in order, for whichever worker takes it.
 * <p>
 * Who adds exchanges the last place and then links it behind the one before: a task is in
 * or not, and who adds it knows, also where its stack ends within. (The queues of the JDK
 * leave that open.) Those who take do so one at a time, each for a few steps.
 */
final class OutsideQueue {

	private static final VarHandle LAST;

	private static final VarHandle NEXT;

	private static final VarHandle TAKING;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			LAST = lookup.findVarHandle(OutsideQueue.class, "last", Place.class);
			NEXT = lookup.findVarHandle(Place.class, "next", Place.class);
			TAKING = lookup.findVarHandle(OutsideQueue.class, "taking", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** Spins before a thread no longer waits, or lets others run meanwhile. */
	private static final int SPINS = 128;

	/** The place of a task; the first one's task is taken. */
	static final class Place {

		/** Guarded by {@link #taking}, once it is in; null when taken. */
		private @Nullable Runnable task;

		private volatile @Nullable Place next;

		private Place(@Nullable Runnable task) {
			this.task = task;
		}

	}

	/** Written by who has {@link #taking}. */
	private volatile Place first = new Place(null);

	private volatile Place last = this.first;

	/** Whether somebody takes. */
	@SuppressWarnings("unused")
	private volatile boolean taking;

	/**
	 * Add a task. Any thread.
	 * @return where it is
	 */
	Place add(Runnable task) {
		Place place = new Place(task);
		Place before = place;
		try {
			before = (Place) LAST.getAndSet(this, place);
			NEXT.setRelease(before, place);
		}
		catch (StackOverflowError ex) {
			// What is in has to be found, so this ends with a plain write. Who calls has
			// made sure that the stack does not end within the exchange itself.
			if (before == place) {
				throw ex;
			}
			before.next = place;
		}
		return place;
	}

	/**
	 * Take the first task; null if there is none, or if who adds it has lost its
	 * processor between two steps, and looks for somebody to run it after that. Any
	 * thread with room on its stack.
	 */
	@Nullable Runnable poll() {
		if (isEmpty()) {
			return null;
		}
		lock();
		try {
			Runnable task = null;
			Place next = next();
			while (next != null) {
				task = next.task;
				next.task = null;
				Place before = this.first;
				this.first = next;
				// One that has grown old must not keep all those alive that came later.
				before.next = null;
				next = (task == null) ? next() : null;
			}
			return task;
		}
		finally {
			unlock();
		}
	}

	/** The next place, if there is one; who is about to link it is between two steps. */
	private @Nullable Place next() {
		Place first = this.first;
		if (first == this.last) {
			return null;
		}
		Place next = first.next;
		for (int i = 0; next == null && i < SPINS; i++) {
			Thread.onSpinWait();
			next = first.next;
		}
		if (next == null) {
			Thread.yield();
		}
		return next;
	}

	private void lock() {
		for (int i = 0; !TAKING.compareAndSet(this, false, true); i++) {
			if (i < SPINS) {
				Thread.onSpinWait();
			}
			else {
				Thread.yield();
			}
		}
	}

	private void unlock() {
		TAKING.setRelease(this, false);
	}

	/** The first place with a task, only to know it again. Any thread. */
	@Nullable Object firstPlace() {
		return this.first.next;
	}

	/** Whether there is none, nor one on its way. Any thread. */
	boolean isEmpty() {
		return this.first == this.last;
	}

	/**
	 * Take a task back.
	 * @return false if somebody has taken it
	 */
	boolean remove(Place place) {
		lock();
		try {
			boolean there = place.task != null;
			place.task = null;
			return there;
		}
		finally {
			unlock();
		}
	}

}
