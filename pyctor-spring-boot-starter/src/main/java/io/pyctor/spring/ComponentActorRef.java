package io.pyctor.spring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.pyctor.ActorRef;
import io.pyctor.Ask;
import io.pyctor.MessageContext;

/**
 * A reference that can be had before the context has started its actors, and follows when
 * the context is stopped and started again. What is told without an actor waits.
 */
abstract class ComponentActorRef implements ActorRef {

	private final String name;

	private final AskTimeouts askTimeouts;

	ComponentActorRef(String name, AskTimeouts askTimeouts) {
		this.name = name;
		this.askTimeouts = askTimeouts;
	}

	/** The reference in the actor system, or null before and during a start. */
	abstract @Nullable ActorRef current();

	/** Like {@link #current()}, but wait for a start under way. */
	abstract @Nullable ActorRef awaitCurrent();

	/**
	 * Do something with the reference in the actor system, in order, when there is one.
	 */
	abstract void deliver(Consumer<ActorRef> delivery);

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final void tell(Object message) {
		ActorRef current = current();
		if (current != null) {
			current.tell(message);
		}
		else {
			Assert.notNull(message, "'message' must not be null");
			deliver((actor) -> actor.tell(message));
		}
	}

	@Override
	public final void tell(Object message, ActorRef sender) {
		ActorRef current = current();
		if (current != null) {
			current.tell(message, sender);
		}
		else {
			Assert.notNull(message, "'message' must not be null");
			Assert.notNull(sender, "'sender' must not be null");
			deliver((actor) -> actor.tell(message, sender));
		}
	}

	/** While there is no incarnation, what is told waits, and counts as accepted. */
	@Override
	public final boolean tryTell(Object message) {
		ActorRef current = current();
		return (current != null) ? current.tryTell(message) : ActorRef.super.tryTell(message);
	}

	@Override
	public final boolean tryTell(Object message, ActorRef sender) {
		ActorRef current = current();
		return (current != null) ? current.tryTell(message, sender) : ActorRef.super.tryTell(message, sender);
	}

	@Override
	public final <R> CompletableFuture<R> ask(Ask<R> message) {
		return this.askTimeouts.component().isPresent() ? ask(message, this.askTimeouts.component().get())
				: ask(message, Optional.empty(), (current) -> current.ask(message));
	}

	@Override
	public final <R> CompletableFuture<R> ask(Ask<R> message, Duration timeout) {
		return ask(message, Optional.of(timeout), (current) -> current.ask(message, timeout));
	}

	@Override
	public final <R> CompletableFuture<R> ask(Object message, Class<R> answerType, Duration timeout) {
		return ask(message, Optional.of(timeout), (current) -> current.ask(message, answerType, timeout));
	}

	@Override
	public final ActorRef within(MessageContext context) {
		return new Within(context);
	}

	private <R> CompletableFuture<R> ask(Object message, Optional<Duration> timeout,
			Function<ActorRef, CompletableFuture<R>> question) {
		ActorRef current = current();
		return (current != null) ? question.apply(current)
				: new EarlyQuestion<>(this, message, timeout.orElse(this.askTimeouts.system()), question).ask();
	}

	/**
	 * Return the reference in the actor system, after a start that is under way. Return
	 * this reference if there is none.
	 */
	@Override
	public final ActorRef resolve() {
		ActorRef current = awaitCurrent();
		return (current != null) ? current : this;
	}

	@Override
	public abstract boolean equals(@Nullable Object other);

	@Override
	public final int hashCode() {
		return this.name.hashCode();
	}

	@Override
	public abstract String toString();

	/** For what is handled in a context, and waits for a start like everything else. */
	private final class Within extends ForwardingActorRef {

		private final MessageContext context;

		Within(MessageContext context) {
			super(ComponentActorRef.this);
			this.context = context;
		}

		@Override
		void deliver(Object message, Consumer<ActorRef> delivery) {
			ActorRef current = current();
			if (current != null) {
				delivery.accept(current.within(this.context));
			}
			else {
				ComponentActorRef.this.deliver((incarnation) -> delivery.accept(incarnation.within(this.context)));
			}
		}

		@Override
		public boolean tryTell(Object message) {
			ActorRef current = current();
			return (current != null) ? current.within(this.context).tryTell(message) : super.tryTell(message);
		}

		@Override
		public boolean tryTell(Object message, ActorRef sender) {
			ActorRef current = current();
			return (current != null) ? current.within(this.context).tryTell(message, sender)
					: super.tryTell(message, sender);
		}

		@Override
		<R> CompletableFuture<R> question(Object message, Optional<Duration> timeout,
				Function<ActorRef, CompletableFuture<R>> question) {
			return ComponentActorRef.this.ask(message, timeout,
					(incarnation) -> question.apply(incarnation.within(this.context)));
		}

		@Override
		public <R> CompletableFuture<R> ask(Ask<R> message) {
			Optional<Duration> timeout = ComponentActorRef.this.askTimeouts.component();
			return timeout.isPresent() ? ask(message, timeout.get()) : super.ask(message);
		}

		@Override
		public ActorRef within(MessageContext other) {
			return new Within(other);
		}

	}

}
