package io.pyctor.benchmarks.measure;

import java.util.Arrays;

/**
 * Times of single events, and what they come to. Not thread-safe.
 */
public final class Latencies {

	private static final double MICROSECOND = 1_000;

	private final long[] nanos;

	private int count;

	/**
	 * Create a place for times.
	 * @param capacity how many there can be
	 */
	public Latencies(int capacity) {
		this.nanos = new long[capacity];
	}

	/**
	 * Add a time.
	 * @param nanos the nanoseconds it took
	 */
	public void add(long nanos) {
		this.nanos[this.count++] = nanos;
	}

	/**
	 * Return how many times there are.
	 * @return the number of times
	 */
	public int count() {
		return this.count;
	}

	/**
	 * Print percentiles in microseconds, where there are times at all.
	 * @param row the row of the table
	 */
	public void print(String row) {
		if (this.count > 0) {
			long[] sorted = Arrays.copyOf(this.nanos, this.count);
			Arrays.sort(sorted);
			new Reading(row, "p50, us", sorted[rank(0.5)] / MICROSECOND).print();
			new Reading(row, "p99, us", sorted[rank(0.99)] / MICROSECOND).print();
			new Reading(row, "max, us", sorted[this.count - 1] / MICROSECOND).print();
		}
	}

	private int rank(double share) {
		return (int) Math.ceil(share * this.count) - 1;
	}

}
