package io.pyctor;

import java.util.Objects;

/**
 * A reference behind which envelopes are taken, so that the engine can tell more by it
 * than a message and its sender.
 */
interface EnvelopeRef extends SystemRef {

	/** Tell the actor what is in an envelope. */
	void enqueue(Envelope envelope);

	/**
	 * Tell it so if it accepts it.
	 * @return whether it does
	 */
	boolean tryEnqueue(Envelope envelope);

	/** Put a message into an envelope. */
	default Envelope envelope(Object message, ActorRef sender) {
		return new Envelope(message, sender);
	}

	/** Put a question into an envelope: it need not be handled once nobody waits. */
	default Envelope question(Object message, PendingAsk<?> ask) {
		return Envelope.question(message, ask);
	}

	@Override
	default void tell(Object message, ActorRef sender) {
		enqueue(checked(message, sender));
	}

	@Override
	default boolean tryTell(Object message) {
		return tryTell(message, system().nobody());
	}

	@Override
	default boolean tryTell(Object message, ActorRef sender) {
		return tryEnqueue(checked(message, sender));
	}

	private Envelope checked(Object message, ActorRef sender) {
		Objects.requireNonNull(message, "'message' must not be null");
		Objects.requireNonNull(sender, "'sender' must not be null");
		return envelope(message, sender);
	}

	@Override
	default ActorRef within(MessageContext context) {
		return new ContextActorRef(this, context);
	}

}
