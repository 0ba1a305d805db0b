package io.pyctor.soak;

import java.time.Duration;

/**
 * How long to run, and from which seed.
 *
 * @param length how long to run
 * @param seed what all random choices derive from
 * @param parallelism the number of threads for actors that compute
 */
record SoakOptions(Duration length, long seed, int parallelism) {

	static SoakOptions parse(String[] args) {
		double minutes = 10;
		long seed = System.nanoTime();
		int parallelism = Math.max(2, Runtime.getRuntime().availableProcessors());
		for (int i = 0; i < args.length; i += 2) {
			if (i + 1 == args.length) {
				throw new IllegalArgumentException("'" + args[i] + "' needs a value");
			}
			String value = args[i + 1];
			switch (args[i]) {
				case "--minutes" -> minutes = Double.parseDouble(value);
				case "--seed" -> seed = Long.parseLong(value);
				case "--parallelism" -> parallelism = Integer.parseInt(value);
				default -> throw new IllegalArgumentException(
						"Unknown option '" + args[i] + "' (expected --minutes, --seed or --parallelism)");
			}
		}
		return new SoakOptions(Duration.ofMillis((long) (minutes * 60_000)), seed, parallelism);
	}

}
