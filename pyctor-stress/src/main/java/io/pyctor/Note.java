package io.pyctor;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A message that counts what happens to it, on whatever thread.
 */
final class Note {

	private final AtomicInteger processed = new AtomicInteger();

	private final AtomicInteger deadLetters = new AtomicInteger();

	void processed() {
		this.processed.incrementAndGet();
	}

	void deadLetter() {
		this.deadLetters.incrementAndGet();
	}

	/**
	 * Return {@code P} for processed once, {@code D} for one dead letter, {@code -} for
	 * neither, else what it was.
	 */
	String fate() {
		int processed = this.processed.get();
		int deadLetters = this.deadLetters.get();
		if (processed + deadLetters > 1) {
			return "(processed " + processed + " dead letters " + deadLetters + ")";
		}
		return (processed == 1) ? "P" : (deadLetters == 1) ? "D" : "-";
	}

}
