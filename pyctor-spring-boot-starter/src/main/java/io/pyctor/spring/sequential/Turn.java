package io.pyctor.spring.sequential;

import org.jspecify.annotations.Nullable;

import io.pyctor.spring.SequentialCallRejectedException;

/**
 * One call's place in the order of its key.
 */
abstract class Turn {

	private final SequentialMethod method;

	private final Object key;

	/** Whether there was room; written when a place is looked for. */
	boolean accepted;

	/** Whether nobody was there before; written when a place is looked for. */
	boolean first;

	/** Whose turn it is after this one; written when this one ends. */
	@Nullable Turn successor;

	Turn(SequentialMethod method, Object key) {
		this.method = method;
		this.key = key;
	}

	SequentialMethod method() {
		return this.method;
	}

	Object key() {
		return this.key;
	}

	SequentialGroup group() {
		return this.method.group();
	}

	/** The turn has come, after some waiting. Does not block, and throws nothing. */
	abstract void begin();

	/** The turn will never come. Does not block, and throws nothing. */
	abstract void abandon(SequentialCallRejectedException reason);

}
