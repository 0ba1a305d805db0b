package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

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

	/** Soon enough to say how long an actor is stuck, and too late for a short end. */
	private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final DefaultActorSystem system;

	private final AtomicBoolean begun = new AtomicBoolean();

	private volatile boolean over;

	/** How many messages that counted before it count no longer. */
	private final LongAdder uncounted = new LongAdder();

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

	void begin(Duration timeout, StopOrder order) {
		if (timeout.isNegative()) {
			throw new IllegalArgumentException("'timeout' must not be negative (was " + timeout + ")");
		}
		if (this.begun.get()) {
			return;
		}
		// Before it has begun: what is refused from then on is part of the account.
		ShutdownAccount account = new ShutdownAccount(this.system);
		if (!this.begun.compareAndSet(false, true)) {
			account.drop();
			return;
		}
		// Here, and not on the thread to come: what is processed from now on was drained.
		account.begin();
		try {
			start(() -> run(timeout, order, account), "pyctor-" + this.system.name() + "-shutdown");
		}
		catch (Throwable ex) {
			// There is no thread for it now: it can be tried again.
			this.begun.set(false);
			account.drop();
			throw ex;
		}
	}

	/** A message that counted as processed before it began counts no longer. */
	void uncounted() {
		if (hasBegun()) {
			this.uncounted.increment();
		}
	}

	/** Whether the deadline has passed. */
	boolean isOver() {
		return this.over;
	}

	void allEnded() {
		this.allEnded.countDown();
	}

	private void run(Duration timeout, StopOrder order, ShutdownAccount account) {
		StuckLook look = new StuckLook(this.system);
		List<ShutdownReport.Stuck> stuck = List.of();
		List<String> abandoned = List.of();
		if (!haveStopped(timeout, order, look)) {
			this.over = true;
			stuck = look.stuck();
			stuck.forEach((actor) -> logger.warn("{}, {} after the shutdown of the actor system '{}'{}", actor, timeout,
					this.system.name(), actor.stackLines()));
			abandoned = interrupt();
		}
		closeThreads();
		ShutdownReport report = account.report(abandoned, stuck, this.uncounted.sum());
		this.system.deadLetterSink().reportLeftOut();
		this.system.failureLog().reportLeftOut();
		this.system.asideLog().reportLeftOut();
		Thread last = Thread.currentThread();
		// Whoever is told of the end runs when no thread of the system is left, and not
		// on the common pool, whose one thread may be the one that waits for the end.
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

	/** Whatever happens, somebody waits for the end. */
	private boolean haveStopped(Duration timeout, StopOrder order, StuckLook look) {
		try {
			return stopRoots(timeout, order, look);
		}
		catch (Throwable ex) {
			logger.error("The actors of the system '{}' could not be stopped in order; they are stopped now",
					this.system.name(), ex);
			return false;
		}
	}

	/** Whether all ended in time. */
	private boolean stopRoots(Duration timeout, StopOrder order, StuckLook look) {
		this.system.dispatchStranded();
		ActorCell root = this.system.root();
		if (root.children().close()) {
			allEnded();
		}
		long end = System.nanoTime() + Timers.nanos(timeout);
		OrderedStop stop = new OrderedStop(root.childCells(), order, Timers.nanos(timeout) / 2);
		long nextLook = System.nanoTime() + FIRST_LOOK_NANOS;
		boolean moreToStop = stop.advance();
		for (long now = System.nanoTime(); now - end < 0; now = System.nanoTime()) {
			if (now - nextLook >= 0) {
				this.system.dispatchStranded();
				look.look();
				nextLook = System.nanoTime() + LOOK_NANOS;
			}
			long pause = Math.min(nextLook, end) - System.nanoTime();
			if (awaitEnd(moreToStop ? Math.min(pause, stop.pauseNanos()) : pause)) {
				return true;
			}
			moreToStop = moreToStop && stop.advance();
		}
		return awaitEnd(0);
	}

	private boolean awaitEnd(long nanos) {
		try {
			return this.allEnded.await(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	private List<String> interrupt() {
		// First: whom the interrupt wakes must not begin with its next message.
		ActorCell root = this.system.root();
		this.system.forEachCell((cell) -> {
			if (cell != root) {
				cell.stopNow();
			}
		});
		this.system.forEachCell((cell) -> cell.thread().ifPresent((thread) -> {
			// It may have gone on to another actor, which must not be interrupted.
			if (cell.isRunBy(thread)) {
				thread.interrupt();
			}
		}));
		return (awaitEnd(GRACE.toNanos()) || relieve()) ? List.of() : abandon();
	}

	/** Those who only waited for a thread that does not come back can end on another. */
	private boolean relieve() {
		this.system.dispatchers().forEach(Dispatcher::relieve);
		return awaitEnd(GRACE.toNanos());
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

	private void closeThreads() {
		// From now on nobody would run it: what it is told becomes a dead letter.
		this.system.root().stopNow();
		// First, so that the threads that answer open questions are waited for.
		this.system.closeTimers();
		this.system.healthWatch().close();
		try {
			this.system.timers().awaitClosed(GRACE.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.system.dispatchers().forEach(Dispatcher::close);
		try {
			for (Dispatcher dispatcher : this.system.dispatchers()) {
				dispatcher.awaitClosed(GRACE);
			}
			this.system.healthWatch().awaitClosed(GRACE.toNanos());
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
