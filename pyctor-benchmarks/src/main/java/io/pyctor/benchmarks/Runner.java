package io.pyctor.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import io.pyctor.benchmarks.engine.EngineType;

/**
 * Runs all workloads on all engines and reports. The engines take turns: each workload
 * runs in one process of every engine, then in a second one of every engine, and so on,
 * so that a change of the machine's mood meets all of them.
 */
public final class Runner {

	private final RunnerOptions options;

	private final Measurements measurements = new Measurements();

	private final List<String> failures = new ArrayList<>();

	private Runner(RunnerOptions options) {
		this.options = options;
	}

	/**
	 * Run.
	 * @param args the options, see {@code --help}
	 * @throws IOException if the report cannot be written
	 */
	public static void main(String[] args) throws IOException {
		if (List.of(args).contains("--help")) {
			System.out.print(RunnerOptions.USAGE);
			return;
		}
		RunnerOptions options;
		try {
			options = RunnerOptions.parse(args);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.err.print(RunnerOptions.USAGE);
			System.exit(2);
			return;
		}
		System.exit(new Runner(options).run() ? 0 : 1);
	}

	private boolean run() throws IOException {
		long start = System.nanoTime();
		for (WorkloadType workload : this.options.workloads()) {
			for (int fork = 1; fork <= this.options.forks(); fork++) {
				for (EngineType engine : this.options.engines()) {
					run(workload, fork, engine);
				}
			}
		}
		String report = new Report(this.options, this.measurements, this.failures)
			.markdown((System.nanoTime() - start) / 1_000_000_000L);
		System.out.println();
		System.out.print(report);
		if (this.options.out().isPresent()) {
			Files.writeString(this.options.out().get(), report);
		}
		return this.failures.isEmpty();
	}

	private void run(WorkloadType workload, int number, EngineType engine) {
		String title = workload.id() + ", fork " + number + ", " + engine.id();
		System.out.printf("%-60s", title);
		System.out.flush();
		Fork fork = (workload == WorkloadType.IDLE) ? new IdleFork(this.options) : new JmhFork(this.options);
		try {
			fork.run(workload, engine, this.measurements);
			Metric metric = Report.metricsOf(workload).get(0);
			this.measurements.summary(workload, metric, engine)
				.ifPresent((summary) -> System.out.printf("%12.1f %s%n", summary.median(), metric.label()));
		}
		catch (IOException ex) {
			System.out.println("FAILED");
			System.err.println(ex.getMessage());
			this.failures.add(title);
		}
	}

}
