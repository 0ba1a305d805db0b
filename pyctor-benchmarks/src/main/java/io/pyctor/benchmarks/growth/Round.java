package io.pyctor.benchmarks.growth;

import java.util.SplittableRandom;

/**
 * The round on which messages travel: the same order for every engine and for the memory.
 */
final class Round {

	/** Hops in a run, whatever the number of actors. */
	static final int HOPS = 2_000_000;

	private static final long SEED = 42;

	private Round() {
	}

	/** The numbers below a limit, shuffled. */
	static int[] order(int limit) {
		SplittableRandom random = new SplittableRandom(SEED);
		int[] order = new int[limit];
		for (int i = 0; i < limit; i++) {
			int j = random.nextInt(i + 1);
			order[i] = order[j];
			order[j] = i;
		}
		return order;
	}

}
