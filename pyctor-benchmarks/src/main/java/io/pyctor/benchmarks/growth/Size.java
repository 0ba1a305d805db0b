package io.pyctor.benchmarks.growth;

import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

import io.pyctor.benchmarks.measure.Reading;
import io.pyctor.benchmarks.measure.Summary;

/**
 * One of the sizes things grow to, which is a row of the table.
 *
 * @param count how many actors or messages there are
 */
record Size(int count) {

	/** Every one ten times the one before. */
	static final int[] ALL = { 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000 };

	private static final int WARM_UPS = 2;

	private static final int RUNS = 5;

	/** The median of some runs, after others that do not count. */
	static double median(DoubleSupplier run) {
		for (int i = 0; i < WARM_UPS; i++) {
			run.getAsDouble();
		}
		return Summary.medianOf(DoubleStream.generate(run).limit(RUNS).toArray());
	}

	void print(String column, double nanos) {
		new Reading(String.format(Locale.ROOT, "%,d", this.count), column, nanos).print();
	}

}
