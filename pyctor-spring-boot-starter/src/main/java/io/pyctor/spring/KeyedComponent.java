package io.pyctor.spring;

import java.util.function.Supplier;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.KeyedActorFactory;
import io.pyctor.KeyedActors;

/**
 * A keyed component: makes its references at any time, and has its type of actors in the
 * system after a start. Safe for any thread.
 */
final class KeyedComponent implements StartedComponent {

	/** Finds the actor of a key in the actor system. */
	@FunctionalInterface
	interface Started {

		ActorRef of(String key);

	}

	private final ActorComponentDefinition definition;

	private final KeyedSettings settings;

	private final KeyType keyType;

	private final AskTimeouts askTimeouts;

	private final CallerSide callerSide;

	private final Supplier<ActorSystem> system;

	private final StartGate<Started> gate;

	KeyedComponent(ActorComponentDefinition definition, KeyedSettings settings, KeyType keyType,
			AskTimeouts askTimeouts, CallerSide callerSide, Supplier<ActorSystem> system) {
		this.definition = definition;
		this.gate = new StartGate<>(definition.settings().mailbox());
		this.settings = settings;
		this.keyType = keyType;
		this.askTimeouts = askTimeouts;
		this.callerSide = callerSide;
		this.system = system;
	}

	@Override
	public ActorComponentDefinition definition() {
		return this.definition;
	}

	@Override
	public StartGate<Started> gate() {
		return this.gate;
	}

	@Override
	public void abandoned(ActorSystem system) {
		this.gate.abandoned((key) -> system.nobody(), system);
	}

	KeyType keyType() {
		return this.keyType;
	}

	@Override
	public ActorRef ref() {
		throw ActorRefBeans.refused(this.definition.name(), this.definition.type());
	}

	@Override
	public ActorRef ref(Object key) {
		return this.callerSide.of(new KeyActorRef(this, this.keyType.textOf(key), this.askTimeouts));
	}

	String systemName() {
		return this.system.get().name();
	}

	String parentPath() {
		return "/user/" + this.settings.typeName();
	}

	/** Have the actors in a system. */
	KeyedActors create(ActorSystem system, KeyedActorFactory factory) {
		return system.keyed(this.settings.typeName(), this.definition.type(), factory,
				this.settings.options(this.definition.options()));
	}

}
