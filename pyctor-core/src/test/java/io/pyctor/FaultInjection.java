package io.pyctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults by chance, and the account of the letters that were under way while they
 * happened. For any thread.
 */
final class FaultInjection {

	/** What has to happen at least once, or the test has proved nothing. */
	enum Event {

		MESSAGE_FAILED, START_FAILED, FACTORY_FAILED, RELEASE_FAILED, FAILED_FAILED, RESTARTED_FAILED, STOPPED_FAILED,
		ENDED_FAILED, ENDED, REPORTED

	}

	/** How something fails. */
	enum Fault {

		UNCHECKED, CHECKED, THROWABLE, ASSERTION, LINKAGE, STACK_OVERFLOW, OUT_OF_MEMORY, INTERRUPTED, UNPRINTABLE;

		Throwable newThrowable() {
			return switch (this) {
				case UNCHECKED -> new Mishap();
				case CHECKED -> new Exception("on purpose");
				case THROWABLE -> new Throwable("on purpose");
				case ASSERTION -> new AssertionError("on purpose");
				case LINKAGE -> new NoClassDefFoundError("on purpose");
				case STACK_OVERFLOW -> new StackOverflowError("on purpose");
				case OUT_OF_MEMORY -> new OutOfMemoryError("on purpose");
				case INTERRUPTED -> new InterruptedException("on purpose");
				case UNPRINTABLE -> new Unprintable();
			};
		}

	}

	/** Fails at being logged, too. */
	private static final class Unprintable extends RuntimeException {

		private static final long serialVersionUID = 1;

		@Override
		public String getMessage() {
			throw new IllegalStateException("on purpose");
		}

	}

	/** A message that has to come to an end. */
	static final class Letter {

		private final int teller;

		private final int number;

		private final AtomicInteger ends = new AtomicInteger();

		private final AtomicInteger deaths = new AtomicInteger();

		Letter(int teller, int number) {
			this.teller = teller;
			this.number = number;
		}

		int teller() {
			return this.teller;
		}

		int number() {
			return this.number;
		}

	}

	/** What an object tells itself. */
	record Tick(Object maker) {
	}

	private final Queue<Letter> letters = new ConcurrentLinkedQueue<>();

	private final LongAdder dead = new LongAdder();

	private final AtomicIntegerArray events = new AtomicIntegerArray(Event.values().length);

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	private volatile boolean shuttingDown;

	/** Run something without a line in the log for each of its failures. */
	static void quietly(Runnable action) {
		Logger logger = (Logger) LoggerFactory.getLogger("io.pyctor");
		// What fails at being logged is part of the test: so it is logged, to nobody.
		boolean additive = logger.isAdditive();
		logger.setAdditive(false);
		try {
			action.run();
		}
		finally {
			logger.setAdditive(additive);
		}
	}

	Letter newLetter(int teller, int number) {
		Letter letter = new Letter(teller, number);
		this.letters.add(letter);
		return letter;
	}

	void processed(Letter letter) {
		letter.ends.incrementAndGet();
	}

	void dealtWith(Letter letter) {
		letter.ends.incrementAndGet();
	}

	/** Listens to the dead letters of a system. */
	void dead(DeadLetter letter, ActorRef sender) {
		if (letter.message() instanceof Letter own) {
			own.deaths.incrementAndGet();
			this.dead.increment();
		}
	}

	void note(Event event) {
		this.events.incrementAndGet(event.ordinal());
	}

	int count(Event event) {
		return this.events.get(event.ordinal());
	}

	void wrong(String what) {
		this.wrong.add(what);
	}

	void shuttingDown() {
		this.shuttingDown = true;
	}

	boolean isShuttingDown() {
		return this.shuttingDown;
	}

	/** Fail one time in so many. */
	void failAt(Random random, int times, Event event) {
		if (random.nextInt(times) == 0) {
			note(event);
			throw Fallible.Sneaky.sneaky(Fault.values()[random.nextInt(Fault.values().length)].newThrowable());
		}
	}

	/** Nothing is under way any more. */
	void check() {
		assertThat(this.wrong.stream().distinct()).isEmpty();
		List<String> astray = new ArrayList<>();
		long processed = 0;
		for (Letter letter : this.letters) {
			int ends = letter.ends.get();
			int deaths = letter.deaths.get();
			if (ends + deaths != 1) {
				astray.add("processed " + ends + " times, dead " + deaths + " times");
			}
			processed += ends;
		}
		assertThat(astray).isEmpty();
		assertThat(processed + this.dead.sum()).as("processed and dead letters").isEqualTo(this.letters.size());
	}

}
