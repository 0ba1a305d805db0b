package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A system for each test, and after each test the proof that it can be shut down: every
 * actor ends, and no exception got as far as a thread of the engine.
 */
abstract class WithActorSystem {

	static final Duration LONG = Duration.ofSeconds(20);

	/** A dead letter that the system's listeners were told of. */
	record Heard(DeadLetter letter, ActorRef sender) {

		Object message() {
			return this.letter.message();
		}

		DeadLetterReason reason() {
			return this.letter.reason();
		}

	}

	final Queue<Heard> deadLetters = new ConcurrentLinkedQueue<>();

	private final Queue<Throwable> escaped = new ConcurrentLinkedQueue<>();

	private Thread.UncaughtExceptionHandler handlerBefore;

	ActorSystem system;

	@BeforeEach
	void createSystem() {
		this.handlerBefore = Thread.getDefaultUncaughtExceptionHandler();
		Thread.setDefaultUncaughtExceptionHandler((thread, ex) -> this.escaped.add(ex));
		this.system = settings(ActorSystem.builder("test")).build();
	}

	ActorSystemBuilder settings(ActorSystemBuilder builder) {
		return builder.deadLetterLogLimit(0)
			.deadLetterListener((letter, sender) -> this.deadLetters.add(new Heard(letter, sender)));
	}

	@AfterEach
	void shutSystemDown() throws Exception {
		this.system.shutdown(LONG);
		ShutdownReport report = this.system.stopped().get(25, TimeUnit.SECONDS);
		Thread.setDefaultUncaughtExceptionHandler(this.handlerBefore);
		assertThat(report.abandoned()).isEmpty();
		assertThat(this.escaped).isEmpty();
	}

	List<Object> deadMessages() {
		return this.deadLetters.stream().map(Heard::message).toList();
	}

	static ConditionFactory eventually() {
		return Awaitility.await()
			.atMost(LONG)
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2));
	}

	/**
	 * Wait until an actor has had its last turn. Its watchers are told a little earlier,
	 * while messages may still be queued that are about to become dead letters.
	 */
	static void untilOver(ActorRef actor) {
		ActorCell cell = (ActorCell) actor;
		eventually().until(() -> cell.isEnded() && cell.thread().isEmpty());
	}

	/** Shut a system of the test's own down: nobody is left behind, and no thread. */
	static void end(ActorSystem system) {
		system.shutdown(LONG);
		ended(system);
	}

	/** Wait for the end of a system that was told to shut down. */
	static void ended(ActorSystem system) {
		ShutdownReport report = system.stopped().orTimeout(2 * LONG.toSeconds(), TimeUnit.SECONDS).join();
		assertThat(report.abandoned()).isEmpty();
		assertThat(threads("pyctor-" + system.name() + "-")).isEmpty();
	}

	/** The living threads whose names begin like this, virtual ones apart. */
	static List<String> threads(String prefix) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith(prefix))
			.toList();
	}

	static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).as("the latch came down").isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError("Interrupted while waiting for a latch", ex);
		}
	}

}
