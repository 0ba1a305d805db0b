package io.pyctor.spring;

import org.jspecify.annotations.Nullable;

import io.pyctor.ActorPath;
import io.pyctor.ActorRef;
import io.pyctor.KeyedActors;

/**
 * The reference of a key of a keyed component, whichever activation of it lives.
 */
final class KeyActorRef extends ComponentActorRef {

	/**
	 * A reference in the actor system, and where it was got from.
	 */
	private record Found(KeyedComponent.Started started, ActorRef ref) {
	}

	private final KeyedComponent component;

	private final String key;

	/** Found again after each start. A race only finds it twice. */
	private @Nullable Found found;

	KeyActorRef(KeyedComponent component, String key, AskTimeouts askTimeouts) {
		super(KeyedActors.nameOf(key), askTimeouts, component.definition().settings().mailbox());
		this.component = component;
		this.key = key;
	}

	@Override
	@Nullable ActorRef current() {
		KeyedComponent.Started started = this.component.gate().target();
		return (started != null) ? find(started) : null;
	}

	@Override
	@Nullable ActorRef awaitCurrent() {
		KeyedComponent.Started started = this.component.gate().awaitTarget();
		return (started != null) ? find(started) : null;
	}

	private ActorRef find(KeyedComponent.Started started) {
		Found found = this.found;
		if (found == null || found.started() != started) {
			found = new Found(started, started.of(this.key));
			this.found = found;
		}
		return found.ref();
	}

	@Override
	void deliver(EarlyMessage message) {
		this.component.gate().deliver(name(), message, this::find);
	}

	@Override
	boolean tryDeliver(EarlyMessage message) {
		return this.component.gate().tryDeliver(name(), message, this::find);
	}

	/** Return the address of the key, which has no incarnation. */
	@Override
	public ActorPath path() {
		return ActorPath
			.parse("pyctor://" + this.component.systemName() + this.component.parentPath() + "/" + name() + "#0");
	}

	@Override
	public boolean equals(@Nullable Object other) {
		if (other instanceof KeyActorRef ref) {
			return ref.component == this.component && ref.name().equals(name());
		}
		ActorRef current = current();
		return current != null && current.equals(other);
	}

	@Override
	public String toString() {
		return "ActorRef[" + this.component.parentPath() + "/" + name() + "]";
	}

}
