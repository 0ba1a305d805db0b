package io.pyctor.spring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.pyctor.ActorRef;
import io.pyctor.MessageContext;

/**
 * Passes the context of the caller on with each message.
 */
final class CallerContextActorRef extends ForwardingActorRef {

	private final CallerContext callerContext;

	CallerContextActorRef(ActorRef actor, CallerContext callerContext) {
		super(actor);
		this.callerContext = callerContext;
	}

	CallerContext callerContext() {
		return this.callerContext;
	}

	@Override
	void deliver(Object message, @Nullable ActorRef sender, Consumer<ActorRef> delivery) {
		delivery.accept(captured());
	}

	@Override
	public boolean tryTell(Object message) {
		return captured().tryTell(message);
	}

	@Override
	public boolean tryTell(Object message, ActorRef sender) {
		return captured().tryTell(message, sender);
	}

	@Override
	<R> CompletableFuture<R> question(Object message, Optional<Duration> timeout,
			Function<ActorRef, CompletableFuture<R>> question) {
		return question.apply(captured());
	}

	private ActorRef captured() {
		return actor().within(this.callerContext.capture());
	}

	@Override
	public ActorRef within(MessageContext context) {
		return actor().within(context);
	}

}
