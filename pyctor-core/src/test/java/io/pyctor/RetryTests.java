package io.pyctor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.pyctor.supervision.Backoff;
import io.pyctor.supervision.SupervisionStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a message that failed: tried again, dealt with by the actor, or a dead
 * letter.
 */
class RetryTests extends WithActorSystem {

	private static final Backoff SHORT = Backoff.fixed(Duration.ofMillis(5));

	private static final SupervisionStrategy RESTART = SupervisionStrategy.restart().backoff(Backoff.none());

	private final Fallible.Life life = new Fallible.Life();

	private final AtomicInteger tries = new AtomicInteger();

	private ActorRef create(SupervisionStrategy strategy) {
		return this.system.create(this.life, "fallible", ActorOptions.defaults().supervision(strategy));
	}

	/** Let the message "flaky" fail so many times. */
	private void failTimes(int failures) {
		this.life.behavior((self, sender, message) -> {
			if (message.equals("flaky") && this.tries.incrementAndGet() <= failures) {
				throw new IllegalStateException("try " + this.tries.get());
			}
			return false;
		});
	}

	@Test
	void messageIsTriedAgainAtItsPlace() {
		failTimes(2);
		ActorRef actor = create(SupervisionStrategy.resume().retry(2, SHORT));
		actor.tell("a");
		CompletableFuture<Integer> flaky = actor.ask("flaky", Integer.class, LONG);
		actor.tell("b");
		assertThat(actor.ask("c", Integer.class, LONG).join()).isOne();
		assertThat(this.life.received()).containsExactly("1:a", "1:flaky", "1:flaky", "1:flaky", "1:b", "1:c");
		assertThat(flaky.join()).isOne();
		assertThat(this.deadLetters).isEmpty();
		eventually().untilAsserted(() -> {
			ActorSnapshot snapshot = this.system.snapshot("/user/fallible").orElseThrow();
			assertThat(snapshot.failed()).isZero();
			assertThat(snapshot.processed()).isEqualTo(4);
		});
	}

	@Test
	void messageThatIsToBeTriedAgainFailsOnceThoughItsActorAwaitsWhenItIsEnded() {
		ActorRef actor = this.system.create(() -> new Actor() {

			@Override
			protected void receive(ActorRef sender, Object message) {
				throw new IllegalStateException("flaky");
			}

			@Override
			protected void restarted(ActorRef sender, Object message, Throwable error) {
				await(new CompletableFuture<>(), (value) -> {
				});
			}

		}, "awaiting", ActorOptions.defaults().supervision(SupervisionStrategy.resume().retry(1, Backoff.fixed(LONG))));
		CompletableFuture<Object> answer = actor.ask("x", Object.class, LONG);
		ActorCell cell = (ActorCell) actor;
		eventually().until(() -> cell.state() == ActorState.BACKING_OFF);
		this.system.stopNow(actor);
		untilOver(actor);
		assertThat(answer).failsWithin(LONG).withThrowableThat().withStackTraceContaining("flaky");
		assertThat(this.deadLetters).extracting(Heard::reason).containsExactly(DeadLetterReason.FAILED);
		assertThat(cell.processed()).isZero();
	}

