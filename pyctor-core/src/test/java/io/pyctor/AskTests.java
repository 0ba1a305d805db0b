package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AskTests extends WithActorSystem {

	private static final Duration SHORT = Duration.ofMillis(20);

	record Double(int number) implements Ask<Integer> {
	}

	private ActorRef doubler() {
		return this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message instanceof Double question) {
				self.tell(sender, 2 * question.number());
			}
			else {
				self.unhandled(message);
			}
		}));
	}

	private ActorRef silent() {
		return this.system.create(LambdaActor::idle);
	}

	private ActorRef dead() {
		Probe probe = Probe.create(this.system, "mortician");
		ActorRef dead = probe.call((self) -> self.create(LambdaActor::idle));
		this.system.stop(dead);
		probe.next(Terminated.class);
		untilOver(dead);
		return dead;
	}

	private int timers() {
		return ((DefaultActorSystem) this.system).timers().size();
	}

	private static Throwable failureOf(CompletableFuture<?> answer) {
		return answer.handle((value, error) -> error).orTimeout(20, TimeUnit.SECONDS).join();
	}

	@Test
	void everyWayToAskIsAnswered() {
		ActorRef doubler = doubler();
		Probe probe = Probe.create(this.system, "probe");
		assertThat(doubler.ask(new Double(1)).join()).isEqualTo(2);
		assertThat(doubler.ask(new Double(2), LONG).join()).isEqualTo(4);
		assertThat(doubler.ask((Object) new Double(3), Integer.class, LONG).join()).isEqualTo(6);
		assertThat(this.system.ask(doubler, new Double(4), LONG).join()).isEqualTo(8);
		CompletableFuture<Integer> fromInside = new CompletableFuture<>();
		probe.run(() -> probe.ask(doubler, new Double(5), LONG).thenAccept(fromInside::complete));
		assertThat(fromInside.join()).isEqualTo(10);
	}

	record Clear() implements Ask<Void> {
	}

	record Confirm() implements Ask<Done> {
	}

	record Open<T>() implements Ask<T> {
	}

	@Test
	void onlyTheSenderOfAQuestionIsAsking() {
		ActorRef actor = this.system
			.create(LambdaActor.factory((self, sender, message) -> self.tell(sender, sender.isAsking())));
		assertThat(actor.ask("?", Boolean.class, LONG).join()).isTrue();
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.tell(actor, "?"));
		assertThat(probe.next()).isEqualTo(false);
		assertThat(this.system.nobody().isAsking()).isFalse();
	}

	@Test
	void doneAnswersWithNullUnlessItIsWhatWasAsked() {
		ActorRef actor = this.system
			.create(LambdaActor.factory((self, sender, message) -> self.tell(sender, new Done())));
		assertThat(actor.ask(new Clear()).join()).isNull();
		assertThat(actor.ask(new Double(1)).join()).isNull();
		assertThat(actor.ask("?", String.class, LONG).join()).isNull();
		assertThat(actor.ask(new Confirm()).join()).isEqualTo(new Done());
		assertThat(actor.ask("?", Done.class, LONG).join()).isEqualTo(new Done());
		assertThat(actor.ask("?", Object.class, LONG).join()).isEqualTo(new Done());
	}

	@Test
	void exceptionInTheHandlerIsTheAnswerAtOnce() {
		IllegalStateException failure = new IllegalStateException("on purpose");
		ActorRef failing = this.system.create(LambdaActor.factory((self, sender, message) -> {
			throw failure;
		}));
		assertThat(failureOf(failing.ask(new Double(1), Duration.ofHours(1)))).isSameAs(failure);
		eventually().until(() -> timers() == 0);
	}

	@Test
	void exceptionInTheHandlerOfAForwardedQuestionIsTheAnswer() {
		IllegalStateException failure = new IllegalStateException("on purpose");
		ActorRef failing = this.system.create(LambdaActor.factory((self, sender, message) -> {
			throw failure;
		}));
		ActorRef router = this.system
			.create(LambdaActor.factory((self, sender, message) -> failing.tell(message, sender)));
		assertThat(failureOf(router.ask(new Double(1), Duration.ofHours(1)))).isSameAs(failure);
	}

	@Test
	void deadTargetIsTheAnswerAtOnce() {
		ActorRef dead = dead();
		CompletableFuture<Integer> answer = dead.ask(new Double(1), Duration.ofHours(1));
		assertThat(failureOf(answer)).isInstanceOf(ActorStoppedException.class)
			.hasMessageContaining(dead.path().toString())
			.hasMessageContaining(Double.class.getName());
		assertThat(timers()).isZero();
	}

	@Test
	void targetThatStopsBeforeItComesToTheQuestionIsTheAnswer() {
		CountDownLatch latch = new CountDownLatch(1);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> await(latch)));
		actor.tell("wait");
		this.system.stop(actor);
		CompletableFuture<Integer> answer = actor.ask(new Double(1), Duration.ofHours(1));
		latch.countDown();
		assertThat(failureOf(answer)).isInstanceOf(ActorStoppedException.class);
	}

	@Test
	void nobodyIsADeadTarget() {
		assertThat(failureOf(this.system.nobody().ask(new Double(1), Duration.ofHours(1))))
			.isInstanceOf(ActorStoppedException.class);
	}

	@Test
	void unhandledQuestionIsTheAnswerAtOnce() {
		Throwable failure = failureOf(doubler().ask("what", Integer.class, Duration.ofHours(1)));
		assertThat(failure).isInstanceOf(MessageRejectedException.class).hasMessageContaining("java.lang.String");
		assertThat(((MessageRejectedException) failure).reason()).isEqualTo(DeadLetterReason.UNHANDLED);
	}

	@Test
	void failureIsAnAnswer() {
		IllegalStateException cause = new IllegalStateException("on purpose");
		ActorRef actor = this.system
			.create(LambdaActor.factory((self, sender, message) -> self.tell(sender, new Failure(cause))));
		assertThat(failureOf(actor.ask(new Double(1), LONG))).isSameAs(cause);
	}

	@Test
	void timeoutNamesTargetMessageAndDuration() {
		ActorRef silent = silent();
		assertThat(failureOf(silent.ask(new Double(1), SHORT))).isInstanceOf(AskTimeoutException.class)
			.hasMessageContaining(silent.path().toString())
			.hasMessageContaining(Double.class.getName())
			.hasMessageContaining(SHORT.toString());
	}

	@Test
	void timeoutNeverComesEarly() {
		ActorRef silent = silent();
		for (int i = 1; i <= 20; i++) {
			Duration timeout = Duration.ofMillis(i);
			long before = System.nanoTime();
			failureOf(silent.ask(new Double(1), timeout));
			assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(timeout.toNanos());
		}
	}

	@Test
	void defaultTimeoutIsThatOfTheSystem() {
		ActorSystem impatient = ActorSystem.builder("impatient").askTimeout(SHORT).build();
		ActorRef silent = impatient.create(LambdaActor::idle);
		assertThat(failureOf(silent.ask(new Double(1)))).isInstanceOf(AskTimeoutException.class)
			.hasMessageContaining(SHORT.toString());
		impatient.close();
	}

	@Test
	void answerOfTheWrongTypeNamesBothTypes() {
		ActorRef echo = this.system.create(LambdaActor::echo);
		assertThat(failureOf(echo.ask("text", Integer.class, LONG))).isInstanceOf(ClassCastException.class)
			.hasMessageContaining("java.lang.String")
			.hasMessageContaining("java.lang.Integer")
			.hasMessageContaining(echo.path().toString());
	}

	@Test
	void secondAnswerIsADeadLetter() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message instanceof DeadLetter) {
				self.tell(probe.ref(), message);
			}
			else {
				self.tell(sender, 1);
				self.tell(sender, 2);
			}
		}));
		assertThat(actor.ask(new Double(1), LONG).join()).isEqualTo(1);
		DeadLetter letter = probe.next(DeadLetter.class);
		assertThat(letter.message()).isEqualTo(2);
		assertThat(letter.reason()).isEqualTo(DeadLetterReason.NOT_ASKED);
		assertThat(deadMessages()).containsExactly(2);
	}

	@Test
	void answerThatComesTooLateIsADeadLetterWhateverItsType() {
		CountDownLatch timedOut = new CountDownLatch(1);
		ActorRef slow = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("question")) {
				await(timedOut);
				self.tell(sender, "late");
				self.tell(sender, 4711);
				self.tell(sender, new Failure(new IllegalStateException("late")));
			}
		}));
		CompletableFuture<Integer> answer = slow.ask("question", Integer.class, SHORT);
		assertThat(failureOf(answer)).isInstanceOf(AskTimeoutException.class);
		timedOut.countDown();
		eventually().untilAsserted(() -> assertThat(this.deadLetters).hasSize(3));
		assertThat(this.deadLetters).extracting(Heard::reason).containsOnly(DeadLetterReason.NOT_ASKED);
		assertThat(deadMessages()).startsWith("late", 4711);
	}

	@Test
	void timerGoesWithTheAnswer() {
		ActorRef doubler = doubler();
		List<CompletableFuture<Integer>> answers = new ArrayList<>();
		for (int i = 0; i < 20_000; i++) {
			answers.add(doubler.ask(new Double(i), Duration.ofHours(1)));
		}
		for (int i = 0; i < answers.size(); i++) {
			assertThat(answers.get(i).join()).isEqualTo(2 * i);
		}
		eventually().until(() -> timers() == 0);
	}

	@Test
	void questionAmongManyAnsweredOnesTimesOut() {
		ActorRef doubler = doubler();
		ActorRef silent = silent();
		List<CompletableFuture<Integer>> unanswered = new ArrayList<>();
		for (int i = 0; i < 1_000; i++) {
			assertThat(doubler.ask(new Double(i), LONG).join()).isEqualTo(2 * i);
			if (i % 100 == 0) {
				unanswered.add(silent.ask(new Double(i), Duration.ofMillis(100 + i)));
			}
		}
		assertThat(unanswered)
			.allSatisfy((answer) -> assertThat(failureOf(answer)).isInstanceOf(AskTimeoutException.class));
		// The clock has nothing to wait for now, and is still there for the next one.
		assertThat(doubler.ask(new Double(1), LONG).join()).isEqualTo(2);
		assertThat(failureOf(silent.ask(new Double(1), SHORT))).isInstanceOf(AskTimeoutException.class);
	}

	@Test
	void waitForAnAnswerIsInterrupted() throws Exception {
		CompletableFuture<Integer> answer = silent().ask(new Double(1), LONG);
		CompletableFuture<Throwable> thrown = new CompletableFuture<>();
		Thread waiting = new Thread(() -> {
			try {
				answer.get();
			}
			catch (Exception ex) {
				thrown.complete(ex);
			}
		});
		waiting.start();
		waiting.interrupt();
		assertThat(thrown.join()).isInstanceOf(InterruptedException.class);
		waiting.join();
	}

	@Test
	void waitForAnAnswerEndsWithItsTime() {
		CompletableFuture<Integer> answer = silent().ask(new Double(1), LONG);
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> answer.get(20, TimeUnit.MILLISECONDS));
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> answer.get(0, TimeUnit.MILLISECONDS));
	}

	@Test
	void timerGoesWhenTheAskerGivesUp() {
		CompletableFuture<Integer> answer = silent().ask(new Double(1), Duration.ofHours(1));
		assertThat(timers()).isEqualTo(1);
		answer.cancel(false);
		assertThat(timers()).isZero();
	}

	@Test
	void askWithoutAnswerIsAnsweredWhenTheSystemHasStopped() {
		CompletableFuture<Integer> answer = silent().ask(new Double(1), Duration.ofHours(1));
		this.system.shutdown(LONG);
		assertThat(failureOf(answer)).isInstanceOf(ActorStoppedException.class);
	}

	@Test
	void askAfterTheSystemHasStoppedIsAnsweredAtOnce() {
		ActorRef silent = silent();
		this.system.shutdown(LONG);
		this.system.stopped().join();
		assertThat(failureOf(silent.ask(new Double(1), Duration.ofHours(1)))).isInstanceOf(ActorStoppedException.class);
	}

	@Test
	void continuationOfATimeoutDoesNotHoldUpTheClock() {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Probe probe = Probe.create(this.system, "probe");
		CompletableFuture<Void> held = silent().ask(new Double(1), SHORT).handle((value, error) -> {
			running.countDown();
			await(release);
			return null;
		});
		await(running);
		this.system.scheduleTell(probe.ref(), "tick", Schedule.after(SHORT));
		assertThat(probe.next()).isEqualTo("tick");
		release.countDown();
		held.join();
	}

	@Test
	void veryLongTimeoutsAreFine() {
		ActorRef doubler = doubler();
		CompletableFuture<Integer> other = silent().ask(new Double(1), Duration.ofMillis(300));
		CompletableFuture<Integer> silent = silent().ask(new Double(1), Duration.ofSeconds(Long.MAX_VALUE));
		assertThat(doubler.ask(new Double(2), Duration.ofSeconds(Long.MAX_VALUE)).join()).isEqualTo(4);
		assertThat(failureOf(other)).isInstanceOf(AskTimeoutException.class);
		assertThat(silent).isNotDone();
	}

	@Test
	void timeoutMustBePositive() {
		ActorRef doubler = doubler();
		assertThatIllegalArgumentException().isThrownBy(() -> doubler.ask(new Double(1), Duration.ZERO))
			.withMessage("'timeout' must be positive (was PT0S)");
		assertThatIllegalArgumentException().isThrownBy(() -> doubler.ask(new Double(1), Duration.ofSeconds(-1)));
	}

	@Test
	void everyAskOfManyIsAnsweredUnderLoad() throws Exception {
		ActorRef doubler = doubler();
		List<CompletableFuture<?>> wrong = new CopyOnWriteArrayList<>();
		Thread[] threads = new Thread[4];
		for (int t = 0; t < threads.length; t++) {
			threads[t] = new Thread(() -> {
				for (int i = 0; i < 3_000; i++) {
					CompletableFuture<Integer> answer = doubler.ask(new Double(i), LONG);
					if (answer.join() != 2 * i) {
						wrong.add(answer);
					}
				}
			});
			threads[t].start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(wrong).isEmpty();
		eventually().until(() -> timers() == 0);
	}

	@Test
	void openQuestionsAreAnsweredBeforeTheSystemHasStopped() {
		for (int round = 0; round < 10; round++) {
			ActorSystem ending = ActorSystem.builder("ending").deadLetterLogLimit(0).build();
			ActorRef silent = ending.create(LambdaActor::idle);
			List<CompletableFuture<String>> answers = IntStream.range(0, 500)
				.mapToObj((i) -> silent.ask("question", String.class, LONG))
				.toList();
			List<CompletableFuture<Boolean>> tooLate = answers.stream()
				.map((answer) -> answer.handle((value, error) -> ending.stopped().isDone()))
				.toList();
			end(ending);
			assertThat(tooLate).allSatisfy((late) -> assertThat(late).isCompletedWithValue(false));
		}
	}

	/** Not for ever, as here, and not for each of the others. */
	@Test
	void whatDependsOnAnOpenQuestionDoesNotHoldUpTheEndOfTheSystemNorTheOthers() throws Exception {
		ActorSystem ending = ActorSystem.builder("ending").deadLetterLogLimit(0).build();
		ActorRef silent = ending.create(LambdaActor::idle);
		CompletableFuture<Void> held = silent.ask("held", String.class, LONG).handle((value, error) -> {
			ending.close();
			return null;
		});
		CompletableFuture<String> other = silent.ask("other", String.class, LONG);
		ending.shutdown(LONG);
		ending.stopped().get(10, TimeUnit.SECONDS);
		assertThat(other).isCompletedExceptionally();
		assertThat(held).succeedsWithin(LONG);
	}

}
