package io.pyctor;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only sink for what was not received: counts it, keeps it for a while, tells the
 * listeners and the sender, and logs some of it. For any thread.
 */
final class DeadLetters {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetters.class);

	private final Map<DeadLetterReason, LongAdder> counts;

	private final List<Listening> listeners = new CopyOnWriteArrayList<>();

	private final ActorRef nobody;

	private final DeadLetterRing store;

	private final Supplier<Optional<String>> traceIds;

	private final boolean showContents;

	private final boolean logs;

	private final LogLimit logLimit;

	DeadLetters(DefaultActorSystem system, SystemSettings settings) {
		this.nobody = system.nobody();
		this.store = new DeadLetterRing(system, settings.deadLetters());
		this.traceIds = settings.traceIds();
		this.showContents = settings.deadLetters().showContents();
		this.logs = settings.deadLetterLogLimit() > 0;
		this.logLimit = new LogLimit(settings.deadLetterLogLimit(),
				(leftOut) -> logger.info("{} further dead letters were not logged", leftOut));
		Map<DeadLetterReason, LongAdder> counts = new EnumMap<>(DeadLetterReason.class);
		for (DeadLetterReason reason : DeadLetterReason.values()) {
			counts.put(reason, new LongAdder());
		}
		this.counts = Collections.unmodifiableMap(counts);
		settings.deadLetterListeners().forEach(this::addListener);
	}

	DeadLetterStore store() {
		return this.store;
	}

	/** A message was not received. */
	void publish(ActorRef target, Envelope envelope, DeadLetterReason reason) {
		publish(new DeadLetter(target, envelope.message, reason), envelope.sender, envelope.context(), null);
	}

	void publish(ActorRef target, Object message, ActorRef sender, DeadLetterReason reason) {
		publish(new DeadLetter(target, message, reason), sender, null, null);
	}

	/** An actor does not know what to do with a message. */
	void unhandled(ActorCell cell, Object message, ActorRef sender, @Nullable MessageContext context) {
		publish(new DeadLetter(cell, message, DeadLetterReason.UNHANDLED), sender, context, null);
	}

	/** An actor has failed at a message. */
	void failed(ActorCell cell, Object message, ActorRef sender, @Nullable MessageContext context, Throwable error) {
		publish(new DeadLetter(cell, message, DeadLetterReason.FAILED), sender, context, error);
	}

	/** An actor has ended in the midst of a message. */
	void cutShort(ActorCell cell, Object message, ActorRef sender, @Nullable MessageContext context,
			DeadLetterReason reason) {
		publish(new DeadLetter(cell, message, reason), sender, context, null);
	}

	/**
	 * A message was not received. An actor that failed at its own message was told so
	 * already, and the log knows of every failure. What is itself a dead letter, or only
	 * tells that somebody has ended, goes no further.
	 */
	private void publish(DeadLetter letter, ActorRef sender, @Nullable MessageContext context,
			@Nullable Throwable error) {
		Object message = letter.message();
		if (message instanceof DeadLetter || message instanceof Terminated || message instanceof PoisonPill) {
			return;
		}
		counter(letter.reason()).increment();
		KeptLetter kept = keep(letter, sender, context, error);
		for (Listening listening : this.listeners) {
			listening.onDeadLetter(letter, sender, kept);
		}
		try {
			log(letter, sender);
			if (sender != this.nobody
					&& !(letter.reason() == DeadLetterReason.FAILED && sender.equals(letter.actor()))) {
				sender.tell(letter, letter.actor());
			}
		}
		catch (Throwable ex) {
			// A sender that is not the engine's may throw: the next letter is on its way.
			logger.warn("A sender failed at its dead letter: {}", sender.getClass().getName(), ex);
		}
	}

	private KeptLetter keep(DeadLetter letter, ActorRef sender, @Nullable MessageContext context,
			@Nullable Throwable error) {
		KeptLetter kept = new KeptLetter(this.store.newId(), letter, sender, context, traceId(letter, context),
				(error != null) ? describe(error) : null, this.showContents);
		this.store.add(kept);
		return kept;
	}

	private @Nullable String traceId(DeadLetter letter, @Nullable MessageContext context) {
		try {
			if (context != null) {
				return context.traceId().orElse(null);
			}
			return isFoundByTeller(letter) ? this.traceIds.get().orElse(null) : null;
		}
		catch (Throwable ex) {
			// It is not our code, and may fail as often as there are dead letters.
			logger.debug("The trace of a dead letter could not be found", ex);
			return null;
		}
	}

	/**
	 * Whether the thread that found a letter has told it, or has handled it. What waited
	 * in a mailbox was told by another one, in another trace.
	 */
	private static boolean isFoundByTeller(DeadLetter letter) {
		return switch (letter.reason()) {
			case EXPIRED, DROPPED -> false;
			case STOPPED, SHUTDOWN ->
				!(letter.actor() instanceof ActorCell cell && cell.isRunBy(Thread.currentThread()));
			default -> true;
		};
	}

	/** What an exception says may be what a message said. */
	private String describe(Throwable error) {
		String type = error.getClass().getName();
		if (!this.showContents) {
			return type;
		}
		try {
			return type + ": " + error.getMessage();
		}
		catch (Throwable ex) {
			return type;
		}
	}

	@SuppressWarnings("NullAway")
	private LongAdder counter(DeadLetterReason reason) {
		return this.counts.get(reason);
	}

	Cancellable addListener(DeadLetterListener listener) {
		Listening listening = new Listening(listener);
		this.listeners.add(listening);
		return listening;
	}

	Map<DeadLetterReason, Long> counts() {
		Map<DeadLetterReason, Long> snapshot = new EnumMap<>(DeadLetterReason.class);
		this.counts.forEach((reason, count) -> snapshot.put(reason, count.sum()));
		return snapshot;
	}

	long total() {
		return this.counts.values().stream().mapToLong(LongAdder::sum).sum();
	}

	/** Only types are logged: a message may hold what does not belong into a log. */
	private void log(DeadLetter letter, ActorRef sender) {
		if (letter.reason() != DeadLetterReason.FAILED && this.logs && logger.isInfoEnabled()
				&& this.logLimit.allowsAnother()) {
			logger.info("Dead letter: {} from {} did not reach {} ({})", letter.message().getClass().getName(),
					sender.path(), letter.actor().path(), letter.reason());
		}
	}

	/** Say how many were not logged since the last line. */
	void reportLeftOut() {
		this.logLimit.reportLeftOut();
	}

	private final class Listening implements Cancellable {

		private final DeadLetterListener listener;

		private final AtomicBoolean cancelled = new AtomicBoolean();

		Listening(DeadLetterListener listener) {
			this.listener = listener;
		}

		void onDeadLetter(DeadLetter letter, ActorRef sender, Supplier<DeadLetterEntry> entry) {
			try {
				this.listener.onDeadLetter(letter, sender, entry);
			}
			catch (Throwable ex) {
				logger.warn("The dead letter listener {} failed", this.listener.getClass().getName(), ex);
			}
		}

		@Override
		public boolean cancel() {
			boolean first = this.cancelled.compareAndSet(false, true);
			DeadLetters.this.listeners.remove(this);
			return first;
		}

		@Override
		public boolean isCancelled() {
			return this.cancelled.get();
		}

	}

}
