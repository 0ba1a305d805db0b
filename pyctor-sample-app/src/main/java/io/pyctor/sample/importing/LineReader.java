package io.pyctor.sample.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

import org.jspecify.annotations.Nullable;

/**
 * Reads line by line and keeps no more than one in memory, however long it is.
 */
class LineReader {

	private final Reader reader;

	private final int maxLength;

	private long number;

	LineReader(Reader reader, int maxLength) {
		this.reader = new BufferedReader(reader);
		this.maxLength = maxLength;
	}

	/**
	 * Read a line.
	 * @return the line, or null at the end
	 * @throws IOException if the file cannot be read on
	 */
	@Nullable Line next() throws IOException {
		int next = this.reader.read();
		if (next == -1) {
			return null;
		}
		StringBuilder text = new StringBuilder();
		int length = 0;
		for (; next != -1 && next != '\n'; next = this.reader.read()) {
			if (length++ < this.maxLength) {
				text.append((char) next);
			}
		}
		this.number++;
		return new Line(this.number, withoutReturn(text), length > this.maxLength);
	}

	private static String withoutReturn(StringBuilder text) {
		int end = text.length() - 1;
		return (end >= 0 && text.charAt(end) == '\r') ? text.substring(0, end) : text.toString();
	}

}
