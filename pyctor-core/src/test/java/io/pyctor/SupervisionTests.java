package io.pyctor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.pyctor.supervision.Backoff;
import io.pyctor.supervision.Directive;
import io.pyctor.supervision.SupervisionStrategy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of an actor that failed: resumed, restarted or stopped, when it fails too
 * often, and that a fresh object knows nothing of the one before.
 */
class SupervisionTests extends WithActorSystem {

	private static final SupervisionStrategy RESTART = SupervisionStrategy.restart().backoff(Backoff.none());

	private final Fallible.Life life = new Fallible.Life();

	private ActorRef create(SupervisionStrategy strategy) {
		return this.system.create(this.life, "fallible", ActorOptions.defaults().supervision(strategy));
	}

	private int ask(ActorRef actor, Object message) {
		return actor.ask(message, Integer.class, LONG).join();
	}

	@Test
	void messagesThatWaitGoToTheFreshObjectInTheirOrder() {
		ActorRef actor = create(RESTART);
		CountDownLatch told = new CountDownLatch(1);
		this.life.behavior((self, sender, message) -> {
			if (message.equals("a")) {
				await(told);
			}
			return false;
		});
		actor.tell("a");
		actor.tell(new Mishap());
		actor.tell("b");
		actor.tell("c");
		told.countDown();
		assertThat(ask(actor, "d")).isEqualTo(2);
		assertThat(this.life.events).containsExactly("started 1", "1:a", "1:on purpose", "stopped 1", "released 1",
				"started 2", "2:b", "2:c", "2:d");
	}

	@Test
	void referenceNameAndWatchersOutliveARestart() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = create(RESTART);
		probe.run(() -> probe.watch(actor));
		actor.tell(new Mishap());
		assertThat(ask(actor, "x")).isEqualTo(2);
		assertThat(this.system.find("/user/fallible")).contains(actor);
		assertThat(probe.rest()).isEmpty();
		this.system.stop(actor);
		assertThat(probe.next(Terminated.class).actor()).isSameAs(actor);
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void whatTheOldObjectHadBegunEndsWithIt() {
		ActorRef other = this.system.create(LambdaActor.idle(), "other");
		CompletableFuture<String> never = new CompletableFuture<>();
		this.life.behavior((self, sender, message) -> {
			if (message.equals("begin")) {
				self.scheduleTell(self.self(), "tick", Schedule.every(Duration.ofMillis(5)));
				self.watch(other);
				self.create(LambdaActor.idle(), "child");
				return true;
			}
			if (message.equals("await")) {
				self.await(CompletableFuture.failedFuture(new Mishap()), (value) -> {
				});
				self.await(never, (value) -> self.life.note(self.number + ":never"));
				return true;
			}
			return false;
		});
		ActorRef actor = create(RESTART);
		actor.tell("begin");
		this.life.await("1:tick");
		actor.tell("await");
		assertThat(ask(actor, "fresh")).isEqualTo(2);
		never.complete("late");
		untilGone(other);
		// Long enough for twenty ticks.
		eventually().pollDelay(Duration.ofMillis(100)).until(() -> ask(actor, "later") == 2);
		assertThat(this.life.received()).filteredOn((event) -> event.startsWith("2:"))
			.containsExactly("2:fresh", "2:later");
		assertThat(this.system.snapshot("/user/fallible").orElseThrow().children()).isEmpty();
	}

	private void untilGone(ActorRef actor) {
		this.system.stop(actor);
		untilOver(actor);
	}

	@Test
	void scheduleOfSomebodyElseGoesOn() {
		ActorRef actor = create(RESTART);
		Cancellable tick = this.system.scheduleTell(actor, "tick", Schedule.every(Duration.ofMillis(5)));
		this.life.await("1:tick");
		actor.tell(new Mishap());
		this.life.await("2:tick");
		assertThat(tick.cancel()).isTrue();
	}

