package io.pyctor;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class AwaitTests extends WithActorSystem {

	private final Queue<Object> events = new ConcurrentLinkedQueue<>();

	private final CompletableFuture<String> stage = new CompletableFuture<>();

	private final IllegalStateException failure = new IllegalStateException("on purpose");

	private ActorState state(ActorRef ref) {
		return ((ActorCell) ref).state();
	}

	private void untilAwaiting(ActorRef ref) {
		eventually().until(() -> state(ref) == ActorState.AWAITING);
	}

	/** Awaits the stage at "await", and notes what it gets. */
	private LambdaActor awaiting() {
		return new LambdaActor((self, sender, message) -> {
			this.events.add(message);
			if (message.equals("await")) {
				self.await(this.stage, (value) -> {
					this.events.add(value);
					if (sender != self.system().nobody()) {
						self.tell(sender, "answer " + value);
					}
				});
			}
		}).whenRestarted((sender, message, error) -> {
			this.events.add(message);
			this.events.add(error);
		}).whenStopped((self) -> this.events.add("stopped"));
	}

	@Test
	void mailboxPausesUntilTheStageCompletes() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = probe.call((self) -> self.create(awaiting(), "actor"));
		actor.tell("await");
		actor.tell("next");
		untilAwaiting(actor);
		assertThat(this.system.snapshot("/user/probe/actor").orElseThrow().mailboxSize()).isEqualTo(1);
		assertThat(this.events).containsExactly("await");
		this.stage.complete("value");
		eventually().untilAsserted(() -> assertThat(this.events).containsExactly("await", "value", "next"));
	}

	@Test
	void senderIsStillKnownInTheCallback() {
		ActorRef actor = this.system.create(awaiting());
		CompletableFuture<String> answer = actor.ask("await", String.class, LONG);
		untilAwaiting(actor);
		this.stage.complete("value");
		assertThat(answer.join()).isEqualTo("answer value");
	}

	@Test
	void unhandledInTheCallbackGoesToTheSenderOfTheMessage() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = this.system.create(LambdaActor
			.factory((self, sender, message) -> self.await(this.stage, (value) -> self.unhandled(message))));
		probe.run(() -> probe.tell(actor, "what"));
		this.stage.complete("value");
		assertThat(probe.next()).isEqualTo(new DeadLetter(actor, "what", DeadLetterReason.UNHANDLED));
	}

	@Test
	void completedStageRunsTheCallbackAfterTheMessage() {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			self.await(CompletableFuture.completedFuture("x"), (value) -> {
				this.events.add("callback");
				self.tell(sender, new Done());
			});
			this.events.add("end of the message");
		}));
		actor.ask("go", Done.class, LONG).join();
		assertThat(this.events).containsExactly("end of the message", "callback");
	}

	@Test
	void nullIsAValue() {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> self
			.await(CompletableFuture.<String>completedFuture(null), (value) -> self.tell(sender, "got " + value))));
		assertThat(actor.ask("go", String.class, LONG).join()).isEqualTo("got null");
	}

	@Test
	void callbackRunsInsideTheActorOneAtATime() {
		int rounds = 3_000;
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger overlaps = new AtomicInteger();
		int[] plain = new int[1];
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message instanceof CompletableFuture<?> future) {
				overlaps.addAndGet((inside.getAndIncrement() != 0) ? 1 : 0);
				plain[0]++;
				self.await(future, (value) -> {
					overlaps.addAndGet((inside.getAndIncrement() != 0) ? 1 : 0);
					plain[0]++;
					inside.decrementAndGet();
				});
				inside.decrementAndGet();
			}
			else {
				self.tell(sender, plain[0]);
			}
		}));
		// Completed by another thread at about the time when the actor begins to wait.
		for (int i = 0; i < rounds; i++) {
			CompletableFuture<Integer> future = new CompletableFuture<>();
			actor.tell(future);
			future.completeAsync(() -> 1);
		}
		assertThat(actor.ask("read", Integer.class, LONG).join()).isEqualTo(2 * rounds);
		assertThat(overlaps).hasValue(0);
	}

	@Test
	void failedStageCountsAsAFailureOfTheMessage() {
		ActorRef actor = this.system.create(awaiting(), "actor");
		CompletableFuture<String> answer = actor.ask("await", String.class, LONG);
		untilAwaiting(actor);
		this.stage.completeExceptionally(this.failure);
		assertThat(answer.handle((value, error) -> error).join()).isSameAs(this.failure);
		eventually().untilAsserted(() -> assertThat(this.events).containsExactly("await", "await", this.failure));
		eventually().untilAsserted(() -> {
			ActorSnapshot snapshot = this.system.snapshot("/user/actor").orElseThrow();
			assertThat(snapshot.failed()).isEqualTo(1);
			assertThat(snapshot.processed()).isZero();
		});
	}

	@Test
	void failureOfADependentStageIsUnwrapped() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> self
			.await(this.stage.thenApply(String::length), (value, error) -> self.tell(probe.ref(), error))));
		actor.tell("go");
		this.stage.completeExceptionally(this.failure);
		assertThat(probe.next()).isSameAs(this.failure);
	}

	@Test
	void checkedFailureReachesRestarted() {
		Exception checked = new Exception("checked");
		ActorRef actor = this.system.create(awaiting());
		actor.tell("await");
		this.stage.completeExceptionally(checked);
		eventually().until(() -> this.events.size() == 3);
		assertThat(this.events.toArray()[2]).isSameAs(checked);
	}

	@Test
	void callbackThatThrowsFailsTheMessageAndTheActorCarriesOn() {
		ActorRef actor = this.system.create(new LambdaActor((self, sender, message) -> {
			if (message.equals("fail")) {
				self.await(this.stage, (value) -> {
					throw this.failure;
				});
			}
			else {
				self.tell(sender, message);
			}
		}).whenRestarted((sender, message, error) -> {
			this.events.add(message);
			this.events.add(error);
		}));
		CompletableFuture<String> answer = actor.ask("fail", String.class, LONG);
		this.stage.complete("x");
		assertThat(answer.handle((value, error) -> error).join()).isSameAs(this.failure);
		assertThat(actor.ask("alive", String.class, LONG).join()).isEqualTo("alive");
		assertThat(this.events).containsExactly("fail", this.failure);
	}

	@Test
	void waitsOfOneMessageFollowOneAfterTheOther() {
		CompletableFuture<String> second = new CompletableFuture<>();
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			this.events.add(message);
			if (message.equals("await")) {
				self.await(this.stage, (value) -> this.events.add(value));
				self.await(second, (value) -> this.events.add(value));
			}
		}));
		actor.tell("await");
		actor.tell("next");
		untilAwaiting(actor);
		second.complete("two");
		this.stage.complete("one");
		eventually().untilAsserted(() -> assertThat(this.events).containsExactly("await", "one", "two", "next"));
	}

	@Test
	void nestedWaitsKeepTheMailboxPaused() {
		CompletableFuture<String> inner = new CompletableFuture<>();
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			this.events.add(message);
			if (message.equals("await")) {
				self.await(this.stage, (outer) -> {
					this.events.add(outer);
					self.await(inner, (value) -> {
						this.events.add(value);
						self.await(CompletableFuture.completedFuture("third"), (third) -> this.events.add(third));
					});
				});
			}
		}));
		actor.tell("await");
		actor.tell("next");
		untilAwaiting(actor);
		this.stage.complete("first");
		eventually().until(() -> this.events.contains("first"));
		untilAwaiting(actor);
		inner.complete("second");
		eventually()
			.untilAsserted(() -> assertThat(this.events).containsExactly("await", "first", "second", "third", "next"));
	}

	@Test
	void awaitInStartedHoldsTheFirstMessageBack() {
		ActorRef actor = this.system.create(new LambdaActor((self, sender, message) -> this.events.add(message))
			.whenStarted((self) -> self.await(this.stage, (value) -> this.events.add(value))));
		actor.tell("first");
		untilAwaiting(actor);
		assertThat(this.events).isEmpty();
		this.stage.complete("ready");
		eventually().untilAsserted(() -> assertThat(this.events).containsExactly("ready", "first"));
	}

	@Test
	void stopWhileAwaitingTakesItsPlaceInTheQueue() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = probe.call((self) -> self.create(awaiting()));
		actor.tell("await");
		actor.tell("next");
		untilAwaiting(actor);
		this.system.stop(actor);
		assertThat(probe.rest()).isEmpty();
		this.stage.complete("value");
		probe.next(Terminated.class);
		assertThat(this.events).containsExactly("await", "value", "next", "stopped");
	}

	@Test
	void stopNowWhileAwaitingEndsAtOnceAndTheCallbackNeverRuns() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = probe.call((self) -> self.create(awaiting()));
		probe.run(() -> {
			probe.tell(actor, "await");
			probe.tell(actor, "next");
		});
		untilAwaiting(actor);
		this.system.stopNow(actor);
		assertThat(probe.next()).isEqualTo(new DeadLetter(actor, "await", DeadLetterReason.STOPPED));
		assertThat(probe.next()).isInstanceOf(Terminated.class);
		assertThat(probe.next()).isEqualTo(new DeadLetter(actor, "next", DeadLetterReason.STOPPED));
		this.stage.complete("too late");
		assertThat(probe.rest()).isEmpty();
		assertThat(this.events).containsExactly("await", "stopped");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void questionWhoseStageIsAwaitedFailsWhenTheActorIsEnded(boolean shutdown) {
		ActorRef actor = this.system.create(awaiting());
		CompletableFuture<String> answer = actor.ask("await", String.class, LONG);
		untilAwaiting(actor);
		if (shutdown) {
			this.system.shutdown(Duration.ZERO);
		}
		else {
			this.system.stopNow(actor);
		}
		assertThat(answer).failsWithin(LONG)
			.withThrowableThat()
			.withCauseInstanceOf(ActorStoppedException.class)
			.withMessageContaining(actor.path().toString());
		untilOver(actor);
		DeadLetterReason reason = shutdown ? DeadLetterReason.SHUTDOWN : DeadLetterReason.STOPPED;
		assertThat(this.deadLetters).extracting(Heard::letter).containsExactly(new DeadLetter(actor, "await", reason));
		assertThat(((ActorCell) actor).processed()).isZero();
	}

	@Test
	void reportOfAShutdownNamesWhatWasAwaitedAtTheDeadline() {
		ActorRef actor = this.system.create(awaiting());
		actor.tell("await");
		untilAwaiting(actor);
		this.system.shutdown(Duration.ZERO);
		ShutdownReport report = this.system.stopped().join();
		assertThat(report.left())
			.containsExactly(new ShutdownReport.Left("java.lang.String", DeadLetterReason.SHUTDOWN, 1));
		assertThat(report.drained()).isZero();
	}

	@Test
	void stopNowRacingTheStageIsNeverLost() {
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 2_000; i++) {
			CompletableFuture<String> future = new CompletableFuture<>();
			ActorRef actor = probe.call((self) -> self
				.create(LambdaActor.factory((child, sender, message) -> child.await(future, (value) -> {
				}))));
			actor.tell("await");
			future.completeAsync(() -> "x");
			this.system.stopNow(actor);
			assertThat(probe.next(Terminated.class).actor()).isSameAs(actor);
		}
	}

	@Test
	void answerOfAnotherActorIsAwaitedWithoutAThread() {
		ActorSystem narrow = ActorSystem.builder("narrow").parallelism(1).build();
		ActorRef echo = narrow.create(LambdaActor::echo);
		ActorRef asking = narrow.create(LambdaActor.factory((self, sender, message) -> self
			.await(echo.ask(message, String.class, LONG), (answer) -> self.tell(sender, "they said " + answer))));
		assertThat(asking.ask("hello", String.class, LONG).join()).isEqualTo("they said hello");
		narrow.close();
	}

	@Test
	void awaitOfNothingIsRefusedAndTheActorCarriesOn() {
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> {
			assertThatNullPointerException().isThrownBy(() -> probe.await(null, (String value) -> {
			}));
			assertThatNullPointerException().isThrownBy(() -> probe.pipe(null));
		});
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void awaitWhileANoticeIsHandledPassesTheNoticeToRestarted() {
		ActorRef actor = this.system.create(new LambdaActor((self, sender, message) -> {
			if (message instanceof Terminated) {
				self.await(this.stage, (value) -> {
				});
			}
		}).whenStarted((self) -> self.stop(self.create(LambdaActor::idle)))
			.whenRestarted((sender, message, error) -> this.events.add(message)));
		untilAwaiting(actor);
		this.stage.completeExceptionally(this.failure);
		eventually().until(() -> !this.events.isEmpty());
		assertThat(this.events.element()).isInstanceOf(Terminated.class);
	}

	@Test
	void pipeTellsTheResultWithoutAPause() {
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.pipe(this.stage));
		probe.ref().tell("meanwhile");
		assertThat(probe.next()).isEqualTo("meanwhile");
		this.stage.complete("value");
		assertThat(probe.nextReceived()).isEqualTo(new Probe.Received(probe.ref(), "value"));
	}

	@Test
	void pipeTellsAnotherActorInTheNameOfThisOne() {
		Probe probe = Probe.create(this.system, "probe");
		Probe other = Probe.create(this.system, "other");
		probe.run(() -> probe.pipe(this.stage, other.ref()));
		this.stage.complete("value");
		assertThat(other.nextReceived()).isEqualTo(new Probe.Received(probe.ref(), "value"));
	}

	@Test
	void pipeTellsDoneInPlaceOfNullAndTheUnwrappedFailure() {
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> {
			probe.pipe(CompletableFuture.completedFuture(null));
			probe.pipe(this.stage);
			probe.pipe(this.stage.thenApply(String::length));
		});
		assertThat(probe.next()).isEqualTo(new Done());
		this.stage.completeExceptionally(this.failure);
		assertThat(probe.next()).isEqualTo(new Failure(this.failure));
		assertThat(probe.next()).isEqualTo(new Failure(this.failure));
	}

	@Test
	void resultPipedToADeadActorIsADeadLetter() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = probe
			.call((self) -> self.create(LambdaActor.idle().whenStarted((child) -> child.pipe(this.stage))));
		this.system.stop(actor);
		probe.next(Terminated.class);
		this.stage.complete("late");
		eventually().until(() -> deadMessages().contains("late"));
	}

	@Test
	void manyActorsAwaitAtTheSameTime() {
		int count = 10_000;
		CountDownLatch all = new CountDownLatch(count);
		for (int i = 0; i < count; i++) {
			this.system
				.create(LambdaActor.idle().whenStarted((self) -> self.await(this.stage, (value) -> all.countDown())));
		}
		this.stage.complete("now");
		await(all);
	}

}
