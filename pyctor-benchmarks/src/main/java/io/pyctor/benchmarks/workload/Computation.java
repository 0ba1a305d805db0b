package io.pyctor.benchmarks.workload;

/**
 * A little work for an actor to do with a message.
 */
final class Computation {

	private static final int STEPS = 8;

	private Computation() {
	}

	/** A few dependent steps that cannot be left out, because their result is used. */
	static long compute(long seed) {
		long value = seed;
		for (int i = 0; i < STEPS; i++) {
			value = value * 6364136223846793005L + 1442695040888963407L;
		}
		return value;
	}

	/** What {@link #compute} makes of {@code 0} to {@code count - 1}, summed up. */
	static long sum(int count) {
		long sum = 0;
		for (int i = 0; i < count; i++) {
			sum += compute(i);
		}
		return sum;
	}

}
