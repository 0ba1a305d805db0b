package io.pyctor.benchmarks.growth;

import java.util.concurrent.CountDownLatch;

import io.pyctor.benchmarks.engine.Behavior;
import io.pyctor.benchmarks.engine.Engine;
import io.pyctor.benchmarks.engine.EngineType;
import io.pyctor.benchmarks.engine.Self;
import io.pyctor.benchmarks.measure.MeasuringProcess;

/**
 * Measures a mailbox that is filled from outside while its actor is held by a latch, and
 * then drained.
 */
final class QueueGrowth {

	private final Engine engine;

	private final Drain drain = new Drain();

	private final Object actor;

	private QueueGrowth(Engine engine) {
		this.engine = engine;
		this.actor = engine.spawn(this.drain);
	}

	/**
	 * Measure one engine.
	 * @param args the name of the engine
	 */
	public static void main(String[] args) {
		MeasuringProcess.run(() -> {
			EngineType type = EngineType.of(args[0]);
			QueueGrowth growth = new QueueGrowth(type.start());
			for (int messages : Size.ALL) {
				QueueRun.print(messages, type.label(), growth::fillAndDrain);
			}
		});
	}

	private void fillAndDrain(QueueRun run, int messages) {
		Gate gate = new Gate(messages);
		this.engine.send(this.actor, gate);
		await(gate.entered);
		long start = System.nanoTime();
		for (int i = 0; i < messages; i++) {
			this.engine.send(this.actor, new Job(i));
		}
		long filled = System.nanoTime() - start;
		gate.open.countDown();
		await(gate.done);
		run.add(filled, this.drain.ended - this.drain.began, this.drain.sum);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	private record Job(int number) {

	}

	/** Holds the actor until the mailbox is full. */
	private static final class Gate {

		private final int messages;

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch open = new CountDownLatch(1);

		private final CountDownLatch done = new CountDownLatch(1);

		Gate(int messages) {
			this.messages = messages;
		}

	}

	private static final class Drain implements Behavior {

		private Gate gate = new Gate(0);

		private int left;

		private long sum;

		private long began;

		private long ended;

		@Override
		public void receive(Self self, Object message) {
			if (message instanceof Job job) {
				this.sum += job.number();
				if (--this.left == 0) {
					this.ended = System.nanoTime();
					this.gate.done.countDown();
				}
			}
			else {
				this.gate = (Gate) message;
				this.left = this.gate.messages;
				this.sum = 0;
				this.gate.entered.countDown();
				await(this.gate.open);
				this.began = System.nanoTime();
			}
		}

	}

}
