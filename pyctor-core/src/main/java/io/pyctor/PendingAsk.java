package io.pyctor;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The sender of a question: the first thing it is told completes a future. Its timer goes
 * with the answer.
 */
final class PendingAsk<R> extends Timers.Timer implements SystemRef {

	private final DefaultActorSystem system;

	private final ActorRef target;

	/** Not the message: who answers may keep this reference for ever. */
	private final Class<?> messageType;

	private final Duration timeout;

	private final Class<R> answerType;

	/** Null once answered: actors and the clock may hold this for a while. */
	private volatile @Nullable CompletableFuture<R> answer;

	/** Whether an actor asks, to finish what it has taken on. */
	final boolean byActor;

	private PendingAsk(DefaultActorSystem system, ActorRef target, Object message, Class<R> answerType,
			Duration timeout, boolean byActor, CompletableFuture<R> answer) {
		this.system = system;
		this.target = target;
		this.messageType = Objects.requireNonNull(message, "'message' must not be null").getClass();
		this.answerType = answerType;
		this.timeout = timeout;
		this.byActor = byActor;
		this.answer = answer;
	}

	/** An actor asks. */
	@SuppressWarnings("unchecked")
	static <R> CompletableFuture<R> ask(ActorCell cell, ActorRef target, Ask<R> message, Duration timeout) {
		return ask(cell.system(), target, message, (Class<R>) Object.class, timeout, true);
	}

	@SuppressWarnings("unchecked")
	static <R> CompletableFuture<R> ask(DefaultActorSystem system, ActorRef target, Ask<R> message, Duration timeout) {
		return ask(system, target, message, (Class<R>) Object.class, timeout);
	}

	static <R> CompletableFuture<R> ask(DefaultActorSystem system, ActorRef target, Object message, Class<R> answerType,
			Duration timeout) {
		return ask(system, target, message, answerType, timeout, false);
	}

	private static <R> CompletableFuture<R> ask(DefaultActorSystem system, ActorRef target, Object message,
			Class<R> answerType, Duration timeout, boolean byActor) {
		if (timeout.isZero() || timeout.isNegative()) {
			throw new IllegalArgumentException("'timeout' must be positive (was " + timeout + ")");
		}
		CompletableFuture<R> answer = new AskFuture<>(system.askPatience());
		PendingAsk<R> ask = new PendingAsk<>(system, target, message, answerType, timeout, byActor, answer);
		if (target instanceof LocalActorRef local && system.settings().expireAsks()) {
			// Most are, and to know a class costs less than to know an interface.
			local.enqueue(local.question(message, ask));
		}
		else if (target instanceof EnvelopeRef ref && system.settings().expireAsks()) {
			ref.enqueue(ref.question(message, ask));
		}
		else {
			target.tell(message, ask);
		}
		if (ask.isNeeded() && !system.timers().scheduleInCase(ask, system.timers().now() + Timers.nanos(timeout))) {
			ask.dropped();
		}
		return answer;
	}

	@Override
	boolean isNeeded() {
		CompletableFuture<R> answer = this.answer;
		return answer != null && !answer.isDone();
	}

	@Override
	void entered() {
		CompletableFuture<R> answer = this.answer;
		if (answer != null) {
			// Whoever completes it, the one who asked by cancel() included.
			answer.whenComplete((value, error) -> this.system.timers().cancel(this));
		}
		else {
			this.system.timers().cancel(this);
		}
	}

	@Override
	void fire() {
		AskTimeoutException error = new AskTimeoutException(
				this.target.path() + " did not answer " + this.messageType.getName() + " within " + this.timeout
						+ "; it may be busy, or may not answer this message at all");
		// Not on the thread of the clock: what depends on the future is not ours.
		this.system.runAside(() -> fail(error));
	}

	@Override
	void dropped() {
		fail(systemStopped());
	}

	private ActorStoppedException systemStopped() {
		return new ActorStoppedException("The actor system '" + this.system.name() + "' has stopped; "
				+ this.target.path() + " cannot answer " + this.messageType.getName());
	}

	void fail(Throwable error) {
		complete(null, error);
	}

	@Override
	public void tell(Object message, ActorRef sender) {
		if (message instanceof DeadLetter letter) {
			fail(undelivered(letter));
			return;
		}
		boolean first;
		if (message instanceof Failure failure) {
			first = complete(null, failure.cause());
		}
		else if (message instanceof Done && !isDoneAsked()) {
			first = complete(null, null);
		}
		else if (this.answerType.isInstance(message)) {
			first = complete(this.answerType.cast(message), null);
		}
		else {
			first = complete(null, new ClassCastException(this.target.path() + " answered " + this.messageType.getName()
					+ " with " + typeOf(message) + " (expected " + this.answerType.getName() + ")"));
		}
		if (!first) {
			this.system.deadLetterSink().publish(this, message, sender, DeadLetterReason.NOT_ASKED);
		}
	}

	/** Whether it is an answer of its own; else it stands for null. */
	private boolean isDoneAsked() {
		Type asked = Ask.class.isAssignableFrom(this.messageType) ? AnswerType.of(this.messageType) : this.answerType;
		return asked == null || asked == Done.class || asked == Object.class;
	}

	/** Return whether this was what completed the future. */
	private boolean complete(@Nullable R value, @Nullable Throwable error) {
		CompletableFuture<R> answer = this.answer;
		if (answer == null) {
			return false;
		}
		this.answer = null;
		return (error != null) ? answer.completeExceptionally(error) : answer.complete(value);
	}

	private Throwable undelivered(DeadLetter letter) {
		if (letter.actor() instanceof LimitedCell cell && isFull(letter.reason())) {
			return cell.full(letter.message().getClass());
		}
		if (letter.actor() instanceof KeyedRef key && isFull(letter.reason())) {
			return key.full(letter.message().getClass());
		}
		QueueLimit limit = this.system.queueLimit();
		if (letter.reason() == DeadLetterReason.OVERLOAD && limit != null) {
			QueueLoad load = limit.load();
			return new OverloadException(letter.actor().path() + " did not accept " + typeOf(letter.message()) + ": "
					+ load.queued() + " messages wait in the actor system '" + this.system.name() + "' (limit "
					+ load.limit() + "); ask later", load);
		}
		String what = letter.actor().path() + " did not receive " + typeOf(letter.message());
		return switch (letter.reason()) {
			case STOPPED, SHUTDOWN, NOBODY -> new ActorStoppedException(what + ": the actor has stopped");
			case UNHANDLED -> new MessageRejectedException(what + ": it does not handle it", letter.reason());
			default -> new MessageRejectedException(what + ": " + letter.reason(), letter.reason());
		};
	}

	private static boolean isFull(DeadLetterReason reason) {
		return reason == DeadLetterReason.MAILBOX_FULL || reason == DeadLetterReason.DROPPED;
	}

	private static String typeOf(Object message) {
		return message.getClass().getName();
	}

	@Override
	public DefaultActorSystem system() {
		return this.system;
	}

	@Override
	public boolean isAsking() {
		return true;
	}

	@Override
	public String name() {
		return "ask";
	}

	@Override
	public ActorPath path() {
		return new ActorPath(this.system.name(), List.of("ask"), 0);
	}

	@Override
	public String toString() {
		return "ActorRef[" + path() + "]";
	}

}
