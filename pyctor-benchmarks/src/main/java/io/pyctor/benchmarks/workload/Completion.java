package io.pyctor.benchmarks.workload;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How a workload's actors tell the benchmark that they have done their work, and how it
 * checks that they have.
 */
final class Completion {

	private static final int TIMEOUT_SECONDS = 60;

	private final CountDownLatch latch;

	/** Written before the last arrival. */
	private long result;

	Completion(int arrivals) {
		this.latch = new CountDownLatch(arrivals);
	}

	void arrive() {
		this.latch.countDown();
	}

	/** The only arrival. */
	void complete(long result) {
		this.result = result;
		this.latch.countDown();
	}

	void await() {
		try {
			if (!this.latch.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
				dumpThreads();
				throw new IllegalStateException("The workload hangs: " + this.latch.getCount()
						+ " arrivals were missing after " + TIMEOUT_SECONDS + " seconds");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The workload was interrupted", ex);
		}
	}

	long await(long expected) {
		await();
		return check(expected, this.result);
	}

	static long check(long expected, long actual) {
		if (actual != expected) {
			throw new IllegalStateException(
					"The workload did not do its work: the result is " + actual + " (expected " + expected + ")");
		}
		return actual;
	}

	private static void dumpThreads() {
		for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
			System.err.println(entry.getKey() + " " + entry.getKey().getState());
			for (StackTraceElement element : entry.getValue()) {
				System.err.println("\tat " + element);
			}
		}
	}

}
