package io.pyctor;

import java.util.Optional;

/**
 * Makes the objects behind an actor, and gets them back. For those who have to do
 * something at the end of an object's life, such as a container that calls its destroy
 * methods; anybody else passes a {@link java.util.function.Supplier}.
 */
@FunctionalInterface
public interface ActorFactory {

	/**
	 * Make a new object, never the same twice: for a new actor, on the thread that
	 * creates it, and for each restart, on the actor's own.
	 * @return the object
	 */
	Actor create();

	/**
	 * Return the options of the actors behind these objects, where whoever creates them
	 * asks for nothing but {@link ActorOptions#defaults()}.
	 * @return the options
	 */
	default ActorOptions options() {
		return ActorOptions.defaults();
	}

	/**
	 * Return what makes the children that the actors behind these objects create by their
	 * class. By default it is the {@linkplain ActorSystemBuilder#factories resolver} of
	 * the system; a container within another has its own.
	 * @return the resolver, or nothing for that of the system
	 */
	default Optional<ActorFactoryResolver> resolver() {
		return Optional.empty();
	}

	/**
	 * Take an object back after its last callback. What this throws is logged.
	 * @param actor an object that {@link #create()} returned
	 */
	default void release(Actor actor) {
	}

	/**
	 * Called when an actor behind these objects has ended, after the last of its objects
	 * was taken back. What this throws is logged.
	 * @param end tells which actor, and why it ended
	 */
	default void ended(Terminated end) {
	}

}
