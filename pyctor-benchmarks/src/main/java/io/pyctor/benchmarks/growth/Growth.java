package io.pyctor.benchmarks.growth;

import io.pyctor.benchmarks.measure.Machine;
import io.pyctor.benchmarks.measure.Options;
import io.pyctor.benchmarks.measure.Rounds;

/**
 * Shows what a message costs as the number of actors and the number of queued messages
 * grow from 1 to 1,000,000.
 */
public final class Growth {

	private static final String USAGE = """
			Usage: java -jar benchmarks.jar growth [options]
			  --engines a,b   default: pyctor,floor-one
			  --tokens n      messages on their way at a time, default 1
			  --rounds n      processes of each, default 3
			  --heap size     heap of each process, default 4g
			""";

	private Growth() {
	}

	/**
	 * Run.
	 * @param args the options, see {@code --help}
	 */
	public static void main(String[] args) {
		Options options = Options.of(USAGE, args);
		String[] engines = options.text("--engines", "pyctor,floor-one").split(",");
		String tokens = Integer.toString(options.number("--tokens", 1));
		int rounds = options.number("--rounds", 3);
		String heap = options.text("--heap", "4g");
		options.end();

		Rounds actors = new Rounds(rounds, heap);
		Rounds queue = new Rounds(rounds, heap);
		for (String engine : engines) {
			actors.add(ActorGrowth.class, engine, tokens);
			queue.add(QueueGrowth.class, engine);
		}
		actors.add(ActorMemory.class);
		queue.add(QueueMemory.class);

		System.out.println(Machine.describe());
		boolean done = actors.run("Cost per message by number of actors, ns", "actors")
				& queue.run("Cost per message by length of the queue, ns", "queued");
		System.exit(done ? 0 : 1);
	}

}
