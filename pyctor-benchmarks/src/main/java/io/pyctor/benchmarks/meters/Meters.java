package io.pyctor.benchmarks.meters;

import java.io.IOException;

import io.pyctor.benchmarks.measure.Figures;
import io.pyctor.benchmarks.measure.Machine;
import io.pyctor.benchmarks.measure.Options;
import io.pyctor.benchmarks.measure.Reading;

/**
 * Compares a Spring Boot application with actuator and meters, read every second, with
 * the same application without.
 * <p>
 * A process of each, and a second one without, are there at the same time and take turns
 * of a second, one way round and then the other: a machine whose speed changes from
 * minute to minute meets all of them. Each is compared with the turn without beside it.
 * How much the second one without differs from the first is how little can be told.
 */
public final class Meters {

	private static final String USAGE = """
			Usage: java -jar benchmarks.jar meters [options]
			  --rounds n      processes of each, default 5
			  --turns n       turns of each process for each load, default 4
			  --heap size     heap of each process, default 1g
			""";

	private final Figures figures = new Figures();

	private Meters() {
	}

	/**
	 * Run.
	 * @param args the options, see {@code --help}
	 */
	public static void main(String[] args) {
		Options options = Options.of(USAGE, args);
		int rounds = options.number("--rounds", 5);
		int turns = options.number("--turns", 4);
		String heap = options.text("--heap", "1g");
		options.end();
		System.out.println(Machine.describe());
		Meters meters = new Meters();
		try {
			for (int round = 1; round <= rounds; round++) {
				System.err.println("round " + round);
				meters.run(turns, heap);
			}
		}
		catch (IOException ex) {
			System.err.println(ex.getMessage());
			System.out.println("\n**Failed**");
			System.exit(1);
		}
		System.out.printf(
				"%nOne message in a Spring Boot application, ns (%d of each process, %d turns of each):%n%n%s", rounds,
				turns, meters.figures.markdown("load"));
	}

	private void run(int turns, String heap) throws IOException {
		try (LoadProcess off = new LoadProcess(Instrumentation.OFF, heap);
				LoadProcess on = new LoadProcess(Instrumentation.ON, heap);
				LoadProcess again = new LoadProcess(Instrumentation.OFF, heap)) {
			for (int turn = 0; turn < turns; turn++) {
				for (Load load : Load.values()) {
					compare(load, turn % 2 == 0, off, on, again);
				}
			}
			this.figures.add(new Reading("one look, ms of a processor", "on", on.end()));
			off.end();
			again.end();
		}
	}

	private void compare(Load load, boolean forward, LoadProcess off, LoadProcess on, LoadProcess again)
			throws IOException {
		double nanosOn;
		double nanosOff;
		double nanosAgain;
		if (forward) {
			nanosOn = on.measure(load);
			nanosOff = off.measure(load);
			nanosAgain = again.measure(load);
		}
		else {
			nanosAgain = again.measure(load);
			nanosOff = off.measure(load);
			nanosOn = on.measure(load);
		}
		this.figures.add(new Reading(load.label(), "off", nanosOff));
		this.figures.add(new Reading(load.label(), "on", nanosOn));
		this.figures.add(new Reading(load.label(), "on / off", nanosOn / nanosOff));
		this.figures.add(new Reading(load.label(), "off / off", nanosAgain / nanosOff));
	}

}