	@Test
	void freshObjectTriesAgain() {
		failTimes(2);
		ActorRef actor = create(RESTART.retry(2, SHORT));
		CompletableFuture<Integer> flaky = actor.ask("flaky", Integer.class, LONG);
		assertThat(actor.ask("b", Integer.class, LONG).join()).isEqualTo(3);
		assertThat(flaky.join()).isEqualTo(3);
		assertThat(this.life.received()).containsExactly("1:flaky", "2:flaky", "3:flaky", "3:b");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void askerLearnsTheLastFailureAndNoneBefore(boolean restart) {
		failTimes(100);
		ActorRef actor = create((restart ? RESTART : SupervisionStrategy.resume()).retry(3, SHORT));
		CompletableFuture<Integer> flaky = actor.ask("flaky", Integer.class, LONG);
		assertThat(flaky).failsWithin(LONG).withThrowableThat().havingCause().withMessage("try 4");
		assertThat(actor.ask("b", Integer.class, LONG).join()).isEqualTo(restart ? 5 : 1);
		assertThat(this.tries).hasValue(4);
		assertThat(this.deadLetters).singleElement().extracting(Heard::reason).isEqualTo(DeadLetterReason.FAILED);
		assertThat(this.system.snapshot("/user/fallible").orElseThrow().failed()).isOne();
	}

	@Test
	void eachMessageHasItsTries() {
		ActorRef actor = create(SupervisionStrategy.resume().retry(1, SHORT));
		this.life.behavior((self, sender, message) -> {
			if (this.tries.incrementAndGet() % 2 == 1) {
				throw new Mishap();
			}
			return false;
		});
		for (int i = 0; i < 5; i++) {
			assertThat(actor.ask("m", Integer.class, LONG).join()).isOne();
		}
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void triesWaitLongerEachTime() {
		failTimes(2);
		ActorRef actor = create(
				SupervisionStrategy.resume().retry(2, new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), 3, 0)));
		long begin = System.nanoTime();
		assertThat(actor.ask("flaky", Integer.class, LONG).join()).isOne();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
	}

	@Test
	void messageWhoseStageFailsIsTriedAgainWithoutItsOtherStages() {
		this.life.behavior((self, sender, message) -> {
			if (message.equals("await")) {
				int number = this.tries.incrementAndGet();
				self.await((number == 1) ? CompletableFuture.failedFuture(new Mishap())
						: CompletableFuture.completedFuture("done"), (value) -> self.tell(sender, number));
				if (number == 1) {
					self.await(new CompletableFuture<String>(), (value) -> {
					});
				}
			}
			return message.equals("await");
		});
		ActorRef actor = create(SupervisionStrategy.resume().retry(1, SHORT));
		assertThat(actor.ask("await", Integer.class, LONG).join()).isEqualTo(2);
		assertThat(actor.ask("x", Integer.class, LONG).join()).isOne();
		eventually().untilAsserted(
				() -> assertThat(this.system.snapshot("/user/fallible").orElseThrow().processed()).isEqualTo(2));
	}

	@Test
	void tickThatFailsIsTriedAgain() {
		failTimes(1);
		ActorRef actor = create(SupervisionStrategy.resume().retry(1, SHORT));
		this.system.scheduleTell(actor, "flaky", Schedule.after(Duration.ofMillis(1)));
		eventually().until(() -> this.life.received().size() == 2);
		assertThat(this.life.received()).containsExactly("1:flaky", "1:flaky");
	}

