package io.pyctor.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

import io.pyctor.benchmarks.engine.EngineType;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A process of JMH, for what takes time.
 */
final class JmhFork implements Fork {

	private final RunnerOptions options;

	JmhFork(RunnerOptions options) {
		this.options = options;
	}

	@Override
	public void run(WorkloadType workload, EngineType engine, Measurements measurements) throws IOException {
		Path output = Files.createTempFile("benchmark", ".log");
		try {
			Collection<RunResult> results = new Runner(jmhOptions(workload, engine, output)).run();
			for (RunResult result : results) {
				for (BenchmarkResult fork : result.getBenchmarkResults()) {
					add(workload, engine, fork, measurements);
				}
			}
		}
		catch (RunnerException ex) {
			throw new IOException(ex.getMessage() + System.lineSeparator() + Files.readString(output), ex);
		}
		finally {
			Files.delete(output);
		}
	}

	private Options jmhOptions(WorkloadType workload, EngineType engine, Path output) {
		TimeValue time = TimeValue.milliseconds(this.options.iterationMillis());
		return new OptionsBuilder().include(workload.pattern())
			.param("engineName", engine.id())
			.forks(1)
			.warmupIterations(this.options.warmUps())
			.warmupTime(time)
			.measurementIterations(this.options.iterations())
			.measurementTime(time)
			.jvmArgs(this.options.forkJvmArgs().toArray(String[]::new))
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.output(output.toString())
			.build();
	}

	private static void add(WorkloadType workload, EngineType engine, BenchmarkResult fork, Measurements measurements) {
		if (workload == WorkloadType.ASK) {
			measurements.add(workload, Metric.MEDIAN, engine, percentiles(fork, 50));
			measurements.add(workload, Metric.TAIL, engine, percentiles(fork, 99));
			measurements.add(workload, Metric.TIME, engine, fork.getPrimaryResult().getScore());
		}
		else {
			measurements.add(workload, Metric.TIME, engine,
					fork.getIterationResults()
						.stream()
						.mapToDouble((iteration) -> iteration.getPrimaryResult().getScore())
						.toArray());
		}
		measurements.add(workload, Metric.ALLOCATED, engine,
				fork.getIterationResults().stream().mapToDouble(JmhFork::allocated).toArray());
	}

	private static double[] percentiles(BenchmarkResult fork, double rank) {
		return fork.getIterationResults()
			.stream()
			.mapToDouble((iteration) -> iteration.getPrimaryResult().getStatistics().getPercentile(rank))
			.toArray();
	}

	private static double allocated(IterationResult iteration) {
		return iteration.getSecondaryResults()
			.keySet()
			.stream()
			.filter((label) -> label.endsWith("gc.alloc.rate.norm"))
			.mapToDouble((label) -> iteration.getSecondaryResults().get(label).getScore())
			.findFirst()
			.orElse(Double.NaN);
	}

}
