package io.pyctor;

import org.jspecify.annotations.Nullable;

/**
 * Where messages wait that may leave in another way than they came, which a queue without
 * a lock cannot do. Guarded by its own monitor: tellers put in, the cell takes out.
 */
interface Line {

	/** Whether it is a place for this at all: for every message, at least. */
	default boolean takes(Envelope envelope) {
		return LimitedCell.takesPlace(envelope);
	}

	/**
	 * Put something in.
	 * @return whether there is one more in it now; if not, something had no place
	 */
	boolean add(Envelope envelope);

	/**
	 * Take what had to leave its place for another, of which there is one for each that
	 * was put in and did not lengthen the line.
	 * @return what was replaced; null if it was what should have been put in
	 */
	default @Nullable Envelope takeReplaced() {
		return null;
	}

	/** What is next, as long as nothing else comes to be that. Something is in it. */
	Envelope first();

	/** Take out what is next. There is as much as was put in and did not leave. */
	Envelope poll();

	/** How many messages wait. */
	int size();

	/** Since when the oldest of them has waited; 0 if none does. */
	long oldestSince();

}
