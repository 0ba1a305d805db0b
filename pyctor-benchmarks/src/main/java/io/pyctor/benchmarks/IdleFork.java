package io.pyctor.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.pyctor.benchmarks.engine.EngineType;

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
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(this.options.forkJvmArgs());
		command
			.addAll(List.of("-cp", System.getProperty("java.class.path"), IdleFootprint.class.getName(), engine.id()));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		double bytes = output.lines()
			.filter((line) -> line.startsWith(IdleFootprint.RESULT))
			.mapToDouble((line) -> Double.parseDouble(line.substring(IdleFootprint.RESULT.length())))
			.findFirst()
			.orElseThrow(() -> new IOException(output));
		measurements.add(workload, Metric.OCCUPIED, engine, bytes);
	}

}
