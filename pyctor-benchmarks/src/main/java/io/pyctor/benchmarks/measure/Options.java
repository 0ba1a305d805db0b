package io.pyctor.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * The options of a command, taken one after the other. Not thread-safe.
 */
public final class Options {

	private final String usage;

	private final List<String> remaining;

	private Options(String usage, List<String> args) {
		this.usage = usage;
		this.remaining = new ArrayList<>(args);
	}

	/**
	 * Read options. With {@code --help} this is all the process does.
	 * @param usage explains the options
	 * @param args the arguments of the command
	 * @return the options
	 */
	public static Options of(String usage, String... args) {
		if (List.of(args).contains("--help")) {
			System.out.print(usage);
			System.exit(0);
		}
		return new Options(usage, List.of(args));
	}

	/**
	 * Take a positive number.
	 * @param name the name of the option
	 * @param defaultValue the number when it is not given
	 * @return the number
	 */
	public int number(String name, int defaultValue) {
		String text = text(name, Integer.toString(defaultValue));
		if (!text.matches("[1-9][0-9]{0,8}")) {
			throw refused("Option '" + name + "' must be a positive number (was '" + text + "')");
		}
		return Integer.parseInt(text);
	}

	/**
	 * Take a text.
	 * @param name the name of the option
	 * @param defaultValue the text when it is not given
	 * @return the text
	 */
	public String text(String name, String defaultValue) {
		int index = this.remaining.indexOf(name);
		if (index < 0) {
			return defaultValue;
		}
		this.remaining.remove(index);
		if (index == this.remaining.size()) {
			throw refused("Option '" + name + "' needs a value");
		}
		return this.remaining.remove(index);
	}

	/**
	 * Refuse what was not taken.
	 */
	public void end() {
		if (!this.remaining.isEmpty()) {
			throw refused("Unknown option '" + this.remaining.get(0) + "'");
		}
	}

	private IllegalArgumentException refused(String reason) {
		return new IllegalArgumentException(reason + System.lineSeparator() + this.usage);
	}

}
