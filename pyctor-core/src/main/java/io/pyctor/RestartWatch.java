package io.pyctor;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts the restarts of the actors of one type within a time, from look to look, or
 * their ends. For one thread.
 */
final class RestartWatch {

	private record Count(long restarts, long time) {
	}

	private final long withinNanos;

	/** How many there had been, each time when there were more than before. */
	private final Deque<Count> counts = new ArrayDeque<>();

	/** How many there had been when the time began. */
	private long before;

	RestartWatch(long withinNanos) {
		this.withinNanos = withinNanos;
	}

	/** Return how many there were within the time. */
	long look(long restarts, long now) {
		if (this.counts.isEmpty() ? restarts > this.before : restarts > this.counts.getLast().restarts()) {
			this.counts.add(new Count(restarts, now));
		}
		while (!this.counts.isEmpty() && now - this.counts.getFirst().time() > this.withinNanos) {
			this.before = this.counts.removeFirst().restarts();
		}
		return restarts - this.before;
	}

}
