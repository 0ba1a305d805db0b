package io.pyctor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Finds the activations of one host that were not used for the idle timeout: by one walk
 * over all of them ten times in that time, so that neither a message nor an actor costs a
 * timer. While there is no activation there is no timer at all.
 */
final class KeyedSweep {

	private static final int SWEEPS = 10;

	private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);

	/**
	 * A time by the clock of the host, and by that of the system.
	 */
	private record Mark(long tick, long nanos) {
	}

	private final KeyedHost host;

	private final KeyedBound bound;

	private final long timeout;

	private final long period;

	private final AtomicBoolean armed = new AtomicBoolean();

	/** The sweeps within the timeout, and the last one before. For the sweep only. */
	private final Deque<Mark> marks = new ArrayDeque<>();

	KeyedSweep(KeyedHost host, KeyedBound bound, Duration timeout) {
		this.host = host;
		this.bound = bound;
		this.timeout = Timers.nanos(timeout);
		this.period = Math.max(SHORTEST, this.timeout / SWEEPS);
	}

	/** There is an activation. */
	void arm() {
		if (!this.armed.get() && this.armed.compareAndSet(false, true)) {
			sweepLater();
		}
	}

	private void sweepLater() {
		if (!this.host.system().runAsideLater(this::sweep, this.period)) {
			// The next activation tries.
			this.armed.set(false);
		}
	}

	private void sweep() {
		long now = this.host.system().timers().now();
		this.marks.add(new Mark(this.host.tick(), now));
		long limit = limit(now);
		for (KeyedActivation activation : this.host.activations()) {
			if (activation.used() < limit) {
				if (activation.state() == ActorState.IDLE) {
					this.bound.ask(activation, limit);
				}
				else {
					// What it was told is not done yet.
					activation.use();
				}
			}
		}
		if (this.host.isEmpty()) {
			this.armed.set(false);
			if (this.host.isEmpty()) {
				return;
			}
			arm();
			return;
		}
		sweepLater();
	}

	/** What was used before that was not used for the timeout. */
	private long limit(long now) {
		long limit = 0;
		while (!this.marks.isEmpty() && now - this.marks.element().nanos() >= this.timeout) {
			limit = this.marks.remove().tick();
		}
		return limit;
	}

}
