package io.pyctor.spring.sequential;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * The turns of one key: the one that has come and those that wait. Guarded by the map of
 * lanes, which lets one thread at a time compute with the lane of a key.
 */
final class Lane {

	private Turn current;

	/** Most calls find nobody before them. */
	private @Nullable Queue<Turn> waiting;

	Lane(Turn current) {
		this.current = current;
	}

	boolean offer(Turn turn, int capacity) {
		Queue<Turn> queue = this.waiting;
		if (queue == null) {
			queue = new ArrayDeque<>(4);
			this.waiting = queue;
		}
		return queue.size() < capacity && queue.add(turn);
	}

	/** Go on to the next turn, or return null if there is none. */
	@Nullable Turn advance() {
		Turn next = (this.waiting != null) ? this.waiting.poll() : null;
		if (next != null) {
			this.current = next;
		}
		return next;
	}

	boolean remove(Turn turn) {
		return this.waiting != null && this.waiting.remove(turn);
	}

	List<Turn> removeWaiting() {
		List<Turn> removed = (this.waiting != null) ? List.copyOf(this.waiting) : List.of();
		this.waiting = null;
		return removed;
	}

	Turn current() {
		return this.current;
	}

}
