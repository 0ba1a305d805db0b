package io.pyctor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/**
 * Lets so many lines of a kind into the log in a minute, and says how many it left out.
 * In a flood nobody waits for the log, or for others that would like to log. For any
 * thread.
 */
final class LogLimit {

	private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

	private final int perMinute;

	private final LongConsumer report;

	private volatile long windowStart = System.nanoTime();

	private final AtomicInteger logged = new AtomicInteger();

	private final LongAdder leftOut = new LongAdder();

	/**
	 * Create a limit.
	 * @param perMinute how many lines there may be in a minute
	 * @param report logs how many were left out
	 */
	LogLimit(int perMinute, LongConsumer report) {
		this.perMinute = perMinute;
		this.report = report;
	}

	/** Whether there may be another line; if not, it is counted. */
	boolean allowsAnother() {
		long now = System.nanoTime();
		if (now - this.windowStart > WINDOW) {
			beginWindow(now);
		}
		if (this.logged.get() < this.perMinute && this.logged.incrementAndGet() <= this.perMinute) {
			return true;
		}
		this.leftOut.increment();
		return false;
	}

	private void beginWindow(long now) {
		synchronized (this) {
			if (now - this.windowStart <= WINDOW) {
				return;
			}
			this.logged.set(0);
			this.windowStart = now;
		}
		// Whoever fails meanwhile need not wait for the log.
		reportLeftOut();
	}

	/** Say how many were left out since the last line. */
	void reportLeftOut() {
		long count = this.leftOut.sumThenReset();
		if (count > 0) {
			this.report.accept(count);
		}
	}

}
