package io.pyctor;

import java.util.Optional;

/**
 * One watch of a key that has no actor yet. It has a reference of its own to the key, by
 * which it is known again: a watcher that has taken back its watch, and watches the key
 * again, waits for word of the second one only.
 *
 * @param watcher who watches
 * @param key the reference that belongs to this watch
 */
record KeyWatch(ActorCell watcher, KeyedRef key) {

	/** Whether it is the one with this very reference. */
	boolean has(KeyedRef key) {
		return this.key == key;
	}

	/** The key has got its actor. */
	void begun(ActorCell target) {
		Signals.send(this.watcher, new Signal.Begun(this.key, target));
	}

	/** The key gets no actor. */
	void over(TerminationReason reason) {
		this.watcher.tellEnd(new Terminated(this.key, reason, Optional.empty()));
	}

}
