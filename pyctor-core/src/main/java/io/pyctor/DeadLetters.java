package io.pyctor;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only sink for what was not received: counts it, tells the listeners and the sender,
 * and logs some of it. For any thread.
 */
final class DeadLetters {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetters.class);

	private static final long LOG_WINDOW = TimeUnit.MINUTES.toNanos(1);

	private final Map<DeadLetterReason, LongAdder> counts;

	private final List<Listening> listeners = new CopyOnWriteArrayList<>();

	private final ActorRef nobody;

	private final int logLimit;

	private long logWindowStart = System.nanoTime();

	private long logged;

	DeadLetters(ActorRef nobody, SystemSettings settings) {
		this.nobody = nobody;
		this.logLimit = settings.deadLetterLogLimit();
		Map<DeadLetterReason, LongAdder> counts = new EnumMap<>(DeadLetterReason.class);
		for (DeadLetterReason reason : DeadLetterReason.values()) {
			counts.put(reason, new LongAdder());
		}
		this.counts = Collections.unmodifiableMap(counts);
		settings.deadLetterListeners().forEach(this::addListener);
	}

	/**
	 * A message was not received. An actor that failed at its own message was told so
	 * already, and the log knows of every failure. What is itself a dead letter, or only
	 * tells that somebody has ended, goes no further.
	 */
	void publish(ActorRef target, Object message, ActorRef sender, DeadLetterReason reason) {
		if (message instanceof DeadLetter || message instanceof Terminated || message instanceof PoisonPill) {
			return;
		}
		counter(reason).increment();
		DeadLetter letter = new DeadLetter(target, message, reason);
		for (Listening listening : this.listeners) {
			listening.onDeadLetter(letter, sender);
		}
		try {
			log(letter, sender);
			if (sender != this.nobody && !(reason == DeadLetterReason.FAILED && sender.equals(target))) {
				sender.tell(letter, target);
			}
		}
		catch (Throwable ex) {
			// A sender that is not the engine's may throw: the next letter is on its way.
			logger.warn("A sender failed at its dead letter: {}", sender.getClass().getName(), ex);
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
		if (letter.reason() != DeadLetterReason.FAILED && this.logLimit > 0 && logger.isInfoEnabled() && mayLog()) {
			logger.info("Dead letter: {} from {} did not reach {} ({})", letter.message().getClass().getName(),
					sender.path(), letter.actor().path(), letter.reason());
		}
	}

	private synchronized boolean mayLog() {
		long now = System.nanoTime();
		if (now - this.logWindowStart > LOG_WINDOW) {
			reportLeftOut();
			this.logWindowStart = now;
			this.logged = 0;
		}
		return ++this.logged <= this.logLimit;
	}

	/** Say how many were left out since the last line. */
	synchronized void reportLeftOut() {
		long leftOut = this.logged - this.logLimit;
		if (this.logLimit > 0 && leftOut > 0) {
			logger.info("{} further dead letters were not logged", leftOut);
			this.logged = this.logLimit;
		}
	}

	private final class Listening implements Cancellable, DeadLetterListener {

		private final DeadLetterListener listener;

		private final AtomicBoolean cancelled = new AtomicBoolean();

		Listening(DeadLetterListener listener) {
			this.listener = listener;
		}

		@Override
		public void onDeadLetter(DeadLetter letter, ActorRef sender) {
			try {
				this.listener.onDeadLetter(letter, sender);
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
