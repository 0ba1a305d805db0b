package io.pyctor;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Stands for an actor that handles what it is told by this way in a context.
 */
final class ContextActorRef implements EnvelopeRef {

	private final EnvelopeRef actor;

	private final MessageContext context;

	ContextActorRef(EnvelopeRef actor, MessageContext context) {
		this.actor = actor;
		this.context = Objects.requireNonNull(context, "'context' must not be null");
	}

	@Override
	public DefaultActorSystem system() {
		return this.actor.system();
	}

	@Override
	public void enqueue(Envelope envelope) {
		this.actor.enqueue(envelope);
	}

	@Override
	public boolean tryEnqueue(Envelope envelope) {
		return this.actor.tryEnqueue(envelope);
	}

	@Override
	public Envelope envelope(Object message, ActorRef sender) {
		return within(message, sender, false);
	}

	@Override
	public Envelope question(Object message, PendingAsk<?> ask) {
		return within(message, ask, true);
	}

	/** The end of an actor is not handled by its code. */
	private Envelope within(Object message, ActorRef sender, boolean question) {
		return (message instanceof PoisonPill) ? new Envelope(message, sender)
				: new Envelope.Within(message, sender, this.context, question);
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
