package io.pyctor;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Stands for an actor that handles what it is told by this way in a context.
 */
final class ContextActorRef implements ActorRef {

	private final DefaultActorSystem system;

	private final ActorRef actor;

	private final Consumer<Envelope> way;

	private final Predicate<Envelope> tryWay;

	private final MessageContext context;

	/**
	 * Stand for an actor.
	 * @param system its system
	 * @param actor its reference
	 * @param way takes what the actor is told
	 * @param tryWay takes it if the actor accepts it
	 * @param context the context
	 */
	ContextActorRef(DefaultActorSystem system, ActorRef actor, Consumer<Envelope> way, Predicate<Envelope> tryWay,
			MessageContext context) {
		this.system = system;
		this.actor = actor;
		this.way = way;
		this.tryWay = tryWay;
		this.context = Objects.requireNonNull(context, "'context' must not be null");
	}

	@Override
	public void tell(Object message) {
		tell(message, this.system.nobody());
	}

	@Override
	public void tell(Object message, ActorRef sender) {
		this.way.accept(envelope(message, sender));
	}

	@Override
	public boolean tryTell(Object message) {
		return tryTell(message, this.system.nobody());
	}

	@Override
	public boolean tryTell(Object message, ActorRef sender) {
		return this.tryWay.test(envelope(message, sender));
	}

	/** Tell it a question that it need not handle once nobody waits. */
	void tellQuestion(Object message, PendingAsk<?> ask) {
		this.way.accept((message instanceof PoisonPill) ? new Envelope(message, ask)
				: new Envelope.Within(message, ask, this.context, true));
	}

	private Envelope envelope(Object message, ActorRef sender) {
		Objects.requireNonNull(message, "'message' must not be null");
		Objects.requireNonNull(sender, "'sender' must not be null");
		// The end of an actor is not handled by its code.
		return (message instanceof PoisonPill) ? new Envelope(message, sender)
				: new Envelope.Within(message, sender, this.context, false);
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
	public ActorRef within(MessageContext context) {
		return this.actor.within(context);
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
	public ActorRef resolve() {
		return this.actor.resolve();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this.actor.equals((other instanceof ContextActorRef ref) ? ref.actor : other);
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
