package io.pyctor.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.pyctor.benchmarks.engine.EngineType;
import io.pyctor.benchmarks.measure.Summary;

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

}