	@Test
	void whatIsBegunInTheLastCallbackEnds() {
		Fallible.Life life = new Fallible.Life() {

			@Override
			public Actor create() {
				Fallible next = (Fallible) super.create();
				return new Fallible(this, next.number) {

					@Override
					protected void stopped() {
						scheduleTell(self(), "late", Schedule.after(Duration.ofMillis(20)));
						await(new CompletableFuture<>(), (value) -> {
						});
					}

				};
			}

		};
		ActorRef actor = this.system.create(life, ActorOptions.defaults().supervision(RESTART));
		actor.tell(new Mishap());
		assertThat(ask(actor, "x")).isEqualTo(2);
		eventually().pollDelay(Duration.ofMillis(60)).until(() -> ask(actor, "y") == 2);
		assertThat(life.received()).doesNotContain("2:late");
	}

	@Test
	void childrenStopBeforeTheOldObjectAndTheirNamesAreFree() {
		CountDownLatch mayStop = new CountDownLatch(1);
		this.life.behavior((self, sender, message) -> {
			if (message.equals("child")) {
				int number = self.number;
				self.create(new LambdaActor((child, from, text) -> await(mayStop))
					.whenStopped((child) -> self.life.note("child stopped " + number)), "child").tell("wait");
				return true;
			}
			return false;
		});
		ActorRef actor = create(RESTART);
		actor.tell("child");
		actor.tell(new Mishap());
		eventually()
			.until(() -> this.system.snapshot("/user/fallible").orElseThrow().state() == ActorState.BACKING_OFF);
		assertThat(this.life.events).doesNotContain("stopped 1");
		mayStop.countDown();
		actor.tell("child");
		assertThat(ask(actor, "x")).isEqualTo(2);
		// No word of the child's end reaches the fresh object.
		assertThat(this.life.events).containsExactly("started 1", "1:child", "1:on purpose", "child stopped 1",
				"stopped 1", "released 1", "started 2", "2:child", "2:x");
	}

	@Test
	void stageThatCompletesWhileTheChildrenStopIsNothingToTheOldObject() {
		CountDownLatch go = new CountDownLatch(1);
		CompletableFuture<String> stage = new CompletableFuture<>();
		this.life.behavior((self, sender, message) -> {
			if (message.equals("await")) {
				self.create(() -> LambdaActor.idle().whenStopped((child) -> await(go)), "child",
						ActorOptions.defaults().blocking());
				self.await(CompletableFuture.failedFuture(new Mishap()), (value) -> {
				});
				self.await(stage, (value) -> self.life.note(self.number + ":stage"));
			}
			return message.equals("await");
		});
		ActorRef actor = create(RESTART);
		actor.tell("await");
		eventually()
			.until(() -> this.system.snapshot("/user/fallible").orElseThrow().state() == ActorState.BACKING_OFF);
		stage.complete("late");
		go.countDown();
		assertThat(ask(actor, "fresh")).isEqualTo(2);
		assertThat(this.life.received()).containsExactly("1:await", "2:fresh");
	}

	@Test
	void stopDuringARestartStopsWhenTheChildrenHave() {
		CountDownLatch mayStop = new CountDownLatch(1);
		this.life.behavior((self, sender, message) -> {
			if (message.equals("child")) {
				self.create(new LambdaActor((child, from, text) -> await(mayStop))).tell("wait");
			}
			return message.equals("child");
		});
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = create(RESTART);
		probe.run(() -> probe.watch(actor));
		actor.tell("child");
		actor.tell(new Mishap());
		eventually()
			.until(() -> this.system.snapshot("/user/fallible").orElseThrow().state() == ActorState.BACKING_OFF);
		actor.tell("x");
		this.system.stopNow(actor);
		mayStop.countDown();
		assertThat(probe.next(Terminated.class).reason()).isEqualTo(TerminationReason.STOPPED);
		untilOver(actor);
		assertThat(this.life.events).containsExactly("started 1", "1:child", "1:on purpose", "stopped 1", "released 1",
				"ended STOPPED");
		assertThat(deadMessages()).contains("x");
	}

