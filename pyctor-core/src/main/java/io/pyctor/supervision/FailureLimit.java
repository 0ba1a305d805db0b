package io.pyctor.supervision;

import java.time.Duration;

/**
 * How many failures are too many: an actor that fails so often within the time stops at
 * the last of these failures. Immutable.
 *
 * @param failures the number of failures, at least 1
 * @param within the time, which must be positive
 */
public record FailureLimit(int failures, Duration within) {

	/**
	 * Create a limit.
	 * @throws IllegalArgumentException if the limit would not make sense
	 */
	public FailureLimit {
		if (failures < 1) {
			throw new IllegalArgumentException("'failures' must be at least 1 (was " + failures + ")");
		}
		if (within.isZero() || within.isNegative()) {
			throw new IllegalArgumentException("'within' must be positive (was " + within + ")");
		}
	}

}
