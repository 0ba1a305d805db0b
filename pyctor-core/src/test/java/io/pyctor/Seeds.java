package io.pyctor;

import java.util.stream.LongStream;

/**
 * Runs a test from one seed after the other: what is random is the same each time, what
 * is left to chance is which thread is when where. A failure names its seed, and
 * {@code mvn test -Dtest=.. -Dpyctor.seed=<seed>} runs a test from that one alone, and
 * {@code -Dpyctor.seeds=<count>} from more of them.
 */
final class Seeds {

	private static final String PROPERTY = "pyctor.seed";

	private Seeds() {
	}

	interface Run {

		void from(long seed) throws Exception;

	}

	static void each(int count, Run run) {
		Long only = Long.getLong(PROPERTY);
		LongStream seeds = (only != null) ? LongStream.of(only)
				: LongStream.range(0, Integer.getInteger("pyctor.seeds", count));
		seeds.forEach((seed) -> {
			try {
				run.from(seed);
			}
			catch (Throwable ex) {
				throw new AssertionError("From seed " + seed + ": " + ex.getMessage(), ex);
			}
		});
	}

}
