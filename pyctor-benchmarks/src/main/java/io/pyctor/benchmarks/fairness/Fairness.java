package io.pyctor.benchmarks.fairness;

import io.pyctor.benchmarks.measure.Machine;
import io.pyctor.benchmarks.measure.Options;
import io.pyctor.benchmarks.measure.Rounds;

/**
 * Shows who waits how long: outsiders while actors tell themselves for ever, an actor
 * told before a long computation, outsiders of an idle system, and a million threads that
 * wait for an answer.
 */
public final class Fairness {

	private static final String USAGE = """
			Usage: java -jar benchmarks.jar fairness [options]
			  --engines a,b   default: pyctor,pekko-classic
			  --tellers a,b   how many actors tell themselves, default 2,8,32
			  --asks n        questions in flight at once, default 1000000
			  --rounds n      processes of each, default 1
			  --heap size     heap of each process, default 4g
			""";

	private static final int VIRTUAL_THREADS = 21;

	private Fairness() {
	}

	/**
	 * Run.
	 * @param args the options, see {@code --help}
	 */
	public static void main(String[] args) {
		Options options = Options.of(USAGE, args);
		String[] engines = options.text("--engines", "pyctor,pekko-classic").split(",");
		String[] tellers = options.text("--tellers", "2,8,32").split(",");
		String asks = Integer.toString(options.number("--asks", 1_000_000));
		int rounds = options.number("--rounds", 1);
		String heap = options.text("--heap", "4g");
		options.end();

		Rounds selfTelling = new Rounds(rounds, heap);
		Rounds computing = new Rounds(rounds, heap);
		Rounds idle = new Rounds(rounds, heap);
		for (String engine : engines) {
			for (String count : tellers) {
				selfTelling.add(SelfTelling.class, engine, count);
			}
			computing.add(LongComputation.class, engine);
			idle.add(IdleAsks.class, engine);
		}
		computing.add(LongComputation.class, Contender.THREADS);
		idle.add(IdleAsks.class, Contender.THREADS);
		Rounds blocking = new Rounds(rounds, heap);
		for (BlockingAsks.Kind kind : BlockingAsks.Kind.values()) {
			blocking.add(BlockingAsks.class, kind.name(), asks);
		}

		System.out.println(Machine.describe());
		boolean done = selfTelling.run("Questions from outside while actors tell themselves for ever", "busy with")
				& computing.run("Delay of an actor that is told before 5 ms of computation", "engine")
				& idle.run("Questions from outside to an idle system, by pause between them", "engine")
				& (Runtime.version().feature() < VIRTUAL_THREADS
						|| blocking.run("Questions that a virtual thread each waits for", "asked by"));
		System.exit(done ? 0 : 1);
	}

}
