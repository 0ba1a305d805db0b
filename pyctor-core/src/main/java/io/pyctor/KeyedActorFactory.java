package io.pyctor;

import java.util.Optional;

/**
 * Makes the objects behind keyed actors, and gets them back. Called by many threads at
 * once, each time in the first turn of the actor that the object is for, so it may take
 * its time where the actor may.
 */
@FunctionalInterface
public interface KeyedActorFactory {

	/**
	 * Make a new object, never the same twice.
	 * @param key the key that the actor stands for
	 * @return the object
	 * @throws RuntimeException if there can be no actor for the key now; whoever asked it
	 * gets this as the answer
	 */
	Actor create(String key);

	/**
	 * Return what makes the children that the actors behind these objects create by their
	 * class, see {@link ActorFactory#resolver()}.
	 * @return the resolver, or nothing for that of the system
	 */
	default Optional<ActorFactoryResolver> resolver() {
		return Optional.empty();
	}

	/**
	 * Take an object back after its last callback. What this throws is logged.
	 * @param actor an object that {@link #create} returned
	 */
	default void release(Actor actor) {
	}

}
