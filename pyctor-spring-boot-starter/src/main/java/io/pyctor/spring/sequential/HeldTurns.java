package io.pyctor.spring.sequential;

import org.jspecify.annotations.Nullable;

/**
 * Knows which turns the calling thread is in, one within the other.
 */
final class HeldTurns {

	private final ThreadLocal<@Nullable Held> innermost = new ThreadLocal<>();

	boolean any() {
		return this.innermost.get() != null;
	}

	boolean contain(SequentialGroup group, Object key) {
		for (Held held = this.innermost.get(); held != null; held = held.outer()) {
			if (held.turn().group() == group && held.turn().key().equals(key)) {
				return true;
			}
		}
		return false;
	}

	/** Return the turn that the calling thread was given for, if it is one of ours. */
	@Nullable HandedTurn handed() {
		for (Held held = this.innermost.get(); held != null; held = held.outer()) {
			if (held.turn() instanceof HandedTurn handed) {
				return handed;
			}
		}
		return null;
	}

	void enter(Turn turn) {
		this.innermost.set(new Held(turn, this.innermost.get()));
	}

	void exit() {
		Held held = this.innermost.get();
		Held outer = (held != null) ? held.outer() : null;
		if (outer != null) {
			this.innermost.set(outer);
		}
		else {
			this.innermost.remove();
		}
	}

	/**
	 * One of them.
	 *
	 * @param turn the turn
	 * @param outer the one that it is within
	 */
	private record Held(Turn turn, @Nullable Held outer) {

	}

}
