package io.pyctor;

import java.util.Optional;

import io.pyctor.mailbox.MailboxNode;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way, with its sender: the one allocation of a {@code tell}, 24 bytes
 * where references have 4.
 */
class Envelope extends MailboxNode<Envelope> {

	final Object message;

	final ActorRef sender;

	Envelope(Object message, ActorRef sender) {
		this.message = message;
		this.sender = sender;
	}

	/** An envelope for a question. The end of an actor is worth its time in any case. */
	static Envelope question(Object message, PendingAsk<?> ask) {
		return (message instanceof PoisonPill) ? new Envelope(message, ask) : new Question(message, ask);
	}

	/** Whether it is a user's message, and not what the engine has to say. */
	final boolean isOfUser() {
		return getClass() == Envelope.class || this instanceof Question || this instanceof Within;
	}

	/** What its message is handled in, if anything. */
	@Nullable MessageContext context() {
		return null;
	}

	/**
	 * The same in an envelope of its own, for who keeps it: one that was in a mailbox may
	 * still lead to those behind it.
	 */
	Envelope copy() {
		return of(this.message, this.sender, context());
	}

	static Envelope of(Object message, ActorRef sender, @Nullable MessageContext context) {
		return (context != null) ? new Within(message, sender, context, false) : new Envelope(message, sender);
	}

	/** Whether it need not be handled once nobody waits for the answer. */
	boolean isQuestion() {
		return false;
	}

	/** Whether it is a question that nobody waits for any more. */
	final boolean isExpired() {
		return isQuestion() && this.sender instanceof PendingAsk<?> ask && !ask.isNeeded();
	}

	/** What it stands for: itself, unless it says that something else has a place. */
	Envelope content() {
		return this;
	}

	/** The class of what somebody told, for operators; nothing where it is not known. */
	final Optional<String> messageType() {
		if (this.message instanceof SystemMessage.Tick tick) {
			return Optional.of(tick.schedule().message.getClass().getName());
		}
		if (this.message instanceof SystemMessage.Start) {
			return Optional.of("started()");
		}
		return (this instanceof InPlace || this.message instanceof SystemMessage) ? Optional.empty()
				: Optional.of(this.message.getClass().getName());
	}

	/**
	 * What the engine tells a cell. Classes of its own, so that one comparison of classes
	 * tells it from a user's message.
	 */
	static final class OfSystem extends Envelope {

		OfSystem(SystemMessage message, ActorRef sender) {
			super(message, sender);
		}

	}

	/**
	 * What waits in a bounded mailbox in place of a message: it takes a place there.
	 */
	abstract static sealed class InPlace extends Envelope {

		InPlace(Object message, ActorRef sender) {
			super(message, sender);
		}

	}

	/** A message that has one of the places that were counted. */
	static final class Counted extends InPlace {

		private final Envelope content;

		/** When it came in. */
		final long since;

		Counted(Envelope content, long since) {
			super(content.message, content.sender);
			this.content = content;
			this.since = since;
		}

		@Override
		Envelope content() {
			return this.content;
		}

	}

	/** A question, which nobody has to handle when nobody waits for the answer. */
	static final class Question extends Envelope {

		Question(Object message, PendingAsk<?> ask) {
			super(message, ask);
		}

		@Override
		Envelope copy() {
			return new Question(this.message, (PendingAsk<?>) this.sender);
		}

		@Override
		boolean isQuestion() {
			return true;
		}

	}

	/** Stands for whatever is next in a {@link Line}. */
	static final class Ticket extends InPlace {

		/** What it turned out to stand for. */
		@Nullable Envelope content;

		Ticket(LineCell cell) {
			super("ticket", cell);
		}

		@Override
		Envelope content() {
			return (this.content != null) ? this.content : this;
		}

	}

	/**
	 * Tells a cell that another one has ended, if it still wants to know.
	 */
	static final class OfEnd extends Envelope {

		OfEnd(Terminated notice) {
			super(notice, notice.actor());
		}

		Terminated notice() {
			return (Terminated) this.message;
		}

	}

	/**
	 * A message that a pool hands to a worker. If the worker ends before it, it is
	 * refused by nobody: the pool takes it back.
	 */
	static final class Handed extends Envelope {

		private final @Nullable MessageContext context;

		private final boolean question;

		/** Written before it is handed out. */
		private @Nullable PoolWorker worker;

		/** Written in the worker's turn; the pool reads it after the worker's end. */
		boolean begun;

		Handed(Object message, ActorRef sender, @Nullable MessageContext context, boolean question) {
			super(message, sender);
			this.context = context;
			this.question = question;
		}

		@Override
		boolean isQuestion() {
			return this.question;
		}

		@Override
		@Nullable MessageContext context() {
			return this.context;
		}

		void worker(PoolWorker worker) {
			this.worker = worker;
		}

		@SuppressWarnings("NullAway")
		PoolWorker worker() {
			return this.worker;
		}

	}

	/**
	 * A user's message that is handled in a context.
	 */
	static final class Within extends Envelope {

		private final MessageContext context;

		private final boolean question;

		Within(Object message, ActorRef sender, MessageContext context, boolean question) {
			super(message, sender);
			this.context = context;
			this.question = question;
		}

		@Override
		Envelope copy() {
			return new Within(this.message, this.sender, this.context, this.question);
		}

		@Override
		boolean isQuestion() {
			return this.question;
		}

		@Override
		MessageContext context() {
			return this.context;
		}

	}

}
