package io.pyctor.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.pyctor.benchmarks.engine.EngineType;

/**
 * What to run, and how long.
 *
 * @param workloads the workloads
 * @param engines the engines
 * @param forks how many processes for each engine and workload
 * @param warmUps how many iterations of each process do not count
 * @param iterations how many iterations of each process count
 * @param iterationMillis how long an iteration takes at least
 * @param heap the heap of each process
 * @param jvmArgs more arguments for each process
 * @param out where to write the report, besides the console
 */
record RunnerOptions(List<WorkloadType> workloads, List<EngineType> engines, int forks, int warmUps, int iterations,
		long iterationMillis, String heap, List<String> jvmArgs, Optional<Path> out) {

	static final String USAGE = """
			Usage: java -jar benchmarks.jar [options]
			  --workloads a,b   default: all, which are %s
			  --engines a,b     default: %s; there are %s
			  --forks n         processes for each engine and workload, default 3
			  --warm-ups n      iterations of each process that do not count, default 3
			  --iterations n    iterations of each process that count, default 3
			  --millis n        least length of an iteration, default 900
			  --heap size       heap of each process, default 4g
			  --jvm-args "..."  more arguments for each process
			  --quick           1 process, 2 + 3 iterations of 400 ms
			  --out file        where to write the report, besides the console
			""".formatted(Arrays.stream(WorkloadType.values()).map(WorkloadType::id).toList(),
			EngineType.selected().stream().map(EngineType::id).toList(),
			Arrays.stream(EngineType.values()).filter(EngineType::isAvailable).map(EngineType::id).toList());

	/** Else a short run measures how fast the system hands out pages. */
	private static final String TOUCHED = "-XX:+AlwaysPreTouch";

	static RunnerOptions parse(String... args) {
		List<String> remaining = new ArrayList<>(List.of(args));
		boolean quick = remaining.remove("--quick");
		RunnerOptions options = new RunnerOptions(
				take(remaining, "--workloads").map((ids) -> split(ids).map(WorkloadType::of).toList())
					.orElse(List.of(WorkloadType.values())),
				take(remaining, "--engines").map((ids) -> split(ids).map(EngineType::of).toList())
					.orElse(EngineType.selected()),
				number(remaining, "--forks", quick ? 1 : 3), number(remaining, "--warm-ups", quick ? 2 : 3),
				number(remaining, "--iterations", 3), number(remaining, "--millis", quick ? 400 : 900),
				take(remaining, "--heap").orElse("4g"),
				take(remaining, "--jvm-args").map((text) -> List.of(text.trim().split("\\s+"))).orElse(List.of()),
				take(remaining, "--out").map(Path::of));
		if (!remaining.isEmpty()) {
			throw new IllegalArgumentException("Unknown option '" + remaining.get(0) + "'");
		}
		return options;
	}

	private static Stream<String> split(String ids) {
		return Arrays.stream(ids.split(","));
	}

	private static int number(List<String> args, String name, int defaultValue) {
		return take(args, name).map(Integer::parseInt).orElse(defaultValue);
	}

	private static Optional<String> take(List<String> args, String name) {
		int index = args.indexOf(name);
		if (index < 0) {
			return Optional.empty();
		}
		args.remove(index);
		if (index == args.size()) {
			throw new IllegalArgumentException("Option '" + name + "' needs a value");
		}
		return Optional.of(args.remove(index));
	}

	List<String> forkJvmArgs() {
		List<String> all = new ArrayList<>(List.of("-Xms" + this.heap, "-Xmx" + this.heap, TOUCHED));
		all.addAll(this.jvmArgs);
		return all;
	}

}
