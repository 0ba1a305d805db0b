package io.pyctor.benchmarks.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Processes that take turns, so that a change of the machine's mood meets all of them,
 * and the table of what they have measured. Not thread-safe.
 */
public final class Rounds {

	private final int rounds;

	private final List<String> jvmArgs;

	private final List<Participant> participants = new ArrayList<>();

	/**
	 * Create rounds.
	 * @param rounds how many processes of each participant there are
	 * @param heap the size of their heap, which is touched before they begin
	 */
	public Rounds(int rounds, String heap) {
		this.rounds = rounds;
		this.jvmArgs = MeasuringProcess.heap(heap);
	}

	/**
	 * Add a process to each round.
	 * @param main its main class, which {@link MeasuringProcess#run runs} a measurement
	 * @param args its arguments
	 */
	public void add(Class<?> main, String... args) {
		this.participants.add(new Participant(main, List.of(args)));
	}

	/**
	 * Run all processes and print the table. Progress and failures go to the standard
	 * error.
	 * @param title the title of the table
	 * @param corner what its rows are
	 * @return whether all of them did their work
	 */
	public boolean run(String title, String corner) {
		Figures figures = new Figures();
		List<String> failures = new ArrayList<>();
		for (int round = 1; round <= this.rounds; round++) {
			for (Participant participant : this.participants) {
				System.err.println("round " + round + ", " + participant);
				try {
					participant.run(this.jvmArgs).forEach(figures::add);
				}
				catch (IOException ex) {
					System.err.println(ex.getMessage());
					failures.add(participant.toString());
				}
			}
		}
		System.out.printf("%n%s (%d of each process):%n%n%s", title, this.rounds, figures.markdown(corner));
		failures.forEach((failure) -> System.out.printf("%n**Failed:** %s%n", failure));
		return failures.isEmpty();
	}

	private record Participant(Class<?> main, List<String> args) {

		List<Reading> run(List<String> jvmArgs) throws IOException {
			List<String> output = MeasuringProcess.outputOf(jvmArgs, this.main, this.args);
			List<Reading> readings = output.stream().map(Reading::parse).flatMap(Optional::stream).toList();
			if (readings.isEmpty()) {
				throw new IOException("No reading:\n" + String.join("\n", output));
			}
			return readings;
		}

		@Override
		public String toString() {
			return this.main.getSimpleName() + " " + String.join(" ", this.args);
		}

	}

}
