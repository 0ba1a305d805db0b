package io.pyctor.benchmarks.fairness;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.pyctor.benchmarks.engine.Engine;
import io.pyctor.benchmarks.engine.Self;
import io.pyctor.benchmarks.measure.Latencies;
import io.pyctor.benchmarks.measure.MeasuringProcess;

/**
 * Measures how long an actor waits that another one tells before it computes for a while.
 * Nothing else runs, so a thread is idle; pauses of 0 to 20 ms between let it fall
 * asleep, or not. Where the actor tells at once, the thread from outside that has woken
 * it is not yet asleep, and the other processor not yet free.
 */
final class LongComputation {

	private static final int WARM_UP = 50;

	private static final int COMPUTATIONS = 500;

	private static final long LENGTH = TimeUnit.MILLISECONDS.toNanos(5);

	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

	private final Engine engine;

	private final long before;

	private final Object told;

	private final Object computer;

	private Latencies delays = new Latencies(WARM_UP);

	private LongComputation(Engine engine, long before) {
		this.engine = engine;
		this.before = before;
		this.told = engine.spawn((self, message) -> learn((Note) message));
		this.computer = engine.spawn((self, message) -> compute(self, (CountDownLatch) message));
	}

	/**
	 * Measure one engine.
	 * @param args the name of the engine
	 */
	public static void main(String[] args) {
		MeasuringProcess.run(() -> {
			Contender contender = Contender.of(args[0]);
			try (Engine engine = contender.start()) {
				new LongComputation(engine, 0).measure(contender.label() + ", told at once");
				new LongComputation(engine, TimeUnit.MILLISECONDS.toNanos(1))
					.measure(contender.label() + ", told after 1 ms");
			}
		});
	}

	private void measure(String row) throws InterruptedException {
		repeat(WARM_UP);
		this.delays = new Latencies(COMPUTATIONS);
		repeat(COMPUTATIONS);
		this.delays.print(row);
	}

	private void repeat(int count) throws InterruptedException {
		SplittableRandom random = new SplittableRandom(count);
		for (int i = 0; i < count; i++) {
			LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE));
			CountDownLatch ends = new CountDownLatch(2);
			this.engine.send(this.computer, ends);
			ends.await();
		}
	}

	private void compute(Self self, CountDownLatch ends) {
		spin(this.before);
		self.send(this.told, new Note(System.nanoTime(), ends));
		spin(LENGTH);
		ends.countDown();
	}

	private static void spin(long nanos) {
		long start = System.nanoTime();
		while (System.nanoTime() - start < nanos) {
			Thread.onSpinWait();
		}
	}

	private void learn(Note note) {
		this.delays.add(System.nanoTime() - note.time());
		note.ends().countDown();
	}

	private record Note(long time, CountDownLatch ends) {

	}

}
