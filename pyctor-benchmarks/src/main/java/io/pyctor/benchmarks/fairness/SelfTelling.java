package io.pyctor.benchmarks.fairness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.pyctor.benchmarks.engine.Behavior;
import io.pyctor.benchmarks.engine.Engine;
import io.pyctor.benchmarks.engine.EngineType;
import io.pyctor.benchmarks.engine.Self;
import io.pyctor.benchmarks.measure.Latencies;
import io.pyctor.benchmarks.measure.MeasuringProcess;
import io.pyctor.benchmarks.measure.Reading;

/**
 * Measures questions from outside, a millisecond apart, while actors tell themselves for
 * ever. That some engine does not answer is a result and no failure; that the actors
 * stood still is one.
 */
final class SelfTelling {

	private static final int WARM_UP = 3_000;

	private static final int QUESTIONS = 1_000;

	private static final int FAILURES = 20;

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

	private SelfTelling() {
	}

	/**
	 * Measure one engine.
	 * @param args the name of the engine and the number of actors
	 */
	public static void main(String[] args) {
		MeasuringProcess.run(() -> {
			EngineType type = EngineType.of(args[0]);
			measure(type, type.start(), Integer.parseInt(args[1]));
		});
	}

	private static void measure(EngineType type, Engine engine, int count) throws Exception {
		Asker asker = new Asker(engine);
		if (asker.ask(WARM_UP, 0, 1).count() < WARM_UP) {
			throw new IllegalStateException("A question was not answered before the actors were busy");
		}
		Teller[] tellers = new Teller[count];
		for (int i = 0; i < count; i++) {
			tellers[i] = new Teller();
			engine.send(engine.spawn(tellers[i]), "go on");
		}
		TimeUnit.SECONDS.sleep(1);
		long before = told(tellers);
		long start = System.nanoTime();
		Latencies latencies = asker.ask(QUESTIONS, PAUSE, FAILURES);
		long told = told(tellers) - before;
		if (told == 0) {
			throw new IllegalStateException("The actors stood still");
		}
		String row = type.label() + ", " + count + " actors";
		int unanswered = (latencies.count() < QUESTIONS) ? FAILURES : 0;
		new Reading(row, "answered", latencies.count()).print();
		new Reading(row, "unanswered after 1 s", unanswered).print();
		latencies.print(row);
		new Reading(row, "their own messages, million/s", told * 1_000.0 / (System.nanoTime() - start)).print();
	}

	private static long told(Teller[] tellers) {
		long told = 0;
		for (Teller teller : tellers) {
			told += teller.told.get();
		}
		return told;
	}

	private static final class Teller implements Behavior {

		private final AtomicLong told = new AtomicLong();

		@Override
		public void receive(Self self, Object message) {
			this.told.lazySet(this.told.getPlain() + 1);
			self.send(self.ref(), message);
		}

	}

}
