package io.pyctor.benchmarks.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of what processes have measured: in each cell the median, and the least and the
 * greatest value where there are several. Rows and columns come in the order in which
 * they were first seen.
 */
public final class Figures {

	private static final String NONE = "-";

	private final Set<String> columns = new LinkedHashSet<>();

	private final Map<String, Map<String, List<double[]>>> rows = new LinkedHashMap<>();

	/**
	 * Add a value to a cell.
	 * @param reading names the cell
	 */
	public void add(Reading reading) {
		this.columns.add(reading.column());
		this.rows.computeIfAbsent(reading.row(), (row) -> new LinkedHashMap<>())
			.computeIfAbsent(reading.column(), (column) -> new ArrayList<>())
			.add(new double[] { reading.value() });
	}

	/**
	 * Return the table.
	 * @param corner what the rows are
	 * @return lines of Markdown
	 */
	public String markdown(String corner) {
		StringBuilder table = new StringBuilder();
		table.append(line(Stream.concat(Stream.of(corner), this.columns.stream())));
		table.append(line(Stream.concat(Stream.of("---"), this.columns.stream().map((column) -> "---:"))));
		this.rows.keySet()
			.forEach((row) -> table.append(line(Stream.concat(Stream.of(row),
					this.columns.stream().map((column) -> summary(row, column).map(Figures::cell).orElse(NONE))))));
		return table.toString();
	}

	private Optional<Summary> summary(String row, String column) {
		return Optional.ofNullable(this.rows.get(row).get(column)).map(Summary::of);
	}

	private static String cell(Summary summary) {
		String median = number(summary.median());
		return (summary.min() == summary.max()) ? median
				: median + " (" + number(summary.min()) + " .. " + number(summary.max()) + ")";
	}

	private static String number(double value) {
		boolean whole = value >= 1_000 || value == Math.rint(value);
		return String.format(Locale.ROOT, whole ? "%,.0f" : (value < 10) ? "%.2f" : "%.1f", value);
	}

	private static String line(Stream<String> cells) {
		return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
	}

}
