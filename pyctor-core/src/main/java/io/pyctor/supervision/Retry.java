package io.pyctor.supervision;

/**
 * How often a message that failed is tried again, and how long each try waits. Immutable.
 *
 * @param times the number of further tries, at least 0
 * @param backoff how long each of them waits
 */
public record Retry(int times, Backoff backoff) {

	private static final Retry NEVER = new Retry(0, Backoff.none());

	/**
	 * Create a rule.
	 * @throws IllegalArgumentException if the number is negative
	 */
	public Retry {
		if (times < 0) {
			throw new IllegalArgumentException("'times' must be at least 0 (was " + times + ")");
		}
	}

	/**
	 * No message is tried again.
	 * @return the rule
	 */
	public static Retry never() {
		return NEVER;
	}

}
