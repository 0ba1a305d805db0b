package io.pyctor;

import org.jspecify.annotations.Nullable;

/**
 * Where messages wait that may leave in another way than they came, which a queue without
 * a lock cannot do. Guarded by its own monitor: tellers put in, the cell takes out.
 */
interface Line {

	/** Whether it takes what is no message, too. */
	boolean takesAll();

	/**
	 * Put something in.
	 * @return what has no place now: nothing, the same, or what was there before
	 */
	@Nullable Envelope add(Envelope envelope);

	/** Take out what is next. There is as much as was put in and did not leave. */
	Envelope poll();

	/** How many messages wait. */
	int size();

	/** Since when the oldest of them has waited; 0 if none does. */
	long oldestSince();

}
