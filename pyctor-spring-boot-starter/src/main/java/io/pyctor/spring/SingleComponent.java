package io.pyctor.spring;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;

/**
 * A component with one actor.
 *
 * @param definition what the component is
 * @param own the reference that follows the component's actor
 * @param ref what is handed out in its place
 */
record SingleComponent(ActorComponentDefinition definition, SingleActorRef own,
		ActorRef ref) implements StartedComponent {

	@Override
	public ActorRef ref(Object key) {
		throw notKeyed(this.definition, key);
	}

	static ActorComponentException notKeyed(ActorComponentDefinition definition, Object key) {
		return new ActorComponentException(
				definition.subject() + " was asked for its actor of the key '" + key + "', but it is not keyed.",
				"Ask for it without a key, or annotate it with @ActorComponent(keyed = true).");
	}

	@Override
	public StartGate<?> gate() {
		return this.own.gate();
	}

	@Override
	public void abandoned(ActorSystem system) {
		this.own.gate().abandoned(system.nobody(), system);
	}

}
