package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one clock of a system, and what is due when: a binary heap under a lock, and one
 * thread, started with the first timer, that fires what is due. A timer knows its place
 * in the heap, so that cancelling leaves nothing behind.
 */
final class Timers {

	private static final Logger logger = LoggerFactory.getLogger(Timers.class);

	/** What fires once at a time. */
	abstract static class Timer {

		private long deadline;

		/** Place in the heap, or -1. Guarded by the lock. */
		private int index = -1;

		/**
		 * Called on the timer thread, without a lock; must be short and throw nothing.
		 */
		abstract void fire();

		/** Called without a lock when the system has ended before the time came. */
		void dropped() {
		}

	}

	/** Deadlines are compared by difference, so none may be too far ahead. */
	private static final long LONGEST = Long.MAX_VALUE / 4;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition earlier = this.lock.newCondition();

	private final String name;

	private @Nullable Timer[] heap = new Timer[16];

	private int size;

	/** When the thread will look again by itself. */
	private long wakeUp = now() + 2 * LONGEST;

	private @Nullable Thread thread;

	private boolean closed;

	Timers(String name) {
		this.name = name;
	}

	/** A time span as the timers count it; what is longer than 73 years is cut. */
	static long nanos(Duration duration) {
		try {
			return Math.min(duration.toNanos(), LONGEST);
		}
		catch (ArithmeticException ex) {
			return LONGEST;
		}
	}

	/** Return the time that all deadlines are measured by, in nanoseconds. */
	long now() {
		return System.nanoTime();
	}

	/**
	 * Fire a timer at a time that {@link #now()} will reach; never before it.
	 * @return false if the system is closed, and nothing will fire
	 */
	boolean schedule(Timer timer, long deadline) {
		this.lock.lock();
		try {
			if (this.closed) {
				return false;
			}
			if (timer.index >= 0) {
				remove(timer.index);
			}
			timer.deadline = deadline;
			insert(timer);
			if (this.thread == null) {
				this.thread = new Thread(this::run, this.name);
				this.thread.setDaemon(true);
				this.thread.start();
			}
			else if (timer.index == 0 && deadline - this.wakeUp < 0) {
				// Later deadlines wait for the next look: a thread is not woken for them.
				this.earlier.signal();
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Forget a timer. Does nothing if it has fired or was never scheduled. */
	void cancel(Timer timer) {
		this.lock.lock();
		try {
			if (timer.index >= 0) {
				remove(timer.index);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** How many timers wait. */
	int size() {
		this.lock.lock();
		try {
			return this.size;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Fire nothing any more, and let the thread end. */
	void close() {
		List<Timer> dropped = new ArrayList<>();
		this.lock.lock();
		try {
			this.closed = true;
			for (int i = this.size - 1; i >= 0; i--) {
				dropped.add(at(i));
				remove(i);
			}
			this.earlier.signal();
		}
		finally {
			this.lock.unlock();
		}
		dropped.forEach(Timer::dropped);
	}

	/** Wait for the end of the thread after {@link #close()}. */
	boolean awaitClosed(long nanos) throws InterruptedException {
		Thread last;
		this.lock.lock();
		try {
			last = this.thread;
		}
		finally {
			this.lock.unlock();
		}
		if (last != null) {
			TimeUnit.NANOSECONDS.timedJoin(last, Math.max(1, nanos));
			return !last.isAlive();
		}
		return true;
	}

	private void run() {
		while (fireNext()) {
			// A timer is held by the frame that fires it only: while the thread waits, it
			// keeps nobody's message alive.
		}
	}

	private boolean fireNext() {
		Timer due = awaitDue();
		if (due == null) {
			return false;
		}
		try {
			due.fire();
		}
		catch (Throwable ex) {
			// A reference that is not the engine's may throw: the clock goes on.
			logger.error("A timer of '{}' failed", this.name, ex);
		}
		return true;
	}

	private @Nullable Timer awaitDue() {
		this.lock.lock();
		try {
			while (!this.closed) {
				long wait = nanosToFirst();
				if (wait <= 0) {
					Timer first = at(0);
					remove(0);
					// Whoever schedules while this one fires need not wake anybody.
					this.wakeUp = now();
					return first;
				}
				try {
					this.earlier.awaitNanos(wait);
				}
				catch (InterruptedException ex) {
					// Nobody interrupts this thread on purpose: look again.
				}
			}
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** How long the thread may sleep, which is noted for who schedules meanwhile. */
	private long nanosToFirst() {
		Timer first = this.heap[0];
		this.wakeUp = (first != null) ? first.deadline : now() + 2 * LONGEST;
		return this.wakeUp - now();
	}

	private void insert(Timer timer) {
		if (this.size == this.heap.length) {
			this.heap = Arrays.copyOf(this.heap, this.size * 2);
		}
		this.size++;
		up(this.size - 1, timer);
	}

	private void remove(int index) {
		at(index).index = -1;
		this.size--;
		Timer last = at(this.size);
		this.heap[this.size] = null;
		if (index < this.size) {
			down(index, last);
			if (at(index) == last) {
				up(index, last);
			}
		}
	}

	private void up(int index, Timer timer) {
		while (index > 0) {
			int parent = (index - 1) >>> 1;
			if (timer.deadline - at(parent).deadline >= 0) {
				break;
			}
			place(at(parent), index);
			index = parent;
		}
		place(timer, index);
	}

	private void down(int index, Timer timer) {
		while (2 * index + 1 < this.size) {
			int child = 2 * index + 1;
			if (child + 1 < this.size && at(child + 1).deadline - at(child).deadline < 0) {
				child++;
			}
			if (at(child).deadline - timer.deadline >= 0) {
				break;
			}
			place(at(child), index);
			index = child;
		}
		place(timer, index);
	}

	private void place(Timer timer, int index) {
		this.heap[index] = timer;
		timer.index = index;
	}

	@SuppressWarnings("NullAway")
	private Timer at(int index) {
		return this.heap[index];
	}

}
