package io.pyctor.benchmarks.fairness;

import java.util.concurrent.TimeUnit;

import io.pyctor.benchmarks.engine.Engine;
import io.pyctor.benchmarks.measure.Latencies;
import io.pyctor.benchmarks.measure.MeasuringProcess;

/**
 * Measures questions from outside to a system that has nothing else to do: one right
 * after the other, and with pauses in which threads fall asleep.
 */
final class IdleAsks {

	private static final int WARM_UP = 20_000;

	private IdleAsks() {
	}

	/**
	 * Measure one engine.
	 * @param args the name of the engine
	 */
	public static void main(String[] args) {
		MeasuringProcess.run(() -> {
			Contender contender = Contender.of(args[0]);
			try (Engine engine = contender.start()) {
				Asker asker = new Asker(engine);
				asker.ask(WARM_UP, 0, 1);
				measure(contender.label() + ", no pause", asker, 20_000, 0);
				measure(contender.label() + ", 1 ms", asker, 2_000, 1);
				measure(contender.label() + ", 20 ms", asker, 200, 20);
			}
		});
	}

	private static void measure(String row, Asker asker, int count, int pauseMillis) throws Exception {
		Latencies latencies = asker.ask(count, TimeUnit.MILLISECONDS.toNanos(pauseMillis), 1);
		if (latencies.count() < count) {
			throw new IllegalStateException(row + ": no answer to question " + latencies.count());
		}
		latencies.print(row);
	}

}
