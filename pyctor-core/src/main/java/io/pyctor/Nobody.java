package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The sender of what comes from outside actors. What it is told becomes a dead letter.
 */
final class Nobody implements ActorRef {

	private final DefaultActorSystem system;

	private final ActorPath path;

	Nobody(DefaultActorSystem system) {
		this.system = system;
		this.path = new ActorPath(system.name(), List.of("nobody"), 0);
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
	public void tell(Object message) {
		tell(message, this);
	}

	@Override
	public void tell(Object message, ActorRef sender) {
		Objects.requireNonNull(message, "'message' must not be null");
		this.system.deadLetterSink().publish(this, message, sender, DeadLetterReason.NOBODY);
	}

	@Override
	public <R> CompletableFuture<R> ask(Ask<R> message) {
		return ask(message, this.system.settings().askTimeout());
	}

	@Override
	public <R> CompletableFuture<R> ask(Ask<R> message, Duration timeout) {
		return PendingAsk.ask(this.system, this, message, timeout);
	}

	@Override
	public <R> CompletableFuture<R> ask(Object message, Class<R> answerType, Duration timeout) {
		return PendingAsk.ask(this.system, this, message, answerType, timeout);
	}

	@Override
	public String toString() {
		return "ActorRef[" + this.path + "]";
	}

}
