package io.pyctor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A reference that is not the engine's own and hides whom it stands for.
 */
class ForwardingRef implements ActorRef {

	private final ActorRef target;

	ForwardingRef(ActorRef target) {
		this.target = target;
	}

	@Override
	public String name() {
		return this.target.name();
	}

	@Override
	public ActorPath path() {
		return this.target.path();
	}

	@Override
	public void tell(Object message) {
		this.target.tell(message);
	}

	@Override
	public void tell(Object message, ActorRef sender) {
		this.target.tell(message, sender);
	}

	@Override
	public <R> CompletableFuture<R> ask(Ask<R> message) {
		return this.target.ask(message);
	}

	@Override
	public <R> CompletableFuture<R> ask(Ask<R> message, Duration timeout) {
		return this.target.ask(message, timeout);
	}

	@Override
	public <R> CompletableFuture<R> ask(Object message, Class<R> answerType, Duration timeout) {
		return this.target.ask(message, answerType, timeout);
	}

}
