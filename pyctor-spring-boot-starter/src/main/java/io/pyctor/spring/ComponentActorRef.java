package io.pyctor.spring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.pyctor.ActorRef;
import io.pyctor.Ask;
import io.pyctor.MailboxFullException;
import io.pyctor.MailboxOptions;
import io.pyctor.MessageContext;

/**
 * A reference that can be had before the context has started its actors, and follows when
 * the context is stopped and started again. What is told without an actor waits.
 */
abstract class ComponentActorRef implements ActorRef {

	private final String name;

	private final AskTimeouts askTimeouts;

	private final MailboxOptions mailbox;

	ComponentActorRef(String name, AskTimeouts askTimeouts, MailboxOptions mailbox) {
		this.name = name;
		this.askTimeouts = askTimeouts;
		this.mailbox = mailbox;
	}

	/** The reference in the actor system, or null before and during a start. */
	abstract @Nullable ActorRef current();

	/** Like {@link #current()}, but wait for a start under way. */
	abstract @Nullable ActorRef awaitCurrent();

	/**
	 * Tell the reference in the actor system something, in order, when there is one.
	 */
	abstract void deliver(EarlyMessage message);

	/**
	 * Deliver a message if it is not rejected.
	 * @return whether it was accepted
	 */
	abstract boolean tryDeliver(EarlyMessage message);

	private static EarlyMessage early(Object message, UnaryOperator<ActorRef> way) {
		Assert.notNull(message, "'message' must not be null");
		return new EarlyMessage(message, null, (actor) -> way.apply(actor).tell(message));
	}

	private static EarlyMessage early(Object message, ActorRef sender, UnaryOperator<ActorRef> way) {
		Assert.notNull(message, "'message' must not be null");
		Assert.notNull(sender, "'sender' must not be null");
		return new EarlyMessage(message, sender, (actor) -> way.apply(actor).tell(message, sender));
	}

	/** The answer to a question for which there is no place before the start. */
	final MailboxFullException full(Class<?> messageType) {
		return new MailboxFullException(
				this + " did not accept " + messageType.getName()
						+ ": as many messages wait for its start as its mailbox has places (capacity "
						+ this.mailbox.capacity() + "); ask later, or give it a greater capacity",
				this, this.mailbox.capacity(), Duration.ZERO);
	}

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
			deliver(early(message, UnaryOperator.identity()));
		}
	}

	@Override
	public final void tell(Object message, ActorRef sender) {
		ActorRef current = current();
		if (current != null) {
			current.tell(message, sender);
		}
		else {
			deliver(early(message, sender, UnaryOperator.identity()));
		}
	}

	/** While there is no incarnation, what finds a place waits, and is accepted. */
	@Override
	public final boolean tryTell(Object message) {
		ActorRef current = current();
		return (current != null) ? current.tryTell(message) : tryDeliver(early(message, UnaryOperator.identity()));
	}

	@Override
	public final boolean tryTell(Object message, ActorRef sender) {
		ActorRef current = current();
		return (current != null) ? current.tryTell(message, sender)
				: tryDeliver(early(message, sender, UnaryOperator.identity()));
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

		private ActorRef way(ActorRef incarnation) {
			return incarnation.within(this.context);
		}

		@Override
		void deliver(Object message, @Nullable ActorRef sender, Consumer<ActorRef> delivery) {
			ActorRef current = current();
			if (current != null) {
				delivery.accept(way(current));
			}
			else {
				ComponentActorRef.this
					.deliver(new EarlyMessage(message, sender, (incarnation) -> delivery.accept(way(incarnation))));
			}
		}

		@Override
		public boolean tryTell(Object message) {
			ActorRef current = current();
			return (current != null) ? way(current).tryTell(message) : tryDeliver(early(message, this::way));
		}

		@Override
		public boolean tryTell(Object message, ActorRef sender) {
			ActorRef current = current();
			return (current != null) ? way(current).tryTell(message, sender)
					: tryDeliver(early(message, sender, this::way));
		}

		@Override
		<R> CompletableFuture<R> question(Object message, Optional<Duration> timeout,
				Function<ActorRef, CompletableFuture<R>> question) {
			return ComponentActorRef.this.ask(message, timeout, (incarnation) -> question.apply(way(incarnation)));
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