	@Test
	void limitCountsTriesAndTheLastOneIsTheOutcome() {
		failTimes(100);
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = create(RESTART.retry(10, SHORT).limit(3, Duration.ofMinutes(1)));
		probe.run(() -> probe.watch(actor));
		CompletableFuture<Integer> flaky = actor.ask("flaky", Integer.class, LONG);
		assertThat(probe.next(Terminated.class).cause().orElseThrow()).hasMessage("try 3");
		assertThat(flaky).failsWithin(LONG).withThrowableThat().havingCause().withMessage("try 3");
		assertThat(this.deadLetters).singleElement().extracting(Heard::reason).isEqualTo(DeadLetterReason.FAILED);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void messageOfAnActorThatEndsIsNotTriedAgainAndItsAskerLearnsTheFailure(boolean restart) {
		failTimes(100);
		ActorRef actor = create(
				(restart ? RESTART : SupervisionStrategy.resume()).retry(3, Backoff.fixed(Duration.ofHours(1))));
		CompletableFuture<Integer> flaky = actor.ask("flaky", Integer.class, LONG);
		eventually().until(() -> this.system.snapshot("/user/fallible").orElseThrow().goesOnAt().isPresent());
		assertThat(flaky).isNotDone();
		this.system.stopNow(actor);
		assertThat(flaky).failsWithin(LONG).withThrowableThat().havingCause().withMessage("try 1");
		untilOver(actor);
		assertThat(this.deadLetters).singleElement().extracting(Heard::reason).isEqualTo(DeadLetterReason.FAILED);
	}

	@Test
	void stopKeepsItsPlaceBehindAMessageThatIsTriedAgain() {
		failTimes(1);
		ActorRef actor = create(RESTART.retry(1, Backoff.fixed(Duration.ofMillis(50))));
		CompletableFuture<Integer> flaky = actor.ask("flaky", Integer.class, LONG);
		this.system.stop(actor);
		assertThat(flaky.join()).isEqualTo(2);
		untilOver(actor);
	}

	@Test
	void messageThatWasGivenBackIsNotTriedAgain() {
		this.life.behavior((self, sender, message) -> {
			self.unhandled(message);
			throw new Mishap();
		});
		ActorRef actor = create(RESTART.retry(3, SHORT));
		CompletableFuture<Integer> asked = actor.ask("x", Integer.class, LONG);
		assertThat(asked).failsWithin(LONG);
		this.life.await("started 2");
		assertThat(this.life.received()).containsExactly("1:x");
		assertThat(this.deadLetters).singleElement().extracting(Heard::reason).isEqualTo(DeadLetterReason.UNHANDLED);
	}

	@Test
	void messageThatFailsTwiceIsOneDeadLetter() {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("x")) {
				self.tell(sender, "answered");
				return;
			}
			for (int i = 0; i < 2; i++) {
				self.await(CompletableFuture.completedFuture(i), (value) -> {
					throw new Mishap();
				});
			}
			if (message.equals("at once")) {
				throw new Mishap();
			}
		}), "twice");
		actor.tell("later");
		actor.tell("at once");
		assertThat(actor.ask("x", String.class, LONG).join()).isEqualTo("answered");
		assertThat(deadMessages()).containsExactly("later", "at once");
		eventually().untilAsserted(() -> {
			ActorSnapshot snapshot = this.system.snapshot("/user/twice").orElseThrow();
			assertThat(snapshot.processed()).isOne();
			assertThat(snapshot.failed()).isEqualTo(2);
		});
	}

	@Test
	void actorCanDealWithAMessageThatFailed() {
		ActorRef actor = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			if (!message.equals("x")) {
				throw new Mishap();
			}
			self.tell(sender, "answered");
		}) {

			@Override
			protected boolean failed(ActorRef sender, Object message, Throwable error) {
				if (message.equals("throw")) {
					throw new AssertionError("on purpose");
				}
				if (message.equals("unhandled")) {
					unhandled(message);
				}
				RetryTests.this.life.note(message + " of " + error.getMessage());
				return !message.equals("leave");
			}

		});
		actor.tell("deal");
		actor.tell("leave");
		actor.tell("throw");
		actor.tell("unhandled");
		assertThat(actor.ask("x", String.class, LONG).join()).isEqualTo("answered");
		assertThat(this.life.events).containsExactly("deal of on purpose", "leave of on purpose",
				"unhandled of on purpose");
		assertThat(this.deadLetters).extracting((heard) -> heard.message() + " " + heard.reason())
			.containsExactly("leave FAILED", "throw FAILED", "unhandled UNHANDLED");
	}

	@Test
	void actorIsNotToldOfItsOwnMessageThatFailed() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = create(SupervisionStrategy.resume());
		this.life.behavior((self, sender, message) -> {
			if (message.equals("tell yourself")) {
				self.tell(self.self(), new Mishap());
				return true;
			}
			return false;
		});
		probe.run(() -> probe.tell(actor, "tell yourself"));
		probe.run(() -> probe.tell(actor, new Mishap()));
		assertThat(probe.next(DeadLetter.class).reason()).isEqualTo(DeadLetterReason.FAILED);
		assertThat(actor.ask("x", Integer.class, LONG).join()).isOne();
		assertThat(this.life.received()).containsOnly("1:tell yourself", "1:on purpose", "1:x");
		assertThat(this.deadLetters).hasSize(2);
	}

}
