package io.pyctor;

import java.time.Duration;
import java.util.List;

/**
 * What a shutdown came to.
 *
 * @param took how long it took
 * @param drained how many messages were still processed
 * @param deadLetters how many messages became dead letters meanwhile
 * @param abandoned the paths of actors that had not ended at the deadline and did not
 * react to the interrupt
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
