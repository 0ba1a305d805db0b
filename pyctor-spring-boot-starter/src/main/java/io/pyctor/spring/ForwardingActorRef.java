package io.pyctor.spring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.pyctor.ActorPath;
import io.pyctor.ActorRef;
import io.pyctor.Ask;

/**
 * Stands for another reference, and has a say in when and how messages get there.
 */
abstract class ForwardingActorRef implements ActorRef {

	private final ActorRef actor;

	ForwardingActorRef(ActorRef actor) {
		this.actor = actor;
	}

	final ActorRef actor() {
		return this.actor;
	}

	/**
	 * Deliver a message.
	 * @param message the message
	 * @param sender who told it, or null for nobody
	 * @param delivery tells it to the reference that it gets
	 */
	abstract void deliver(Object message, @Nullable ActorRef sender, Consumer<ActorRef> delivery);

	/**
	 * Ask a question.
	 * @param message the question
	 * @param timeout how long it waits, if it says so
	 * @param question asks the reference that it gets
	 */
	abstract <R> CompletableFuture<R> question(Object message, Optional<Duration> timeout,
			Function<ActorRef, CompletableFuture<R>> question);

	@Override
	public void tell(Object message) {
		Assert.notNull(message, "'message' must not be null");
		deliver(message, null, (actor) -> actor.tell(message));
	}

	@Override
	public void tell(Object message, ActorRef sender) {
		Assert.notNull(message, "'message' must not be null");
		Assert.notNull(sender, "'sender' must not be null");
		deliver(message, sender, (actor) -> actor.tell(message, sender));
	}

	@Override
	public <R> CompletableFuture<R> ask(Ask<R> message) {
		return question(message, Optional.empty(), (actor) -> actor.ask(message));
	}

	@Override
	public <R> CompletableFuture<R> ask(Ask<R> message, Duration timeout) {
		return question(message, Optional.of(timeout), (actor) -> actor.ask(message, timeout));
	}

	@Override
	public <R> CompletableFuture<R> ask(Object message, Class<R> answerType, Duration timeout) {
		return question(message, Optional.of(timeout), (actor) -> actor.ask(message, answerType, timeout));
	}

	@Override
	public String name() {
		return this.actor.name();
	}

	@Override
	public ActorPath path() {
		return this.actor.path();
	}

	@Override
	public boolean isAsking() {
		return this.actor.isAsking();
	}

	@Override
	public ActorRef resolve() {
		return this.actor.resolve();
	}

	/** However it gets there, it is the same actor. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other == this || destination(this).equals((other instanceof ActorRef ref) ? destination(ref) : other);
	}

	private static ActorRef destination(ActorRef ref) {
		ActorRef destination = ref;
		while (destination instanceof ForwardingActorRef forwarding) {
			destination = forwarding.actor;
		}
		return destination;
	}

	@Override
	public int hashCode() {
		return this.actor.hashCode();
	}

	@Override
	public String toString() {
		return this.actor.toString();
	}

}
