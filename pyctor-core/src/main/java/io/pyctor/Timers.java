package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one clock of a system, and what is due when: a binary heap under a monitor, and one
 * thread, started with the first timer, that fires what is due. A timer knows its place
 * in the heap, so that cancelling leaves nothing behind.
 * <p>
 * A monitor and no lock: whoever fails in it, by the end of its stack for one, leaves it
 * free.
 */
final class Timers {

	private static final Logger logger = LoggerFactory.getLogger(Timers.class);

	/** What fires once at a time. */
	abstract static class Timer {

		private long deadline;

		/** Place in the heap, or -1. Guarded by the monitor. */
		private int index = -1;

		/** The one that came before into the intake, and how many there were then. */
		@Nullable Timer before;

		int behind;

		/**
		 * Called on the timer thread, without the monitor; must be short and throw
		 * nothing.
		 */
		abstract void fire();

		/**
		 * Whether it has to fire at all: one that need not is dropped from the intake.
		 */
		boolean isNeeded() {
			return true;
		}

		/**
		 * Called with the monitor when it has left the intake: from now on, cancel it.
		 */
		void entered() {
		}

		/** Called without the monitor when the system has ended before the time came. */
		void dropped() {
		}

	}

	/** Deadlines are compared by difference, so none may be too far ahead. */
	private static final long LONGEST = Long.MAX_VALUE / 4;

	private final String name;

	private @Nullable Timer[] heap = new Timer[16];

	private int size;

	private final TimerIntake intake = new TimerIntake();

	/** When the thread will look at the intake at the latest. */
	private long lookBy = now() + 2 * LONGEST;

	/** When the thread will look again by itself. Written with the monitor. */
	private volatile long wakeUp = now() + 2 * LONGEST;

	private @Nullable Thread thread;

	private volatile boolean closed;

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
	synchronized boolean schedule(Timer timer, long deadline) {
		if (this.closed) {
			return false;
		}
		if (timer.index >= 0) {
			remove(timer.index);
		}
		timer.deadline = deadline;
		enter(timer);
		return true;
	}

	/**
	 * Like {@link #schedule}, for a timer that most probably need not fire: it takes no
	 * monitor, and nothing has to cancel it until it is told that it has entered.
	 * @return false if the system is closed, and nothing will fire
	 */
	boolean scheduleInCase(Timer timer, long deadline) {
		if (this.closed) {
			return false;
		}
		timer.deadline = deadline;
		boolean full = this.intake.add(timer);
		// Volatile after the addition: either this sees that it is closed or looks too
		// late, or the one who closes or looks sees the timer.
		if (this.closed) {
			return false;
		}
		if (full || deadline - this.wakeUp < 0) {
			takeInAndLookBy(deadline);
		}
		return true;
	}

	private synchronized void takeInAndLookBy(long deadline) {
		takeIn();
		lookBy(deadline);
	}

	/**
	 * Have the thread look at the intake in time, also for those that come after this one
	 * and are due later: they need no lock then.
	 */
	private void lookBy(long deadline) {
		if (deadline - this.wakeUp < 0) {
			startThread();
			this.lookBy = deadline;
			this.wakeUp = deadline;
			LockSupport.unpark(this.thread);
		}
	}

	/**
	 * Take in what is still needed.
	 * @return whether there was any
	 */
	private boolean takeIn() {
		boolean any = false;
		int count = this.intake.size();
		if (count > 0) {
			// Before they are taken: where there is no thread or no memory to be had,
			// they stay where they are.
			startThread();
			reserve(count);
		}
		Timer timer = this.intake.takeAll();
		while (timer != null) {
			Timer before = timer.before;
			timer.before = null;
			if (timer.isNeeded()) {
				enter(timer);
				timer.entered();
				any = true;
			}
			timer = before;
		}
		return any;
	}

	private void enter(Timer timer) {
		insert(timer);
		startThread();
		if (timer.index == 0 && timer.deadline - this.wakeUp < 0) {
			// Later deadlines wait for the next look: a thread is not woken for them.
			LockSupport.unpark(this.thread);
		}
	}

	private void startThread() {
		if (this.thread == null && !this.closed) {
			Thread thread = new Thread(null, this::run, this.name, 0, false);
			thread.setDaemon(true);
			// Before it is noted: if the JVM can start none, the next timer tries again.
			thread.start();
			this.thread = thread;
		}
	}

	/** Forget a timer. Does nothing if it has fired or was never scheduled. */
	synchronized void cancel(Timer timer) {
		if (timer.index >= 0) {
			remove(timer.index);
		}
	}

	/** How many timers wait. */
	synchronized int size() {
		takeIn();
		return this.size;
	}

	/**
	 * Fire nothing any more, and let the thread end.
	 * @return those that will not fire, which have to be told that they are
	 * {@linkplain Timer#dropped dropped}
	 */
	List<Timer> close() {
		List<Timer> dropped = new ArrayList<>();
		synchronized (this) {
			this.closed = true;
			takeIn();
			for (int i = this.size - 1; i >= 0; i--) {
				dropped.add(at(i));
				remove(i);
			}
			LockSupport.unpark(this.thread);
		}
		return dropped;
	}

	/** Wait for the end of the thread after {@link #close()}. */
	boolean awaitClosed(long nanos) throws InterruptedException {
		Thread last;
		synchronized (this) {
			last = this.thread;
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
		try {
			Timer due = awaitDue();
			if (due == null) {
				return false;
			}
			due.fire();
		}
		catch (Throwable ex) {
			// A reference that is not the engine's may throw, or there is no memory for a
			// moment: the clock goes on.
			logger.error("A timer of '{}' failed", this.name, ex);
		}
		return true;
	}

	private @Nullable Timer awaitDue() {
		for (;;) {
			long wait;
			synchronized (this) {
				if (this.closed) {
					return null;
				}
				long now = now();
				noteNextLook(now);
				if (takeIn()) {
					continue;
				}
				if (isDue(now)) {
					// Whoever schedules while this one fires need not wake anybody.
					this.wakeUp = now;
					return removeFirst();
				}
				wait = this.wakeUp - now;
			}
			// Whoever comes from here on with something earlier ends this at once.
			LockSupport.parkNanos(this, wait);
			// Nobody interrupts this thread on purpose.
			Thread.interrupted();
		}
	}

	/** Without a variable in the frame that waits, which would keep a timer alive. */
	private boolean isDue(long now) {
		Timer first = this.heap[0];
		return first != null && first.deadline - now <= 0;
	}

	private Timer removeFirst() {
		Timer first = at(0);
		remove(0);
		return first;
	}

	/** When the thread will look again, for who schedules meanwhile. */
	private void noteNextLook(long now) {
		if (this.lookBy - now <= 0) {
			this.lookBy = now + 2 * LONGEST;
		}
		Timer first = this.heap[0];
		this.wakeUp = (first != null && first.deadline - this.lookBy < 0) ? first.deadline : this.lookBy;
	}

	private void reserve(int count) {
		if (this.size + count > this.heap.length) {
			this.heap = Arrays.copyOf(this.heap, Math.max(this.size + count, this.heap.length * 2));
		}
	}

	private void insert(Timer timer) {
		reserve(1);
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
