package io.pyctor.benchmarks.measure;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How many bytes the living objects of each class occupy, as the JVM counts them after a
 * full collection.
 */
public final class Histogram {

	private static final Pattern LINE = Pattern.compile("^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+)");

	private final Map<String, Long> bytes = new HashMap<>();

	private Histogram() {
	}

	/**
	 * Collect the garbage and count.
	 * @return what lives
	 */
	public static Histogram take() {
		Histogram histogram = new Histogram();
		dump().lines().map(LINE::matcher).filter(Matcher::find).forEach(histogram::add);
		return histogram;
	}

	private static String dump() {
		try {
			return (String) ManagementFactory.getPlatformMBeanServer()
				.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
						new Object[] { new String[0] }, new String[] { String[].class.getName() });
		}
		catch (JMException ex) {
			throw new IllegalStateException("Unable to take a class histogram", ex);
		}
	}

	private void add(Matcher line) {
		this.bytes.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
	}

	/**
	 * Return the growth.
	 * @param before what lived before
	 * @return the bytes that were not occupied then
	 */
	public long bytesSince(Histogram before) {
		return total() - before.total();
	}

	private long total() {
		return this.bytes.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Print the classes that grew most.
	 * @param before what lived before
	 * @param actors what to divide the growth by
	 * @param limit how many classes to print
	 */
	public void printGrowth(Histogram before, int actors, int limit) {
		this.bytes.keySet()
			.stream()
			.sorted(Comparator.comparing((String type) -> -growth(before, type)))
			.limit(limit)
			.forEach((type) -> System.out.printf("%10.2f  %s%n", growth(before, type) / (double) actors, type));
	}

	private long growth(Histogram before, String type) {
		return this.bytes.getOrDefault(type, 0L) - before.bytes.getOrDefault(type, 0L);
	}

}
