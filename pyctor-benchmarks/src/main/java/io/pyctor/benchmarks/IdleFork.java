package io.pyctor.benchmarks;

import java.io.IOException;
import java.util.List;

import io.pyctor.benchmarks.engine.EngineType;
import io.pyctor.benchmarks.measure.MeasuringProcess;

/**
 * A process that measures the footprint of idle actors.
 */
final class IdleFork implements Fork {

	private final RunnerOptions options;

	IdleFork(RunnerOptions options) {
		this.options = options;
	}

	@Override
	public void run(WorkloadType workload, EngineType engine, Measurements measurements) throws IOException {
		List<String> output = MeasuringProcess.outputOf(this.options.forkJvmArgs(), IdleFootprint.class,
				List.of(engine.id()));
		double bytes = output.stream()
			.filter((line) -> line.startsWith(IdleFootprint.RESULT))
			.mapToDouble((line) -> Double.parseDouble(line.substring(IdleFootprint.RESULT.length())))
			.findFirst()
			.orElseThrow(() -> new IOException(String.join(System.lineSeparator(), output)));
		measurements.add(workload, Metric.OCCUPIED, engine, bytes);
	}

}
