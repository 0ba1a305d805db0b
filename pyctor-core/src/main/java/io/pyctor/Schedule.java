package io.pyctor;

import java.time.Duration;
import java.util.Optional;

/**
 * When a scheduled message is told: after a delay, periodically, or both. Immutable.
 * <p>
 * Nothing is told early. A period runs from the end of the handling of one message to the
 * next (fixed delay) unless {@link #atFixedRate()} is asked for; then ticks keep their
 * raster, and those that were missed, or that find the one before still unhandled, are
 * left out.
 */
public final class Schedule {

	private final Duration delay;

	private final Optional<Duration> period;

	private final boolean fixedRate;

	private Schedule(Duration delay, Optional<Duration> period, boolean fixedRate) {
		this.delay = delay;
		this.period = period;
		this.fixedRate = fixedRate;
	}

	/**
	 * Once, after a delay.
	 * @param delay the delay, zero or more
	 * @return the schedule
	 */
	public static Schedule after(Duration delay) {
		if (delay.isNegative()) {
			throw new IllegalArgumentException("'delay' must not be negative (was " + delay + ")");
		}
		return new Schedule(delay, Optional.empty(), false);
	}

	/**
	 * Periodically, for the first time after one period.
	 * @param period the period, positive
	 * @return the schedule
	 */
	public static Schedule every(Duration period) {
		return new Schedule(period, Optional.of(checkPeriod(period)), false);
	}

	/**
	 * Return a schedule with this one's delay that goes on periodically.
	 * @param period the period, positive
	 * @return the schedule
	 */
	public Schedule thenEvery(Duration period) {
		return new Schedule(this.delay, Optional.of(checkPeriod(period)), this.fixedRate);
	}

	/**
	 * Return a schedule like this one whose ticks keep their raster however long a
	 * message is handled.
	 * @return the schedule
	 * @throws IllegalStateException if this schedule has no period
	 */
	public Schedule atFixedRate() {
		if (this.period.isEmpty()) {
			throw new IllegalStateException("A schedule without a period has no rate; call every(..) or thenEvery(..)");
		}
		return new Schedule(this.delay, this.period, true);
	}

	private static Duration checkPeriod(Duration period) {
		if (period.isZero() || period.isNegative()) {
			throw new IllegalArgumentException("'period' must be positive (was " + period + ")");
		}
		return period;
	}

	/**
	 * Return how long the first message waits.
	 * @return the delay
	 */
	public Duration delay() {
		return this.delay;
	}

	/**
	 * Return how long the following messages wait.
	 * @return the period, or nothing if there is only one message
	 */
	public Optional<Duration> period() {
		return this.period;
	}

	/**
	 * Return whether ticks keep their raster.
	 * @return whether the rate is fixed
	 */
	public boolean isFixedRate() {
		return this.fixedRate;
	}

	@Override
	public String toString() {
		return "after " + this.delay
				+ this.period.map((period) -> (this.fixedRate ? " at a rate of " : " every ") + period).orElse("");
	}

}
