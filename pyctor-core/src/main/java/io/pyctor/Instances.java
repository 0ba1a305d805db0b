package io.pyctor;

import java.util.Objects;

/**
 * Factories of actors that are made already.
 */
final class Instances {

	private Instances() {
	}

	/** A factory that gives away one object; that it is new, the object knows. */
	static ActorFactory once(Actor actor) {
		Objects.requireNonNull(actor, "'actor' must not be null");
		return () -> actor;
	}

}
