package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.pyctor.dispatch.Dispatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a system ends: actors first, then threads, then the word that it is over.
 */
final class SystemShutdown {

	private static final Logger logger = LoggerFactory.getLogger(SystemShutdown.class);

	/**
	 * How long actors and threads have to react to an interrupt or to the end of work.
	 */
	private static final Duration GRACE = Duration.ofSeconds(1);

	private final DefaultActorSystem system;

	private final AtomicBoolean begun = new AtomicBoolean();

	private final CountDownLatch allEnded = new CountDownLatch(1);

	private final CompletableFuture<ShutdownReport> stopped = new CompletableFuture<>();

	SystemShutdown(DefaultActorSystem system) {
		this.system = system;
	}

	boolean hasBegun() {
		return this.begun.get();
	}

	CompletableFuture<ShutdownReport> stopped() {
		// A copy: who gets it can wait for the end, not declare it.
		return this.stopped.copy();
	}

	void begin(Duration timeout) {
		if (timeout.isNegative()) {
			throw new IllegalArgumentException("'timeout' must not be negative (was " + timeout + ")");
		}
		if (this.begun.get()) {
			return;
		}
		// Before it has begun: what is refused from then on is part of the account.
		long processedBefore = processed();
		long deadLettersBefore = this.system.deadLetterSink().total();
		if (this.begun.compareAndSet(false, true)) {
			try {
				start(() -> run(timeout, processedBefore, deadLettersBefore),
						"pyctor-" + this.system.name() + "-shutdown");
			}
			catch (Throwable ex) {
				// There is no thread for it now: it can be tried again.
				this.begun.set(false);
				throw ex;
			}
		}
	}

	void allEnded() {
		this.allEnded.countDown();
	}

	private void run(Duration timeout, long processedBefore, long deadLettersBefore) {
		long start = System.nanoTime();
		stopRoots();
		List<String> abandoned = awaitEnd(timeout) ? List.of() : interrupt(timeout);
		closeThreads();
		ShutdownReport report = new ShutdownReport(Duration.ofNanos(System.nanoTime() - start),
				processed() - processedBefore, this.system.deadLetterSink().total() - deadLettersBefore, abandoned);
		this.system.deadLetterSink().reportLeftOut();
		Thread last = Thread.currentThread();
		// Whoever is told of the end runs when no thread of the system is left; and not
		// on
		// the common pool, whose one thread may be the one that waits for the end.
		try {
			start(() -> {
				join(last);
				this.stopped.complete(report);
			}, "stopped-" + this.system.name());
		}
		catch (Throwable ex) {
			// There is no other thread to be had: better from this one than never.
			this.stopped.complete(report);
		}
	}

	private static void start(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		// Not as the thread that happens to end the system.
		thread.setDaemon(false);
		thread.start();
	}

	private long processed() {
		return this.system.typeSnapshots().stream().mapToLong(ActorTypeSnapshot::processed).sum();
	}

	private void stopRoots() {
		ActorCell root = this.system.root();
		if (root.children().close()) {
			allEnded();
		}
		root.childCells().forEach(ActorCell::stop);
	}

	private boolean awaitEnd(Duration timeout) {
		try {
			return this.allEnded.await(Timers.nanos(timeout), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	private List<String> interrupt(Duration timeout) {
		// First: whom the interrupt wakes must not begin with its next message.
		ActorCell root = this.system.root();
		this.system.forEachCell((cell) -> {
			if (cell != root) {
				cell.stopNow();
			}
		});
		this.system.forEachCell((cell) -> cell.thread().ifPresent((thread) -> {
			String stack = stackOf(thread);
			// It may have gone on to another actor, which must not be interrupted.
			if (cell.isRunBy(thread)) {
				thread.interrupt();
				logger.warn("{} still runs {} after the shutdown of the actor system '{}'; it is interrupted at\n{}",
						cell.path(), timeout, this.system.name(), stack);
			}
		}));
		return (awaitEnd(GRACE) || relieve()) ? List.of() : abandon();
	}

	/** Those who only waited for a thread that does not come back can end on another. */
	private boolean relieve() {
		this.system.dispatchers().forEach(Dispatcher::relieve);
		return awaitEnd(GRACE);
	}

	private List<String> abandon() {
		List<String> abandoned = new ArrayList<>();
		this.system.forEachCell((cell) -> {
			// Who waits for a child is not what is stuck.
			if (cell.childCells().stream().allMatch(ActorCell::isEnded)) {
				abandoned.add(cell.path().toString());
				logger.error("{} has not ended and is left behind with {} waiting messages; {}", cell.path(),
						cell.mailboxSize(),
						cell.thread()
							.map((thread) -> "thread " + thread.getName() + " does not react to its interrupt")
							.orElse("it has no thread"));
			}
		});
		return abandoned;
	}

	private static String stackOf(Thread thread) {
		StringBuilder stack = new StringBuilder("thread ").append(thread.getName());
		for (StackTraceElement element : thread.getStackTrace()) {
			stack.append("\n\tat ").append(element);
		}
		return stack.toString();
	}

	private void closeThreads() {
		// From now on nobody would run it: what it is told becomes a dead letter.
		this.system.root().stopNow();
		this.system.dispatchers().forEach(Dispatcher::close);
		this.system.timers().close();
		try {
			for (Dispatcher dispatcher : this.system.dispatchers()) {
				dispatcher.awaitClosed(GRACE);
			}
			this.system.timers().awaitClosed(GRACE.toNanos());
		}
		catch (InterruptedException ex) {
			logger.warn("The end of the threads of the actor system '{}' was not waited for", this.system.name());
		}
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
