package io.pyctor.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Says where the figures come from.
 */
public final class Machine {

	private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

	private Machine() {
	}

	/**
	 * Name the JVM and the processor.
	 * @return one line
	 */
	public static String describe() {
		return "JVM: %s %s (%s); CPU: %s, %d cores; %s".formatted(System.getProperty("java.vm.name"), Runtime.version(),
				System.getProperty("java.vendor"), cpu(), Runtime.getRuntime().availableProcessors(),
				System.getProperty("os.name"));
	}

	private static String cpu() {
		try (Stream<String> lines = Files.lines(CPU_INFO)) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).trim())
				.findFirst()
				.orElseGet(() -> System.getProperty("os.arch"));
		}
		catch (IOException ex) {
			return System.getProperty("os.arch");
		}
	}

}
