package io.pyctor.spring;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;

/**
 * A component whose actors are started with the context: it has one actor, or one for
 * each key. Safe for any thread.
 */
interface StartedComponent {

	/** Return what the component is. */
	ActorComponentDefinition definition();

	/**
	 * Return the reference that is injected, the same one for each call.
	 * @throws ActorComponentException if there is one for each key
	 */
	ActorRef ref();

	/**
	 * Return the reference of a key.
	 * @throws IllegalArgumentException if the component cannot have the key
	 * @throws ActorComponentException if it is not keyed
	 */
	ActorRef ref(Object key);

	/** Return what keeps things until the component has started. */
	StartGate<?> gate();

	/** There will be no actor any more: what waits is told to nobody. */
	void abandoned(ActorSystem system);

}
