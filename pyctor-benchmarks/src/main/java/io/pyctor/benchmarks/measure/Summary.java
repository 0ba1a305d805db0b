package io.pyctor.benchmarks.measure;

import java.util.Arrays;
import java.util.List;

/**
 * One figure.
 *
 * @param median the median of the processes' medians
 * @param min the least value of all iterations
 * @param max the greatest value of all iterations
 */
public record Summary(double median, double min, double max) {

	/**
	 * Sum up what processes measured.
	 * @param forks the values of each process, one for each iteration
	 * @return the figure
	 */
	public static Summary of(List<double[]> forks) {
		double[] all = forks.stream().flatMapToDouble(Arrays::stream).toArray();
		return new Summary(medianOf(forks.stream().mapToDouble(Summary::medianOf).toArray()),
				Arrays.stream(all).min().orElseThrow(), Arrays.stream(all).max().orElseThrow());
	}

	/**
	 * Find the value in the middle.
	 * @param values at least one value, in any order
	 * @return the median
	 */
	public static double medianOf(double... values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
