package io.pyctor;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks at the health of a system now and then. A thread of its own: it
 * has to look when all others are stuck.
 */
final class HealthWatch {

	private static final Logger logger = LoggerFactory.getLogger(HealthWatch.class);

	/** A look takes no more than such a part of the time. */
	private static final int PART = 100;

	private final DefaultActorSystem system;

	private final HealthLimits limits;

	private final Thread thread;

	private final HealthLook look;

	private volatile HealthReport report = HealthReport.NOTHING;

	private volatile Map<ActorCell, CellWatch> watched = Map.of();

	private volatile boolean closed;

	HealthWatch(DefaultActorSystem system, HealthLimits limits) {
		this.system = system;
		this.look = new HealthLook(system, limits, System::nanoTime);
		this.limits = limits;
		this.thread = new Thread(null, this::run, "pyctor-" + system.name() + "-health", 0, false);
		this.thread.setDaemon(true);
	}

	/** Begin to look, if at all, after the system can be looked at. */
	void start() {
		if (!this.limits.isLookedAt()) {
			return;
		}
		try {
			this.thread.start();
		}
		catch (Throwable ex) {
			// The JVM can start no other: the system is worth more than the looks at it.
			logger.warn("There is no thread to look at the health of the actors", ex);
		}
	}

	private void run() {
		long period = Timers.nanos(this.limits.lookEvery());
		long pause = period;
		while (waited(pause)) {
			long start = System.nanoTime();
			try {
				this.system.dispatchStranded();
				this.report = this.look.look();
				this.watched = this.look.watched();
			}
			catch (Throwable ex) {
				// Without memory for a moment: the next look may do better.
				logger.error("A look at the health of the actors failed", ex);
			}
			pause = Math.max(period, PART * (System.nanoTime() - start));
		}
	}

	/** Return false once closed. */
	private boolean waited(long nanos) {
		long end = System.nanoTime() + nanos;
		while (!this.closed) {
			long rest = end - System.nanoTime();
			if (rest <= 0) {
				return true;
			}
			LockSupport.parkNanos(this, rest);
			// Nobody interrupts this thread on purpose.
			Thread.interrupted();
		}
		return false;
	}

	/** What the last look has found, if there are looks. */
	Optional<HealthReport> report() {
		return this.limits.isLookedAt() ? Optional.of(this.report) : Optional.empty();
	}

	/** Since when a cell has been at its message, as far as looks have seen; else now. */
	long atWorkSince(ActorCell cell, long now) {
		CellWatch watch = this.watched.get(cell);
		return (watch != null) ? watch.atWorkSince(now) : now;
	}

	/** Look no more, and let the thread end. */
	void close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
	}

	/** Wait for the end of the thread after {@link #close()}. */
	void awaitClosed(long nanos) throws InterruptedException {
		TimeUnit.NANOSECONDS.timedJoin(this.thread, Math.max(1, nanos));
	}

}
