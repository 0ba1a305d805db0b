package io.pyctor;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A dead letter as the store keeps it. What takes time, such as a path, is found out when
 * somebody looks. Safe for any thread.
 */
final class KeptLetter implements Supplier<DeadLetterEntry> {

	final long id;

	final ActorRef target;

	final int attempts;

	private final long time = System.currentTimeMillis();

	private final DeadLetterReason reason;

	private final String messageType;

	private final @Nullable String traceId;

	private final @Nullable String failure;

	private final boolean showContents;

	/** Only its address, once the message is forgotten. */
	private volatile ActorRef sender;

	/** Null when it is not kept any more. Forgotten before its context is. */
	private volatile @Nullable Object message;

	private volatile @Nullable MessageContext context;

	KeptLetter(long id, DeadLetter letter, ActorRef sender, @Nullable MessageContext context, @Nullable String traceId,
			@Nullable String failure, boolean showContents) {
		this.id = id;
		this.target = letter.actor();
		this.sender = sender;
		this.reason = letter.reason();
		this.messageType = letter.message().getClass().getName();
		this.traceId = traceId;
		this.failure = failure;
		this.showContents = showContents;
		if (context instanceof RedeliveredContext redelivered) {
			this.attempts = redelivered.attempts();
			this.context = redelivered.context();
		}
		else {
			this.attempts = 0;
			this.context = context;
		}
		this.message = letter.message();
	}

	/** Keep nothing of the user's any more. */
	void forget() {
		this.message = null;
		this.context = null;
		// It may stand for an actor in a context.
		this.sender = this.sender.resolve();
	}

	/** What tells the message again; null if it cannot be told. */
	@Nullable Envelope again() {
		// In this order: the context of a message that is there was not forgotten yet.
		MessageContext context = this.context;
		ActorRef sender = this.sender;
		Object message = this.message;
		if (message == null || !isToAnActor()) {
			return null;
		}
		return Envelope.of(message, sender, new RedeliveredContext(context, this.attempts + 1));
	}

	private boolean isToAnActor() {
		return !(this.target instanceof Nobody) && !this.target.isAsking();
	}

	@Override
	public DeadLetterEntry get() {
		Object message = this.message;
		return new DeadLetterEntry(this.id, Instant.ofEpochMilli(this.time), this.reason, this.target.path().toString(),
				this.sender.path().toString(), this.messageType, this.attempts, Optional.ofNullable(this.traceId),
				Optional.ofNullable(this.failure), message != null && isToAnActor(),
				(message != null && this.showContents) ? Optional.of(text(message)) : Optional.empty());
	}

	/** A message may fail at saying what it is. */
	private static String text(Object message) {
		try {
			return String.valueOf(message);
		}
		catch (Throwable ex) {
			return "(toString() failed with " + ex.getClass().getName() + ")";
		}
	}

}