	@Test
	void resumeCallsRestartedAndKeepsTheObject() {
		ActorRef actor = create(SupervisionStrategy.resume().limit(3, Duration.ofMinutes(1)));
		actor.tell(new Mishap());
		assertThat(ask(actor, "x")).isEqualTo(1);
		assertThat(this.life.events).containsExactly("started 1", "1:on purpose", "restarted 1", "1:x");
	}

	@Test
	void stopTellsWatchersTheCause() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = create(SupervisionStrategy.stop());
		probe.run(() -> probe.watch(actor));
		Mishap cause = new Mishap();
		actor.tell(cause);
		Terminated end = probe.next(Terminated.class);
		assertThat(end.reason()).isEqualTo(TerminationReason.FAILED);
		assertThat(end.cause()).containsSame(cause);
		untilOver(actor);
		assertThat(this.life.events).containsExactly("started 1", "1:on purpose", "stopped 1", "released 1",
				"ended FAILED");
	}

	@Test
	void mostSpecificClassOfTheFailureDecides() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = create(
				RESTART.on(IOException.class, Directive.RESUME).on(FileNotFoundException.class, Directive.STOP));
		probe.run(() -> probe.watch(actor));
		actor.tell(new IOException("resumes"));
		assertThat(ask(actor, "x")).isEqualTo(1);
		actor.tell(new AssertionError("restarts"));
		assertThat(ask(actor, "y")).isEqualTo(2);
		actor.tell(new FileNotFoundException("stops"));
		assertThat(probe.next(Terminated.class).cause()).containsInstanceOf(FileNotFoundException.class);
	}

	@Test
	void actorThatFailsTooOftenStopsWithTheCause() {
		for (SupervisionStrategy strategy : List.of(RESTART, SupervisionStrategy.resume())) {
			Fallible.Life life = new Fallible.Life();
			Probe probe = Probe.create(this.system, "probe-of-" + strategy.otherwise());
			ActorRef actor = this.system.create(life,
					ActorOptions.defaults().supervision(strategy.limit(3, Duration.ofMinutes(1))));
			probe.run(() -> probe.watch(actor));
			Mishap last = new Mishap();
			actor.tell(new Mishap());
			actor.tell("x");
			actor.tell(new Mishap());
			CompletableFuture<Integer> asked = actor.ask(last, Integer.class, LONG);
			actor.tell("behind");
			Terminated end = probe.next(Terminated.class);
			assertThat(end.reason()).isEqualTo(TerminationReason.FAILED);
			assertThat(end.cause()).containsSame(last);
			assertThat(asked).failsWithin(LONG).withThrowableThat().havingCause().isSameAs(last);
			untilOver(actor);
			assertThat(life.received()).hasSize(4);
			assertThat(this.deadLetters).filteredOn((heard) -> heard.message().equals("behind"))
				.singleElement()
				.extracting(Heard::reason)
				.isEqualTo(DeadLetterReason.STOPPED);
			this.deadLetters.clear();
		}
	}

	@Test
	void failuresThatAreLongAgoAreForgotten() {
		Duration window = Duration.ofMillis(40);
		ActorRef actor = create(RESTART.limit(2, window));
		for (int i = 1; i <= 3; i++) {
			actor.tell(new Mishap());
			assertThat(ask(actor, "x")).isEqualTo(i + 1);
			long failed = System.nanoTime();
			eventually().until(() -> System.nanoTime() - failed > window.toNanos());
		}
		assertThat(this.system.find("/user/fallible")).isPresent();
	}

	@Test
	void factoryThatFailsCountsAsAFurtherFailure() {
		AtomicInteger failures = new AtomicInteger(2);
		AtomicInteger made = new AtomicInteger();
		Fallible.Life life = new Fallible.Life() {

			@Override
			public Actor create() {
				if (made.getAndIncrement() > 0 && failures.getAndDecrement() > 0) {
					throw new IllegalStateException("no bean");
				}
				return super.create();
			}

		};
		ActorRef actor = this.system.create(life, ActorOptions.defaults().supervision(RESTART));
		actor.tell(new Mishap());
		assertThat(ask(actor, "x")).isEqualTo(2);
		assertThat(made).hasValue(4);
		Probe probe = Probe.create(this.system, "probe");
		made.set(0);
		failures.set(100);
		ActorRef limited = this.system.create(life,
				ActorOptions.defaults().supervision(RESTART.limit(3, Duration.ofMinutes(1))));
		probe.run(() -> probe.watch(limited));
		limited.tell(new Mishap());
		limited.tell("behind");
		assertThat(probe.next(Terminated.class).cause().orElseThrow()).hasMessage("no bean");
		assertThat(made).hasValue(3);
		eventually().until(() -> deadMessages().contains("behind"));
	}

	@Test
	void freshObjectThatFailsToStartIsReplacedInTurn() {
		this.life.whenStarted((self) -> {
			if (self.number == 2) {
				self.create(LambdaActor.idle(), "child");
				throw new IOException("cannot start");
			}
			if (self.number == 3) {
				self.await(CompletableFuture.failedFuture(new IOException("cannot connect")), (value) -> {
				});
			}
		});
		ActorRef actor = create(RESTART);
		Mishap cause = new Mishap();
		CompletableFuture<Integer> asked = actor.ask(cause, Integer.class, LONG);
		assertThat(ask(actor, "x")).isEqualTo(4);
		// One that never started is not stopped, and none is kept.
		assertThat(this.life.events).containsExactly("started 1", "1:on purpose", "stopped 1", "released 1",
				"started 2", "released 2", "started 3", "stopped 3", "released 3", "started 4", "4:x");
		assertThat(asked).failsWithin(LONG).withThrowableThat().havingCause().isSameAs(cause);
	}

	@Test
	void actorWhoseFactoryMakesTheSameObjectTwiceStops() {
		Probe probe = Probe.create(this.system, "probe");
		LambdaActor same = new LambdaActor((self, sender, message) -> {
			throw new Mishap();
		});
		ActorRef actor = this.system.create(() -> same, "same", ActorOptions.defaults().supervision(RESTART));
		probe.run(() -> probe.watch(actor));
		actor.tell("x");
		assertThat(probe.next(Terminated.class).cause().orElseThrow()).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("already is the actor")
			.hasMessageContaining("from a factory");
	}

	@Test
	void hooksThatThrowDoNotStandInTheWayOfARestart() {
		AtomicInteger made = new AtomicInteger();
		ActorRef actor = this.system.create(() -> {
			int number = made.incrementAndGet();
			return new LambdaActor((self, sender, message) -> {
				if (message instanceof Throwable) {
					throw new StackOverflowError();
				}
				self.tell(sender, number);
			}).whenStopped((self) -> {
				throw new NoClassDefFoundError("on purpose");
			});
		}, "hooks", ActorOptions.defaults().supervision(RESTART));
		actor.tell(new Mishap());
		assertThat(ask(actor, "x")).isEqualTo(2);
	}

	@Test
	void interruptDoesNotReachTheFreshObject() {
		this.life.behavior((self, sender, message) -> {
			if (message.equals("fail")) {
				Thread.currentThread().interrupt();
				throw new Mishap();
			}
			if (message.equals("look")) {
				self.tell(sender, Thread.currentThread().isInterrupted() ? -1 : self.number);
			}
			return message.equals("look");
		});
		ActorRef actor = create(RESTART);
		actor.tell("fail");
		assertThat(ask(actor, "look")).isEqualTo(2);
	}

	@Test
	void failingChildIsRestartedAloneAndItsParentGoesOn() {
		Probe parent = Probe.create(this.system, "parent");
		ActorRef child = parent
			.call((self) -> self.create(this.life, "child", ActorOptions.defaults().supervision(RESTART)));
		ActorRef sibling = parent.call((self) -> self.create(LambdaActor.echo(), "sibling"));
		for (int i = 0; i < 50; i++) {
			child.tell(new Mishap());
		}
		assertThat(ask(child, "x")).isEqualTo(51);
		assertThat(sibling.ask("x", String.class, LONG).join()).isEqualTo("x");
		assertThat(parent.rest()).isEmpty();
	}

	@Test
	void snapshotTellsOfTheLastFailureWithoutItsText() {
		ActorRef actor = create(RESTART);
		assertThat(this.system.snapshot("/user/fallible").orElseThrow().lastFailure()).isEmpty();
		actor.tell(new IllegalStateException("the secret of a message"));
		assertThat(ask(actor, "x")).isEqualTo(2);
		ActorSnapshot snapshot = this.system.snapshot("/user/fallible").orElseThrow();
		assertThat(snapshot.lastFailure()).map(ActorSnapshot.LastFailure::type)
			.contains(IllegalStateException.class.getName());
		assertThat(snapshot.toString()).doesNotContain("secret");
		assertThat(snapshot.failed()).isOne();
		assertThat(snapshot.restarted()).isOne();
		assertThat(snapshot.goesOnAt()).isEqualTo(Optional.empty());
	}

	@Test
	void keyedActorIsRestartedBehindItsKey() {
		Fallible.Life life = new Fallible.Life().behavior((self, sender, message) -> {
			if (message.equals("who")) {
				self.tell(sender, self.self());
				return true;
			}
			return false;
		});
		KeyedActors keyed = this.system.keyed("feed", Fallible.class, (key) -> life.create(),
				KeyedOptions.defaults().actorOptions(ActorOptions.defaults().supervision(RESTART)));
		ActorRef feed = keyed.of("a");
		assertThat(ask(feed, "x")).isEqualTo(1);
		feed.tell(new Mishap());
		assertThat(ask(feed, "y")).isEqualTo(2);
		assertThat(feed.ask("who", ActorRef.class, LONG).join()).isEqualTo(feed);
		assertThat(life.received()).containsExactly("1:x", "1:on purpose", "2:y", "2:who");
	}

	@Test
	void workerOfAPoolIsRestartedAndTriesAgain() {
		AtomicInteger tries = new AtomicInteger();
		this.life.behavior((self, sender, message) -> {
			if (message.equals("flaky") && tries.incrementAndGet() < 3) {
				throw new Mishap();
			}
			return false;
		});
		ActorRef pool = this.system.create(this.life, "pool",
				ActorOptions.defaults()
					.instances(2)
					.supervision(RESTART.retry(2, Backoff.fixed(Duration.ofMillis(1)))));
		CompletableFuture<Integer> flaky = pool.ask("flaky", Integer.class, LONG);
		assertThat(flaky.join()).isEqualTo(4);
		for (int i = 0; i < 10; i++) {
			assertThat(ask(pool, "x")).isIn(1, 2, 4);
		}
		assertThat(tries).hasValue(3);
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void freshObjectThatCannotStartDoesNotHoldAShutdownUp() {
		this.life.whenStarted((self) -> {
			if (self.system().isShutdown()) {
				throw new Mishap();
			}
		});
		ActorRef actor = create(RESTART);
		CountDownLatch shutdown = new CountDownLatch(1);
		this.life.behavior((self, sender, message) -> {
			await(shutdown);
			return false;
		});
		actor.tell(new Mishap());
		actor.tell("waiting");
		this.life.await("1:on purpose");
		this.system.shutdown(LONG);
		shutdown.countDown();
		long begin = System.nanoTime();
		assertThat(this.system.stopped()).succeedsWithin(LONG);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG.dividedBy(2));
		assertThat(deadMessages()).contains("waiting");
	}

}
