package io.pyctor.benchmarks;

/**
 * What is measured: less is better in all of them.
 */
enum Metric {

	/** Nanoseconds for each operation. */
	TIME("ns"),

	/** Half of the operations took no longer. */
	MEDIAN("p50, ns"),

	/** All but one of a hundred operations took no longer. */
	TAIL("p99, ns"),

	/** Bytes allocated for each operation, the workload's own objects included. */
	ALLOCATED("bytes allocated"),

	/** Bytes that an idle actor occupies. */
	OCCUPIED("bytes occupied");

	private final String label;

	Metric(String label) {
		this.label = label;
	}

	String label() {
		return this.label;
	}

}
