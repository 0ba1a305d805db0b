package io.pyctor;

/**
 * Decides where the actor of a key lives, and keeps what it is told while it moves: one
 * half of keyed actors. The other half is the {@link KeyedHost}, which lets them live on
 * this JVM and knows nothing of other places.
 */
@FunctionalInterface
interface KeyedPlacement {

	/**
	 * Have the actor of a key told something, in order. Called where the reference knows
	 * no actor of this JVM that takes it. Any thread.
	 */
	void deliver(KeyedRef ref, Envelope envelope);

}
