package io.pyctor.benchmarks.fairness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

import io.pyctor.Actor;
import io.pyctor.ActorOptions;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.benchmarks.measure.Histogram;
import io.pyctor.benchmarks.measure.MeasuringProcess;
import io.pyctor.benchmarks.measure.Reading;

/**
 * Measures questions that a virtual thread each waits for, all at the same time: the
 * actor that is asked answers when it has got the last one.
 */
final class BlockingAsks {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private static final double SECOND = 1e9;

	private final int count;

	private final ActorSystem system = ActorSystem.create("benchmark");

	private final CountDownLatch asked = new CountDownLatch(1);

	private final CountDownLatch answered;

	private final LongAdder answers = new LongAdder();

	private final ActorRef answering;

	private BlockingAsks(int count) {
		this.count = count;
		this.answered = new CountDownLatch(count);
		this.answering = this.system.create(new Answering(count, this.asked));
	}

	/**
	 * Measure one kind of threads.
	 * @param args the name of the {@link Kind} and the number of questions
	 */
	public static void main(String[] args) {
		MeasuringProcess.run(() -> new BlockingAsks(Integer.parseInt(args[1])).measure(Kind.valueOf(args[0])));
	}

	private void measure(Kind kind) throws Exception {
		Histogram before = Histogram.take();
		long start = System.nanoTime();
		switch (kind) {
			case ACTORS -> askFromActors();
			case THREADS -> askFromThreads();
		}
		this.asked.await();
		long asked = System.nanoTime();
		long bytes = Histogram.take().bytesSince(before);
		long opened = System.nanoTime();
		this.answering.tell(new Open());
		this.answered.await();
		long end = System.nanoTime();
		if (this.answers.sum() != this.count) {
			throw new IllegalStateException(this.answers + " of " + this.count + " questions were answered");
		}
		new Reading(kind.label, "answered", this.answers.sum()).print();
		new Reading(kind.label, "all in flight after, s", (asked - start) / SECOND).print();
		new Reading(kind.label, "all answered after, s", (end - opened) / SECOND).print();
		new Reading(kind.label, "heap, MB", bytes / 1e6).print();
		new Reading(kind.label, "bytes for each", (double) bytes / this.count).print();
	}

	private void askFromActors() {
		for (int i = 0; i < this.count; i++) {
			this.system.tell(this.system.create(Asking::new, ActorOptions.defaults().blocking()), "ask");
		}
	}

	private void askFromThreads() throws ReflectiveOperationException {
		// Public API, but newer than what this is compiled for.
		Executor executor = (Executor) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
		for (int i = 0; i < this.count; i++) {
			executor.execute(this::askAndWait);
		}
	}

	private void askAndWait() {
		try {
			if (this.answering.ask(new Question(), TIMEOUT).get() == Answering.ANSWER) {
				this.answers.increment();
			}
		}
		catch (InterruptedException | ExecutionException ex) {
			ex.printStackTrace();
		}
		finally {
			this.answered.countDown();
		}
	}

	/** Who waits. */
	enum Kind {

		ACTORS("actors that block"), THREADS("virtual threads");

		private final String label;

		Kind(String label) {
			this.label = label;
		}

	}

	private record Question() implements Ask<Integer> {

	}

	private record Open() {

	}

	private final class Asking extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			askAndWait();
		}

	}

	private static final class Answering extends Actor {

		static final int ANSWER = 42;

		private final int count;

		private final CountDownLatch asked;

		private final List<ActorRef> waiting = new ArrayList<>();

		Answering(int count, CountDownLatch asked) {
			this.count = count;
			this.asked = asked;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof Open) {
				this.waiting.forEach((waiting) -> tell(waiting, ANSWER));
			}
			else {
				this.waiting.add(sender);
				if (this.waiting.size() == this.count) {
					this.asked.countDown();
				}
			}
		}

	}

}
