package io.pyctor.spring;

import io.pyctor.ActorRef;

/**
 * Finds the actors of {@link ActorComponent components}: a bean to take as a parameter.
 * Safe for any thread, and at any time: what an actor is told before it has started waits
 * for it.
 *
 * <pre class="code">
 * int items = this.actors.of(Cart.class).ask(new Add("tea", 2)).join();
 * </pre>
 */
public interface Actors {

	/**
	 * Return the actor of a component.
	 * @param component the class of the component, or a type that only one component has
	 * @return its reference, the one that is injected
	 * @throws IllegalArgumentException if there is no such component with an actor, or
	 * more than one
	 */
	ActorRef of(Class<?> component);

	/**
	 * Return the actor of a component.
	 * @param name the name of the component
	 * @return its reference, the one that is injected
	 * @throws IllegalArgumentException if there is no such component with an actor
	 */
	ActorRef named(String name);

}
