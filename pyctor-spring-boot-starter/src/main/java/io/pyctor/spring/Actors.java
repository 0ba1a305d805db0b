package io.pyctor.spring;

import io.pyctor.ActorRef;

/**
 * Finds the actors of {@link ActorComponent components}: a bean to take as a parameter.
 * Safe for any thread, and at any time: what an actor is told before it has started waits
 * for it.
 *
 * <pre class="code">
 * int items = this.actors.of(Cart.class, "42").ask(new Add("tea", 2)).join();
 * </pre>
 */
public interface Actors {

	/**
	 * Return the actor of a component.
	 * @param component the class of the component, or a type that only one component has
	 * @return its reference, the one that is injected
	 * @throws IllegalArgumentException if there is no such component with an actor, or
	 * more than one
	 * @throws ActorComponentException if the component is keyed
	 */
	ActorRef of(Class<?> component);

	/**
	 * Return the actor of a key. The reference is small and safe to hold for ever; no
	 * actor is made before it is told something.
	 * @param component the class of a {@linkplain ActorComponent#keyed() keyed}
	 * component, or a type that only one of them has
	 * @param key the key: of the type of the {@link Key} parameter, or what Spring
	 * converts to that, such as its text
	 * @return its reference
	 * @throws IllegalArgumentException if there is no such component, or more than one,
	 * or if it cannot have the key
	 * @throws ActorComponentException if the component is not keyed
	 */
	ActorRef of(Class<?> component, Object key);

	/**
	 * Return the actor of a component.
	 * @param name the name of the component
	 * @return its reference, the one that is injected
	 * @throws IllegalArgumentException if there is no such component with an actor
	 * @throws ActorComponentException if the component is keyed
	 */
	ActorRef named(String name);

	/**
	 * Return the actor of a key.
	 * @param name the name of a keyed component
	 * @param key the key, as described at {@link #of(Class, Object)}
	 * @return its reference
	 * @throws IllegalArgumentException if there is no such component, or if it cannot
	 * have the key
	 * @throws ActorComponentException if the component is not keyed
	 */
	ActorRef named(String name, Object key);

}
