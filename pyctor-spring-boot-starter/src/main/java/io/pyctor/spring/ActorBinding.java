package io.pyctor.spring;

import io.pyctor.Actor;

/**
 * Knows how the objects of one class become actors. Safe for any thread.
 */
public interface ActorBinding {

	/**
	 * Check the class of objects before there is one.
	 * @param objectClass the class, perhaps that of a proxy
	 * @throws ActorComponentException if the proxy hides what an actor needs
	 */
	void check(Class<?> objectClass);

	/**
	 * Return the actor of an object.
	 * @param object a new object of the class, perhaps behind a proxy
	 * @return the actor: the object itself, or one that stands for it
	 * @throws ActorComponentException if the proxy hides what the actor needs
	 */
	Actor actor(Object object);

	/**
	 * Return the object of an actor.
	 * @param actor an actor that {@link #actor} returned
	 * @return the object that it was made of
	 */
	Object object(Actor actor);

}
