package io.pyctor.benchmarks.measure;

/**
 * What a process does that measures.
 */
@FunctionalInterface
public interface Measurement {

	/**
	 * Measure, check that the work was done, and print the {@link Reading readings}.
	 * @throws Exception if the work was not done
	 */
	void measure() throws Exception;

}
