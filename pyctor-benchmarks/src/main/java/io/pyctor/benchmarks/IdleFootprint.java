package io.pyctor.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.pyctor.benchmarks.engine.Behavior;
import io.pyctor.benchmarks.engine.Engine;
import io.pyctor.benchmarks.engine.EngineType;
import io.pyctor.benchmarks.measure.Histogram;

/**
 * Measures what one idle actor occupies: the class histogram after a full collection,
 * with and without 500,000 actors that have handled one message each. The object that
 * joins an actor to the workload, of 16 to 24 bytes, is part of it. Run in a process of
 * its own.
 */
final class IdleFootprint {

	/** Precedes the result in the output. */
	static final String RESULT = "bytes per idle actor: ";

	private static final int ACTORS = 500_000;

	private static final int WARM_UP_ACTORS = 1_000;

	private static final int CLASSES_SHOWN = 12;

	private IdleFootprint() {
	}

	/**
	 * Measure one engine.
	 * @param args the name of the engine
	 * @throws InterruptedException if interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		try (Engine engine = EngineType.of(args[0]).start()) {
			Object[] warmUp = new Object[WARM_UP_ACTORS];
			create(engine, warmUp);
			Object[] actors = new Object[ACTORS];
			Histogram before = Histogram.take();
			create(engine, actors);
			Histogram after = Histogram.take();
			System.out.println(RESULT + after.bytesSince(before) / (double) actors.length);
			after.printGrowth(before, actors.length, CLASSES_SHOWN);
			if (warmUp[0] == null || actors[0] == null) {
				throw new IllegalStateException("Actors are missing");
			}
		}
		System.exit(0);
	}

	private static void create(Engine engine, Object[] actors) throws InterruptedException {
		CountDownLatch handled = new CountDownLatch(actors.length);
		Behavior behavior = (self, message) -> handled.countDown();
		for (int i = 0; i < actors.length; i++) {
			actors[i] = engine.spawn(behavior);
			engine.send(actors[i], "hello");
		}
		if (!handled.await(60, TimeUnit.SECONDS)) {
			throw new IllegalStateException(handled.getCount() + " actors did not handle their message");
		}
		// The last of them are still on their way to idleness.
		TimeUnit.MILLISECONDS.sleep(500);
	}

}
