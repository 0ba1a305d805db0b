package io.pyctor.benchmarks.meters;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

import io.pyctor.benchmarks.measure.MeasuringProcess;
import io.pyctor.benchmarks.measure.Reading;

/**
 * A process that runs {@link MeteredLoad}, seen from the one that compares. It does
 * something only while it is asked to.
 */
final class LoadProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private final PrintStream input;

	/** Start it and wait until it has warmed up. */
	LoadProcess(Instrumentation instrumentation, String heap) throws IOException {
		this.process = MeasuringProcess.start(MeasuringProcess.heap(heap), MeteredLoad.class,
				List.of(instrumentation.name()));
		this.output = this.process.inputReader();
		this.input = new PrintStream(this.process.getOutputStream(), true);
		answer();
	}

	/** Let it work for a second. */
	double measure(Load load) throws IOException {
		this.input.println(load.label());
		return answer();
	}

	/** Let it check what it has done, and end. */
	double end() throws IOException {
		this.input.println(MeteredLoad.END);
		return answer();
	}

	private double answer() throws IOException {
		StringBuilder text = new StringBuilder();
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			Optional<Reading> reading = Reading.parse(line);
			if (reading.isPresent()) {
				return reading.get().value();
			}
			text.append(line).append('\n');
		}
		throw new IOException("A process has ended too early:\n" + text);
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
