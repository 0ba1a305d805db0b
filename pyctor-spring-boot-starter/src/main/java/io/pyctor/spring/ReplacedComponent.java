package io.pyctor.spring;

import java.util.function.Supplier;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;

/**
 * A component whose reference somebody replaced, as tests do with a mock. It has no
 * actor.
 *
 * @param definition what the component is
 * @param replacement what took the place of its reference
 */
record ReplacedComponent(ActorComponentDefinition definition,
		Supplier<ActorRef> replacement) implements StartedComponent {

	@Override
	public ActorRef ref() {
		return this.replacement.get();
	}

	@Override
	public ActorRef ref(Object key) {
		throw SingleComponent.notKeyed(this.definition, key);
	}

	@Override
	public StartGate<?> gate() {
		throw new IllegalStateException(
				this.definition.subject() + " has no actor to start: its reference was replaced");
	}

	@Override
	public void abandoned(ActorSystem system) {
	}

}
