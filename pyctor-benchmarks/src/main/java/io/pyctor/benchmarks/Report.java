package io.pyctor.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.pyctor.benchmarks.engine.EngineType;
import io.pyctor.benchmarks.measure.Machine;
import io.pyctor.benchmarks.measure.Summary;

/**
 * Writes what was measured as Markdown: how many times better than Pekko classic each
 * engine is, then the figures themselves.
 */
final class Report {

	private static final EngineType BASE = EngineType.PEKKO_CLASSIC;

	private static final String NONE = "–";

	private final RunnerOptions options;

	private final Measurements measurements;

	private final List<String> failures;

	private final StringBuilder text = new StringBuilder();

	Report(RunnerOptions options, Measurements measurements, List<String> failures) {
		this.options = options;
		this.measurements = measurements;
		this.failures = failures;
	}

	/** What is reported of a workload, the most important first. */
	static List<Metric> metricsOf(WorkloadType workload) {
		return switch (workload) {
			case ASK -> List.of(Metric.MEDIAN, Metric.TAIL, Metric.ALLOCATED);
			case IDLE -> List.of(Metric.OCCUPIED);
			default -> List.of(Metric.TIME, Metric.ALLOCATED);
		};
	}

	String markdown(long seconds) {
		line(Machine.describe());
		line("");
		line("%d processes for each figure, %d + %d iterations of %d ms in each, %d seconds in all.".formatted(
				this.options.forks(), this.options.warmUps(), this.options.iterations(), this.options.iterationMillis(),
				seconds));
		ratios();
		figures();
		if (!this.failures.isEmpty()) {
			line("");
			line("**Failed:** " + String.join("; ", this.failures));
		}
		return this.text.toString();
	}

	private void ratios() {
		line("");
		line("How many times better than " + BASE.label() + " (medians; more is better):");
		line("");
		header("workload");
		for (WorkloadType workload : this.options.workloads()) {
			for (Metric metric : metricsOf(workload)) {
				if (metric != Metric.ALLOCATED || workload == WorkloadType.CREATE_AND_STOP) {
					row(title(workload, metric),
							(engine) -> this.measurements.ratio(workload, metric, engine, BASE).map(Report::ratio));
				}
			}
		}
		row("*geometric mean of the Savina workloads*", this::geometricMean);
	}

	private Optional<String> geometricMean(EngineType engine) {
		double[] ratios = this.options.workloads()
			.stream()
			.filter((workload) -> workload.compareTo(WorkloadType.SKYNET) <= 0)
			.flatMap((workload) -> this.measurements.ratio(workload, Metric.TIME, engine, BASE).stream())
			.mapToDouble(Double::doubleValue)
			.toArray();
		double product = 1;
		for (double ratio : ratios) {
			product *= ratio;
		}
		return (ratios.length > 0) ? Optional.of(ratio(Math.pow(product, 1.0 / ratios.length))) : Optional.empty();
	}

	private void header(String first) {
		StringBuilder names = new StringBuilder("| " + first + " |");
		StringBuilder rule = new StringBuilder("|---|");
		for (EngineType engine : this.options.engines()) {
			names.append(' ').append(engine.label()).append(" |");
			rule.append("---:|");
		}
		line(names.toString());
		line(rule.toString());
	}

	private void row(String title, Function<EngineType, Optional<String>> cells) {
		StringBuilder row = new StringBuilder("| " + title + " |");
		for (EngineType engine : this.options.engines()) {
			row.append(' ').append(cells.apply(engine).orElse(NONE)).append(" |");
		}
		line(row.toString());
	}

	private void figures() {
		line("");
		line("The figures, of one operation or actor (less is better), and how many times better than others:");
		line("");
		line("| workload | engine | median | min | max | × Pekko classic | × floor | × floor, one thread |");
		line("|---|---|---:|---:|---:|---:|---:|---:|");
		for (WorkloadType workload : this.options.workloads()) {
			for (Metric metric : metricsOf(workload)) {
				for (EngineType engine : this.options.engines()) {
					this.measurements.summary(workload, metric, engine)
						.ifPresent((summary) -> figure(workload, metric, engine, summary));
				}
			}
		}
	}

	private void figure(WorkloadType workload, Metric metric, EngineType engine, Summary summary) {
		BiFunction<EngineType, EngineType, String> ratio = (one,
				other) -> this.measurements.ratio(workload, metric, one, other).map(Report::ratio).orElse(NONE);
		line("| %s | %s | %s | %s | %s | %s | %s | %s |".formatted(title(workload, metric), engine.label(),
				number(summary.median()), number(summary.min()), number(summary.max()), ratio.apply(engine, BASE),
				ratio.apply(engine, EngineType.FLOOR), ratio.apply(engine, EngineType.FLOOR_ONE)));
	}

	private static String title(WorkloadType workload, Metric metric) {
		return workload.id() + ", " + metric.label();
	}

	private static String ratio(double value) {
		return (value < 10) ? String.format(Locale.ROOT, "%.2f", value) : number(value);
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, (value < 1_000) ? "%.1f" : "%,.0f", value);
	}

	private void line(String line) {
		this.text.append(line).append('\n');
	}

}
