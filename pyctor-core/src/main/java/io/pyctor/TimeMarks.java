package io.pyctor;

import java.util.ArrayList;
import java.util.List;

/**
 * Places in a queue, and when what is in front of them was there at the latest. Only as
 * many are kept as tell the time to about a seventh of all of it. For one thread.
 *
 * @param <P> what says where a place is
 */
final class TimeMarks<P> {

	private static final int MAX = 16;

	private record Mark<P>(P place, long time) {
	}

	private final List<Mark<P>> marks = new ArrayList<>();

	int size() {
		return this.marks.size();
	}

	P place(int index) {
		return this.marks.get(index).place();
	}

	/** Forget the first, which are not in the queue any more. */
	void forget(int count) {
		this.marks.subList(0, count).clear();
	}

	/** When the first was made, or now. */
	long since(long now) {
		return this.marks.isEmpty() ? now : this.marks.get(0).time();
	}

	void add(P place, long time) {
		this.marks.add(new Mark<>(place, time));
		if (this.marks.size() > MAX) {
			dropOne();
		}
	}

	/**
	 * Drop the one that leaves the shortest time between its neighbours: so no time gets
	 * longer than two parts of as many as there are marks.
	 */
	private void dropOne() {
		int least = 1;
		for (int i = 2; i < this.marks.size() - 1; i++) {
			if (around(i) < around(least)) {
				least = i;
			}
		}
		this.marks.remove(least);
	}

	private long around(int index) {
		return this.marks.get(index + 1).time() - this.marks.get(index - 1).time();
	}

}
