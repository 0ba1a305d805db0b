package io.pyctor.benchmarks.fairness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Interrupts a thread that waits too long. It looks ten times a second, so that those who
 * need not wait are not disturbed.
 */
final class Patience implements AutoCloseable {

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final long limit;

	private final Thread waiting = Thread.currentThread();

	/** When the wait began; guarded by this object. */
	private long began;

	/** Whether the thread waits; guarded by this object. */
	private boolean waits;

	private volatile boolean closed;

	/**
	 * Look after the thread that calls.
	 * @param limit how many nanoseconds it may wait
	 */
	Patience(long limit) {
		this.limit = limit;
		Thread thread = new Thread(this::look, "patience");
		thread.setDaemon(true);
		thread.start();
	}

	private void look() {
		while (!this.closed) {
			LockSupport.parkNanos(LOOK_NANOS);
			interruptIfDue();
		}
	}

	private synchronized void interruptIfDue() {
		if (this.waits && System.nanoTime() - this.began > this.limit) {
			this.waits = false;
			this.waiting.interrupt();
		}
	}

	synchronized void begin() {
		this.began = System.nanoTime();
		this.waits = true;
	}

	/** From here on the thread is not interrupted, and no interrupt is left behind. */
	synchronized void end() {
		this.waits = false;
		Thread.interrupted();
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
