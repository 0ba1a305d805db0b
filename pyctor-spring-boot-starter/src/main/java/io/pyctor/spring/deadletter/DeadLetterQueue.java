package io.pyctor.spring.deadletter;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pyctor.DeadLetterReason;

/**
 * Where dead letters wait for those who deal with them. Whoever finds one leaves it here
 * and goes on; when too many come, a count is all that they cost. One thread deals with
 * them, while there are any.
 */
final class DeadLetterQueue {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetterQueue.class);

	/** What is left at the end was in mailboxes before: it takes no memory of its own. */
	private static final long PLACES_AT_THE_END = 100;

	private static final long REPORT_NANOS = TimeUnit.MINUTES.toNanos(1);

	private final int capacity;

	private final Consumer<FoundLetter> handler;

	private final ThreadPoolExecutor executor;

	private final AtomicLong waiting = new AtomicLong();

	private final LongAdder missed = new LongAdder();

	private volatile @Nullable Thread thread;

	private long lastReport = System.nanoTime() - REPORT_NANOS;

	DeadLetterQueue(int capacity, Consumer<FoundLetter> handler) {
		this.capacity = capacity;
		this.handler = handler;
		ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
		this.executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(task) -> newThread(task, classLoader));
		this.executor.allowCoreThreadTimeOut(true);
	}

	/** Whoever happens to find the first letter has nothing to do with the others. */
	private Thread newThread(Runnable task, ClassLoader classLoader) {
		Thread thread = new Thread(null, task, "pyctor-dead-letters", 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(classLoader);
		this.thread = thread;
		return thread;
	}

	/** Leave a letter to be dealt with. Any thread; never waits. */
	void add(FoundLetter letter) {
		if (Thread.currentThread() == this.thread) {
			// It would come back each time it is dealt with.
			return;
		}
		if (!takePlace(letter.reason())) {
			this.missed.increment();
			return;
		}
		try {
			this.executor.execute(() -> handle(letter));
		}
		catch (Throwable ex) {
			// It has been closed, or there is no thread to be had.
			this.waiting.decrementAndGet();
			this.missed.increment();
		}
	}

	private boolean takePlace(DeadLetterReason reason) {
		long places = (reason == DeadLetterReason.SHUTDOWN) ? PLACES_AT_THE_END * this.capacity : this.capacity;
		if (this.waiting.get() >= places) {
			return false;
		}
		if (this.waiting.incrementAndGet() > places) {
			this.waiting.decrementAndGet();
			return false;
		}
		return true;
	}

	private void handle(FoundLetter letter) {
		this.waiting.decrementAndGet();
		this.handler.accept(letter);
		if (System.nanoTime() - this.lastReport > REPORT_NANOS) {
			reportMissed();
		}
	}

	private void reportMissed() {
		long missed = this.missed.sumThenReset();
		if (missed > 0) {
			this.lastReport = System.nanoTime();
			logger.warn("{} dead letters were not given to @DeadLetterHandler methods, which are behind "
					+ "(pyctor.dead-letters.handler-capacity={})", missed, this.capacity);
		}
	}

	/** Whether nothing waits or is dealt with. */
	boolean isIdle() {
		return this.waiting.get() == 0 && this.executor.getActiveCount() == 0;
	}

	/** Take no letter any more, and wait until those that are here were dealt with. */
	void close(Duration timeout) {
		this.executor.shutdown();
		boolean interrupted = false;
		try {
			if (!this.executor.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
				abandon(timeout);
			}
		}
		catch (InterruptedException ex) {
			abandon(timeout);
			interrupted = true;
		}
		reportMissed();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void abandon(Duration timeout) {
		int left = this.executor.shutdownNow().size();
		logger.warn("@DeadLetterHandler methods were not ready after {}; {} dead letters were not given to them",
				timeout, left);
	}

}
