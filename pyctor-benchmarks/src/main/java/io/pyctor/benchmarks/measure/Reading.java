package io.pyctor.benchmarks.measure;

import java.util.Optional;

/**
 * One value that a process has measured, as it tells its parent on a line of its output.
 *
 * @param row the row of the table it belongs to
 * @param column the column of that table
 * @param value the value
 */
public record Reading(String row, String column, double value) {

	private static final String MARK = "reading";

	/** Tell the parent. */
	public void print() {
		System.out.println(String.join("\t", MARK, this.row, this.column, Double.toString(this.value)));
	}

	/**
	 * Find a reading.
	 * @param line a line that a process has printed
	 * @return the reading, if the line is one
	 */
	public static Optional<Reading> parse(String line) {
		String[] parts = line.split("\t");
		return (parts.length == 4 && parts[0].equals(MARK))
				? Optional.of(new Reading(parts[1], parts[2], Double.parseDouble(parts[3]))) : Optional.empty();
	}

}
