package io.pyctor;

import java.time.Duration;
import java.util.List;

/**
 * What a shutdown came to.
 *
 * @param took how long it took
 * @param drained how many messages were still processed
 * @param deadLetters how many messages became dead letters meanwhile
 * @param abandoned the paths of the actors that did not end after the deadline, those
 * that only wait for a child of theirs left out
 */
public record ShutdownReport(Duration took, long drained, long deadLetters, List<String> abandoned) {

	/**
	 * Return whether every actor ended.
	 * @return whether every actor ended
	 */
	public boolean isClean() {
		return this.abandoned.isEmpty();
	}

}
