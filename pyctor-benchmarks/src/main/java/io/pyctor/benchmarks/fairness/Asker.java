package io.pyctor.benchmarks.fairness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.pyctor.benchmarks.engine.Engine;
import io.pyctor.benchmarks.measure.Latencies;

/**
 * A thread outside the engine, the one that calls, which asks an actor one question after
 * the other and waits for each answer no longer than a second.
 */
final class Asker {

	private final Engine engine;

	private final Object actor;

	private int questions;

	Asker(Engine engine) {
		this.engine = engine;
		this.actor = engine.spawnAnswering((question) -> (int) question + 1);
	}

	/**
	 * Ask.
	 * @param count how many times
	 * @param pauseNanos how long to pause before each question
	 * @param failures after so many questions without an answer it gives up
	 * @return how long the answers took
	 */
	Latencies ask(int count, long pauseNanos, int failures) throws Exception {
		Latencies latencies = new Latencies(count);
		int failed = 0;
		try (Patience patience = new Patience(TimeUnit.SECONDS.toNanos(1))) {
			for (int i = 0; i < count && failed < failures; i++) {
				LockSupport.parkNanos(pauseNanos);
				patience.begin();
				try {
					latencies.add(ask());
				}
				catch (InterruptedException ex) {
					failed++;
				}
				finally {
					patience.end();
				}
			}
		}
		return latencies;
	}

	private long ask() throws Exception {
		int question = this.questions++;
		long start = System.nanoTime();
		Object answer = this.engine.ask(this.actor, question);
		long nanos = System.nanoTime() - start;
		if (!answer.equals(question + 1)) {
			throw new IllegalStateException("The answer to " + question + " is " + answer);
		}
		return nanos;
	}

}
