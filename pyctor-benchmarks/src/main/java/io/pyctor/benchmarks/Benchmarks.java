package io.pyctor.benchmarks;

import java.io.IOException;
import java.util.Arrays;

import io.pyctor.benchmarks.fairness.Fairness;
import io.pyctor.benchmarks.growth.Growth;
import io.pyctor.benchmarks.meters.Meters;

/**
 * The commands there are: the workloads beside other engines, unless the first argument
 * names something else.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Run a command.
	 * @param args its name, if any, and its options
	 * @throws IOException if a report cannot be written
	 */
	public static void main(String[] args) throws IOException {
		String command = (args.length > 0) ? args[0] : "";
		String[] options = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
		try {
			switch (command) {
				case "growth" -> Growth.main(options);
				case "fairness" -> Fairness.main(options);
				case "meters" -> Meters.main(options);
				default -> Runner.main(args);
			}
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
		}
	}

}
