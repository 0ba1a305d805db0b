package io.pyctor.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.pyctor.benchmarks.engine.EngineType;

/**
 * All that was measured.
 */
final class Measurements {

	private final Map<Key, List<double[]>> forks = new HashMap<>();

	/** Add what one process measured, one value for each iteration. */
	void add(WorkloadType workload, Metric metric, EngineType engine, double... values) {
		this.forks.computeIfAbsent(new Key(workload, metric, engine), (key) -> new ArrayList<>()).add(values);
	}

	Optional<Summary> summary(WorkloadType workload, Metric metric, EngineType engine) {
		return Optional.ofNullable(this.forks.get(new Key(workload, metric, engine))).map(Summary::of);
	}

	/** How many times better an engine is than another. */
	Optional<Double> ratio(WorkloadType workload, Metric metric, EngineType engine, EngineType other) {
		return summary(workload, metric, engine)
			.flatMap((summary) -> summary(workload, metric, other).map((base) -> base.median() / summary.median()));
	}

	private record Key(WorkloadType workload, Metric metric, EngineType engine) {

	}

	/**
	 * One figure.
	 *
	 * @param median the median of the processes' medians
	 * @param min the least value of all iterations
	 * @param max the greatest value of all iterations
	 */
	record Summary(double median, double min, double max) {

		static Summary of(List<double[]> forks) {
			double[] all = forks.stream().flatMapToDouble(Arrays::stream).toArray();
			return new Summary(medianOf(forks.stream().mapToDouble(Summary::medianOf).toArray()),
					Arrays.stream(all).min().orElseThrow(), Arrays.stream(all).max().orElseThrow());
		}

		private static double medianOf(double... values) {
			double[] sorted = values.clone();
			Arrays.sort(sorted);
			int middle = sorted.length / 2;
			return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
		}

	}

}
