package io.pyctor.benchmarks.growth;

import java.util.function.ObjIntConsumer;

import io.pyctor.benchmarks.measure.Summary;

/**
 * Several fillings of a queue of one length, of which the median counts.
 */
final class QueueRun {

	private static final int MESSAGES = 20_000_000;

	private static final int FILLINGS = 2_000;

	private final int length;

	private final double[] filling;

	private final double[] draining;

	private int count;

	private QueueRun(int length) {
		this.length = length;
		int fillings = Math.min(FILLINGS, MESSAGES / length);
		this.filling = new double[fillings];
		this.draining = new double[fillings];
	}

	/**
	 * Print the medians, after a run that does not count.
	 * @param length how many messages there are in the queue
	 * @param name the name of the columns
	 * @param filler fills and drains the queue once, and adds the times to the run
	 */
	static void print(int length, String name, ObjIntConsumer<QueueRun> filler) {
		repeat(length, filler);
		QueueRun run = repeat(length, filler);
		new Size(length).print(name + ", fill", Summary.medianOf(run.filling));
		new Size(length).print(name + ", drain", Summary.medianOf(run.draining));
	}

	private static QueueRun repeat(int length, ObjIntConsumer<QueueRun> filler) {
		QueueRun run = new QueueRun(length);
		while (run.count < run.filling.length) {
			filler.accept(run, length);
		}
		return run;
	}

	/**
	 * Add one filling.
	 * @param filling the nanoseconds it took to fill the queue
	 * @param draining the nanoseconds it took to drain it
	 * @param sum what the messages, numbered from 0, came to
	 */
	void add(long filling, long draining, long sum) {
		long expected = this.length * (this.length - 1L) / 2;
		if (sum != expected) {
			throw new IllegalStateException("The sum of " + this.length + " messages is " + sum + " (expected "
					+ expected + "): some were lost or came twice");
		}
		this.filling[this.count] = (double) filling / this.length;
		this.draining[this.count] = (double) draining / this.length;
		this.count++;
	}

}
