package io.pyctor;

import java.util.List;
import java.util.Objects;

/**
 * The sender of what comes from outside actors. What it is told becomes a dead letter.
 */
final class Nobody implements SystemRef {

	private final DefaultActorSystem system;

	private final ActorPath path;

	Nobody(DefaultActorSystem system) {
		this.system = system;
		this.path = new ActorPath(system.name(), List.of("nobody"), 0);
	}

	@Override
	public DefaultActorSystem system() {
		return this.system;
	}

	@Override
	public String name() {
		return "nobody";
	}

	@Override
	public ActorPath path() {
		return this.path;
	}

	@Override
	public void tell(Object message, ActorRef sender) {
		Objects.requireNonNull(message, "'message' must not be null");
		this.system.deadLetterSink().publish(this, message, sender, DeadLetterReason.NOBODY);
	}

	@Override
	public String toString() {
		return "ActorRef[" + this.path + "]";
	}

}
