package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ShutdownTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(50);

	private final Queue<Object> events = new ConcurrentLinkedQueue<>();

	private final Queue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();

	private final ActorSystem system = ActorSystem.builder("ending")
		.deadLetterLogLimit(0)
		.deadLetterListener((letter, sender) -> this.deadLetters.add(letter))
		.build();

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listenToTheLog() {
		this.log.start();
		((Logger) LoggerFactory.getLogger(SystemShutdown.class)).addAppender(this.log);
	}

	@AfterEach
	void end() {
		((Logger) LoggerFactory.getLogger(SystemShutdown.class)).detachAppender(this.log);
		shutDown(LONG);
	}

	private ShutdownReport shutDown(Duration timeout) {
		this.system.shutdown(timeout);
		return report();
	}

	private ShutdownReport report() {
		return this.system.stopped().orTimeout(20, TimeUnit.SECONDS).join();
	}

	private static List<String> threads() {
		return WithActorSystem.threads("pyctor-ending-");
	}

	private static void await(CountDownLatch latch) {
		WithActorSystem.await(latch);
	}

	@Test
	void emptySystemStops() {
		ShutdownReport report = shutDown(LONG);
		assertThat(report.isClean()).isTrue();
		assertThat(report.drained()).isZero();
		assertThat(report.deadLetters()).isZero();
		assertThat(report.took()).isPositive().isLessThan(LONG);
		assertThat(threads()).isEmpty();
	}

	@Test
	void systemThatWasNotToldToShutDownHasNotStopped() {
		assertThat(this.system.isShutdown()).isFalse();
		assertThat(this.system.stopped()).isNotDone();
		// Whoever holds the future cannot declare the end.
		this.system.stopped().complete(null);
		assertThat(this.system.stopped()).isNotDone();
	}

	@Test
	void queuedMessagesAreProcessedBeforeTheEnd() {
		CountDownLatch latch = new CountDownLatch(1);
		ActorRef first = this.system.create(LambdaActor::idle);
		ActorRef actor = this.system.create(new LambdaActor((self, sender, message) -> {
			await(latch);
			this.events.add(message);
		}).whenStopped((self) -> this.events.add("stopped")));
		for (int i = 0; i < 100; i++) {
			actor.tell(i);
		}
		this.system.shutdown(LONG);
		untilAllAreToldToStop(first);
		latch.countDown();
		ShutdownReport report = report();
		assertThat(this.events).hasSize(101).startsWith(0, 1).endsWith(99, "stopped");
		assertThat(report.drained()).isEqualTo(100);
		assertThat(report.isClean()).isTrue();
	}

	/**
	 * Another thread tells the actors to stop. One that was created last is told first,
	 * so when the one created first has ended, all have been told.
	 */
	private void untilAllAreToldToStop(ActorRef first) {
		WithActorSystem.eventually().until(() -> ((ActorCell) first).isEnded());
	}

	@Test
	void whatIsToldAfterTheStopIsADeadLetterOfTheShutdown() {
		CountDownLatch latch = new CountDownLatch(1);
		ActorRef first = this.system.create(LambdaActor::idle);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> await(latch)));
		actor.tell("first");
		this.system.shutdown(LONG);
		untilAllAreToldToStop(first);
		actor.tell("late");
		latch.countDown();
		ShutdownReport report = report();
		assertThat(this.deadLetters).containsExactly(new DeadLetter(actor, "late", DeadLetterReason.SHUTDOWN));
		assertThat(report.deadLetters()).isEqualTo(1);
		actor.tell("later");
		assertThat(this.deadLetters).hasSize(2);
	}

	@Test
	void createIsRefused() {
		ActorRef actor = this.system.create(LambdaActor.idle().whenStopped((self) -> {
			try {
				self.create(LambdaActor::idle);
			}
			catch (ActorStoppedException ex) {
				this.events.add("child refused");
			}
		}));
		this.system.shutdown(LONG);
		assertThat(this.system.isShutdown()).isTrue();
		assertThatExceptionOfType(ActorStoppedException.class).isThrownBy(() -> this.system.create(LambdaActor::idle))
			.withMessageContaining("'ending'")
			.withMessageContaining("shutting down");
		report();
		assertThatExceptionOfType(ActorStoppedException.class).isThrownBy(() -> this.system.create(LambdaActor::idle));
		assertThat(this.events).containsExactly("child refused");
		assertThat(this.system.find(actor.path().toString())).isEmpty();
	}

	@Test
	void watchersLearnThatTheSystemWasShutDown() {
		ActorSystem other = ActorSystem.create("watching");
		Probe probe = Probe.create(other, "probe");
		ActorRef actor = this.system.create(LambdaActor::idle);
		probe.run(() -> probe.watch(actor));
		shutDown(LONG);
		assertThat(probe.next(Terminated.class).reason()).isEqualTo(TerminationReason.SHUTDOWN);
		other.close();
	}

	@Test
	void treeStopsFromItsLeaves() {
		CountDownLatch started = new CountDownLatch(1);
		this.system.create(LambdaActor.idle()
			.whenStarted((self) -> self.create(LambdaActor.idle()
				.whenStarted((child) -> child.create(LambdaActor.idle()
					.whenStarted((leaf) -> started.countDown())
					.whenStopped((leaf) -> this.events.add("leaf"))))
				.whenStopped((child) -> this.events.add("child"))))
			.whenStopped((self) -> this.events.add("root")));
		await(started);
		shutDown(LONG);
		assertThat(this.events).containsExactly("leaf", "child", "root");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void stoppedCompletesLastAndNoThreadIsLeft(boolean virtualThreads) {
		for (int i = 0; i < 20; i++) {
			ActorSystem own = ActorSystem.builder("own").virtualThreads(virtualThreads).build();
			AtomicInteger stopped = new AtomicInteger();
			for (int n = 0; n < 20; n++) {
				ActorOptions options = (n % 2 == 0) ? ActorOptions.defaults() : ActorOptions.defaults().blocking();
				ActorRef actor = own.create(() -> LambdaActor.idle().whenStopped((self) -> stopped.incrementAndGet()),
						options);
				actor.tell("x");
				own.scheduleTell(actor, "tick", Schedule.every(Duration.ofMillis(1)));
			}
			CompletableFuture<List<String>> seen = own.stopped()
				.thenApply((report) -> WithActorSystem.threads("pyctor-own-"));
			CompletableFuture<Integer> count = own.stopped().thenApply((report) -> stopped.get());
			own.shutdown(LONG);
			assertThat(count.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(20);
			assertThat(seen.orTimeout(20, TimeUnit.SECONDS).join()).isEmpty();
		}
	}

	@Test
	void secondShutdownJoinsTheFirst() {
		CountDownLatch latch = new CountDownLatch(1);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> await(latch)));
		actor.tell("x");
		this.system.shutdown(LONG);
		// Its timeout is not the one that counts.
		this.system.shutdown(Duration.ZERO);
		CompletableFuture<ShutdownReport> first = this.system.stopped();
		CompletableFuture<ShutdownReport> second = this.system.stopped();
		assertThat(first).isNotDone();
		latch.countDown();
		assertThat(first.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(second.join());
		assertThat(first.join().isClean()).isTrue();
		assertThat(this.log.list).isEmpty();
	}

	@Test
	void shutdownFromInsideAnActor() {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			self.system().shutdown(LONG);
			this.events.add(message);
		}));
		actor.tell("first");
		actor.tell("second");
		assertThat(report().isClean()).isTrue();
		assertThat(this.events).startsWith("first");
		assertThat(this.events.size() + this.deadLetters.size()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void closeFromInsideAnActorDoesNotWaitForItself(boolean blocking) {
		ActorOptions options = blocking ? ActorOptions.defaults().blocking() : ActorOptions.defaults();
		ActorRef actor = this.system.create(() -> new LambdaActor((self, sender, message) -> self.system().close()),
				options);
		actor.tell("close");
		assertThat(report().isClean()).isTrue();
	}

	@Test
	void closeFromOutsideWaitsForTheEnd() {
		this.system.create(LambdaActor.idle().whenStopped((self) -> this.events.add("stopped")));
		this.system.close();
		assertThat(this.system.stopped()).isCompleted();
		assertThat(this.events).containsExactly("stopped");
		this.system.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void actorThatStillRunsAtTheDeadlineIsNamedInterruptedAndDropped(boolean blocking) {
		CountDownLatch running = new CountDownLatch(1);
		AtomicBoolean interrupted = new AtomicBoolean();
		ActorOptions options = blocking ? ActorOptions.defaults().blocking() : ActorOptions.defaults();
		ActorRef stuck = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			this.events.add(message);
			running.countDown();
			waitInAPlaceWithAName(interrupted);
		}).whenStopped((self) -> this.events.add("stopped")), "stuck", options);
		stuck.tell("one");
		stuck.tell("two");
		stuck.tell("three");
		await(running);
		ShutdownReport report = shutDown(SHORT);
		assertThat(interrupted).isTrue();
		assertThat(report.isClean()).isTrue();
		assertThat(report.took()).isGreaterThanOrEqualTo(SHORT);
		assertThat(this.events).containsExactly("one", "stopped");
		assertThat(this.deadLetters).extracting(DeadLetter::message).containsExactly("one", "two", "three");
		assertThat(this.deadLetters).extracting(DeadLetter::reason)
			.containsExactly(DeadLetterReason.FAILED, DeadLetterReason.SHUTDOWN, DeadLetterReason.SHUTDOWN);
		assertThat(lines()).anySatisfy((line) -> assertThat(line).contains("/user/stuck")
			.contains("waitInAPlaceWithAName")
			.contains(ShutdownTests.class.getName()));
		assertThat(threads()).isEmpty();
	}

	@Test
	void reportCountsFromWhenAnActorWasSeenAtWorkBeforeTheShutdown() {
		Duration limit = Duration.ofMillis(300);
		ActorSystem system = ActorSystem.builder("seen")
			.health(HealthLimits.defaults().lookEvery(Duration.ofMillis(10)).stuckAfter(limit))
			.build();
		system.create(LambdaActor.factory((self, sender, message) -> new CountDownLatch(1).await())::get, "stuck")
			.tell("go");
		WithActorSystem.eventually()
			.until(() -> !system.health().orElseThrow().findings(HealthFinding.Stuck.class).isEmpty());
		system.shutdown(Duration.ZERO);
		assertThat(system.stopped().orTimeout(20, TimeUnit.SECONDS).join().stuck()).singleElement()
			.satisfies((stuck) -> assertThat(stuck.atLeast()).isGreaterThanOrEqualTo(limit));
	}

	@Test
	void onlyWhatIsProcessedFromTheShutdownOnWasDrained() {
		CountDownLatch go = new CountDownLatch(1);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("wait")) {
				await(go);
			}
		})::get);
		actor.tell("before");
		WithActorSystem.eventually().until(() -> ((ActorCell) actor).processed() == 1);
		List.of("wait", "2", "3").forEach(actor::tell);
		this.system.shutdown(LONG);
		go.countDown();
		assertThat(report().drained()).isEqualTo(3);
	}

	@Test
	void whatIsCutShortDoesNotHideWhatWasDrained() {
		CountDownLatch go = new CountDownLatch(1);
		ActorRef working = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("wait")) {
				await(go);
			}
		})::get);
		List<ActorRef> awaiting = Stream.generate(() -> this.system
			.create(LambdaActor.factory((self, sender, message) -> self.await(new CompletableFuture<>(), (value) -> {
			})))).limit(3).toList();
		awaiting.forEach((actor) -> actor.tell("await"));
		awaiting.forEach((actor) -> WithActorSystem.eventually()
			.until(() -> ((ActorCell) actor).state() == ActorState.AWAITING));
		List.of("wait", "2").forEach(working::tell);
		this.system.shutdown(SHORT);
		go.countDown();
		ShutdownReport report = report();
		assertThat(report.drained()).isEqualTo(2);
		assertThat(report.left())
			.containsExactly(new ShutdownReport.Left("java.lang.String", DeadLetterReason.SHUTDOWN, 3));
	}

	private static void waitInAPlaceWithAName(AtomicBoolean interrupted) throws InterruptedException {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			interrupted.set(true);
			throw ex;
		}
	}

	private List<String> lines() {
		return List.copyOf(this.log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	@Test
	void everyMessageOfAStuckActorIsAccountedForHoweverManyWait() {
		for (int i = 0; i < 30; i++) {
			ActorSystem own = ActorSystem.builder("own").deadLetterLogLimit(0).build();
			AtomicInteger begun = new AtomicInteger();
			CountDownLatch running = new CountDownLatch(1);
			ActorRef stuck = own.create(LambdaActor.factory((self, sender, message) -> {
				begun.incrementAndGet();
				running.countDown();
				// Each blocks again until it is interrupted: it must not get that far.
				new CountDownLatch(1).await();
			}));
			for (int n = 0; n < 10; n++) {
				stuck.tell(n);
			}
			await(running);
			own.shutdown(Duration.ZERO);
			ShutdownReport report = own.stopped().orTimeout(20, TimeUnit.SECONDS).join();
			assertThat(report.abandoned()).isEmpty();
			long dead = own.deadLetters().get(DeadLetterReason.SHUTDOWN);
			assertThat(begun.get() + dead).isEqualTo(10);
			assertThat(begun).hasValue(1);
		}
	}

	@Test
	void actorThatIgnoresInterruptsIsReportedAsAbandoned() {
		CountDownLatch running = new CountDownLatch(1);
		AtomicBoolean release = new AtomicBoolean();
		ActorRef deaf = this.system.create(LambdaActor.factory((self, sender, message) -> {
			running.countDown();
			while (!release.get()) {
				Thread.onSpinWait();
			}
		}), "deaf");
		this.system.create(LambdaActor.idle().whenStopped((self) -> this.events.add("other stopped")), "other");
		deaf.tell("x");
		deaf.tell("y");
		await(running);
		ShutdownReport report = shutDown(SHORT);
		release.set(true);
		assertThat(report.abandoned()).containsExactly("/user/deaf");
		assertThat(report.isClean()).isFalse();
		assertThat(this.events).containsExactly("other stopped");
		assertThat(lines()).anySatisfy((line) -> assertThat(line).contains("/user/deaf").contains("left behind"));
		// When it comes to its end after all, its thread ends, and what it did not come
		// to is a dead letter.
		WithActorSystem.eventually().until(() -> threads().isEmpty());
		assertThat(this.deadLetters).extracting(DeadLetter::message).containsExactly("y");
	}

	@Test
	void actorThatAwaitsAtTheDeadlineIsDropped() {
		CompletableFuture<String> never = new CompletableFuture<>();
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			self.await(never, (value) -> this.events.add(value));
			this.events.add(message);
		}));
		actor.tell("one");
		actor.tell("two");
		WithActorSystem.eventually().until(() -> ((ActorCell) actor).state() == ActorState.AWAITING);
		ShutdownReport report = shutDown(SHORT);
		assertThat(report.isClean()).isTrue();
		assertThat(this.events).containsExactly("one");
		assertThat(this.deadLetters).extracting(DeadLetter::message).containsExactly("one", "two");
	}

	@Test
	void childThatIsStuckIsReportedAndItsParentIsNot() {
		CountDownLatch running = new CountDownLatch(1);
		AtomicBoolean release = new AtomicBoolean();
		this.system
			.create(LambdaActor.idle().whenStarted((self) -> self.create(LambdaActor.idle().whenStarted((child) -> {
				running.countDown();
				while (!release.get()) {
					Thread.onSpinWait();
				}
			}), "child")), "parent");
		await(running);
		ShutdownReport report = shutDown(SHORT);
		release.set(true);
		assertThat(report.abandoned()).containsExactly("/user/parent/child");
		WithActorSystem.eventually().until(() -> threads().isEmpty());
	}

	@Test
	void whatWaitsForAParentWhoseChildComesBackTooLateBecomesDeadLetters() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		AtomicBoolean release = new AtomicBoolean();
		CountDownLatch stopped = new CountDownLatch(1);
		ActorRef parent = this.system.create(LambdaActor.idle().whenStarted((self) -> self.create(() -> {
			return LambdaActor.idle().whenStarted((child) -> {
				running.countDown();
				while (!release.get()) {
					Thread.onSpinWait();
				}
			});
		}, "child", ActorOptions.defaults().blocking())).whenStopped((self) -> stopped.countDown()), "parent");
		await(running);
		this.system.stop(parent);
		parent.tell("before");
		CompletableFuture<String> question = parent.ask("question", String.class, LONG);
		shutDown(Duration.ZERO);
		parent.tell("after");
		release.set(true);
		await(stopped);
		assertThat(question).failsWithin(LONG)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(ActorStoppedException.class);
		WithActorSystem.eventually()
			.untilAsserted(() -> assertThat(this.deadLetters).extracting(DeadLetter::message)
				.containsExactlyInAnyOrder("before", "question", "after"));
	}

	@Test
	void actorThatTellsItselfForEverIsStopped() {
		for (int i = 0; i < 4; i++) {
			this.system.create(LambdaActor.factory((self, sender, message) -> self.tell(self.self(), message)))
				.tell("x");
		}
		assertThat(shutDown(LONG).isClean()).isTrue();
	}

	@Test
	void endlessTimeoutIsATimeout() {
		ActorRef actor = this.system.create(LambdaActor::idle);
		actor.tell("x");
		assertThat(shutDown(Duration.ofSeconds(Long.MAX_VALUE)).isClean()).isTrue();
	}

	@Test
	void timeoutMustNotBeNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.system.shutdown(Duration.ofSeconds(-1)))
			.withMessage("'timeout' must not be negative (was PT-1S)");
		assertThat(this.system.isShutdown()).isFalse();
	}

	@Test
	void whatTheRootIsToldAfterTheEndIsADeadLetter() {
		ActorRef root = this.system.find("/user").orElseThrow();
		root.tell("before");
		WithActorSystem.eventually().until(() -> this.deadLetters.size() == 1);
		shutDown(LONG);
		root.tell("after");
		assertThat(this.deadLetters).extracting(DeadLetter::message).containsExactly("before", "after");
	}

	@Test
	void schedulesEndWithTheSystem() {
		ActorRef actor = this.system.create(LambdaActor::idle);
		Cancellable schedule = this.system.scheduleTell(actor, "x", Schedule.every(Duration.ofHours(1)));
		shutDown(LONG);
		assertThat(((DefaultActorSystem) this.system).timers().size()).isZero();
		assertThat(schedule.isCancelled()).isTrue();
	}

}
