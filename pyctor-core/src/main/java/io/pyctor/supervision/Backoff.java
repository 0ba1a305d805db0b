package io.pyctor.supervision;

import java.time.Duration;

/**
 * How long to wait after a failure: longer with each one in a row, up to a limit. The
 * wait is shortened by chance, so that many who failed together do not come back
 * together. Immutable.
 *
 * @param initial the wait after the first failure; zero waits for nothing
 * @param max the longest wait
 * @param factor how many times longer each wait is than the one before, at least 1
 * @param jitter by which part of it a wait may be shorter, from 0 (never) to 1
 */
public record Backoff(Duration initial, Duration max, double factor, double jitter) {

	private static final double DEFAULT_FACTOR = 2;

	private static final double DEFAULT_JITTER = 0.2;

	private static final Backoff NONE = new Backoff(Duration.ZERO, Duration.ZERO, 1, 0);

	/**
	 * Create a back-off.
	 * @throws IllegalArgumentException if the waits would not make sense
	 */
	public Backoff {
		if (initial.isNegative()) {
			throw new IllegalArgumentException("'initial' must not be negative (was " + initial + ")");
		}
		if (max.compareTo(initial) < 0) {
			throw new IllegalArgumentException(
					"'max' must not be shorter than 'initial' " + initial + " (was " + max + ")");
		}
		// Negated, so that what is no number is refused, too.
		if (!(factor >= 1)) {
			throw new IllegalArgumentException("'factor' must be at least 1 (was " + factor + ")");
		}
		if (!(jitter >= 0 && jitter <= 1)) {
			throw new IllegalArgumentException("'jitter' must be from 0 to 1 (was " + jitter + ")");
		}
	}

	/**
	 * No wait at all.
	 * @return the back-off
	 */
	public static Backoff none() {
		return NONE;
	}

	/**
	 * Waits of one length.
	 * @param wait the length
	 * @return the back-off
	 */
	public static Backoff fixed(Duration wait) {
		return new Backoff(wait, wait, 1, 0);
	}

	/**
	 * Waits that double with each failure and are shortened by up to a fifth.
	 * @param initial the wait after the first failure
	 * @param max the longest wait
	 * @return the back-off
	 */
	public static Backoff exponential(Duration initial, Duration max) {
		return new Backoff(initial, max, DEFAULT_FACTOR, DEFAULT_JITTER);
	}

	/**
	 * Return whether there is nothing to wait for.
	 * @return whether every wait is zero
	 */
	public boolean isNone() {
		return this.initial.isZero();
	}

	/**
	 * Return how long to wait.
	 * @param failure the number of the failure in the row, from 1
	 * @param random a number by chance, from 0 up to but not including 1
	 * @return the wait, never longer than the longest one
	 */
	public Duration delay(int failure, double random) {
		double longest = seconds(this.max);
		double wait = Math.min(longest, seconds(this.initial) * Math.pow(this.factor, failure - 1));
		double shortened = wait * (1 - this.jitter * random);
		return (shortened >= longest) ? this.max : ofSeconds(shortened);
	}

	private static double seconds(Duration duration) {
		return duration.getSeconds() + duration.getNano() / 1e9;
	}

	private static Duration ofSeconds(double seconds) {
		long whole = (long) seconds;
		return Duration.ofSeconds(whole, Math.round((seconds - whole) * 1e9));
	}

}
