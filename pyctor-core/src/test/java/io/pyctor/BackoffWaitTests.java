package io.pyctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.pyctor.supervision.Backoff;
import io.pyctor.supervision.SupervisionStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Actors that wait after a failure: their messages wait with them, and who wants to end
 * them need not wait.
 */
class BackoffWaitTests extends WithActorSystem {

	private static final Duration HOUR = Duration.ofHours(1);

	private final Fallible.Life life = new Fallible.Life();

	@Override
	ActorSystemBuilder settings(ActorSystemBuilder builder) {
		return super.settings(builder).jitter(() -> 0.5);
	}

	private ActorRef create(SupervisionStrategy strategy, Duration wait) {
		return this.system.create(this.life, "fallible",
				ActorOptions.defaults().supervision(strategy.backoff(Backoff.fixed(wait))));
	}

	/** An actor that has failed and will wait for an hour. */
	private ActorRef createBackingOff(boolean restart) {
		ActorRef actor = create(restart ? SupervisionStrategy.restart() : SupervisionStrategy.resume(), HOUR);
		actor.tell(new Mishap());
		untilBackingOff();
		return actor;
	}

	private void untilBackingOff() {
		eventually().until(() -> snapshot().goesOnAt().isPresent());
		assertThat(snapshot().state()).isEqualTo(ActorState.BACKING_OFF);
	}

	private ActorSnapshot snapshot() {
		return this.system.snapshot("/user/fallible").orElseThrow();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void messagesWaitAndKeepTheirOrder(boolean restart) {
		Duration wait = Duration.ofMillis(150);
		List<Long> times = new CopyOnWriteArrayList<>();
		this.life.behavior((self, sender, message) -> {
			times.add(System.nanoTime());
			return false;
		});
		ActorRef actor = create(restart ? SupervisionStrategy.restart() : SupervisionStrategy.resume(), wait);
		Instant before = Instant.now();
		actor.tell(new Mishap());
		for (int i = 1; i <= 5; i++) {
			actor.tell("m" + i);
		}
		CompletableFuture<Integer> asked = actor.ask("asked", Integer.class, LONG);
		untilBackingOff();
		ActorSnapshot snapshot = snapshot();
		assertThat(snapshot.goesOnAt().orElseThrow()).isAfterOrEqualTo(before.plus(wait).minusMillis(1));
		assertThat(snapshot.mailboxSize()).isEqualTo(6);
		assertThat(asked.join()).isEqualTo(restart ? 2 : 1);
		String number = (restart ? 2 : 1) + ":";
		assertThat(this.life.received()).containsExactly("1:on purpose", number + "m1", number + "m2", number + "m3",
				number + "m4", number + "m5", number + "asked");
		assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(wait.toNanos());
		assertThat(snapshot().goesOnAt()).isEmpty();
	}

	@Test
	void waitsGrowWithFailuresInARowUpToTheLongest() {
		List<Long> times = new CopyOnWriteArrayList<>();
		Fallible.Life life = new Fallible.Life() {

			@Override
			public Actor create() {
				times.add(System.nanoTime());
				return new LambdaActor((self, sender, message) -> {
					throw new Mishap();
				}).whenStarted((self) -> {
					if (times.size() > 1) {
						throw new Mishap();
					}
				});
			}

			@Override
			public void release(Actor actor) {
			}

		};
		// Half of the jitter: 75, 150, 225, 225 milliseconds.
		Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(300), 2, 0.5);
		ActorRef actor = this.system.create(life, ActorOptions.defaults()
			.supervision(SupervisionStrategy.restart().backoff(backoff).limit(5, Duration.ofMinutes(1))));
		actor.tell("x");
		untilOver(actor);
		assertThat(times).hasSize(5);
		long[] least = { 75, 75, 150, 225, 225 };
		for (int i = 2; i < times.size(); i++) {
			assertThat(times.get(i) - times.get(i - 1)).as("wait number %d", i)
				.isGreaterThanOrEqualTo(Duration.ofMillis(least[i]).toNanos())
				.isLessThan(Duration.ofSeconds(2).toNanos());
		}
	}

	@Test
	void waitsBeginAnewAfterAQuietTime() {
		Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(80), 4, 0);
		ActorRef actor = this.system.create(this.life, "fallible",
				ActorOptions.defaults().supervision(SupervisionStrategy.resume().backoff(backoff)));
		for (int i = 0; i < 2; i++) {
			actor.tell(new Mishap());
			assertThat(actor.ask("x", Integer.class, LONG).join()).isOne();
			long wentOn = System.nanoTime();
			eventually().until(() -> System.nanoTime() - wentOn > Duration.ofMillis(90).toNanos());
		}
		Recovery recovery = ((ActorCell) actor).extras().recoveryOrNull();
		assertThat(recovery.failuresInARow()).isOne();
		actor.tell(new Mishap());
		actor.tell(new Mishap());
		assertThat(actor.ask("x", Integer.class, LONG).join()).isOne();
		assertThat(recovery.failuresInARow()).isEqualTo(2);
	}

	@Test
	void questionThatWaitsTooLongTimesOut() {
		ActorRef actor = createBackingOff(true);
		assertThat(actor.ask("x", Integer.class, Duration.ofMillis(30))).failsWithin(LONG)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(AskTimeoutException.class);
		this.system.stopNow(actor);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void stopNowEndsTheWait(boolean restart) {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = createBackingOff(restart);
		actor.tell("waiting");
		// Watching and its opposite need no turn of the actor.
		Probe former = Probe.create(this.system, "former");
		former.run(() -> former.watch(actor));
		former.run(() -> former.unwatch(actor));
		probe.run(() -> probe.watch(actor));
		this.system.stopNow(actor);
		assertThat(probe.next(Terminated.class).reason()).isEqualTo(TerminationReason.STOPPED);
		untilOver(actor);
		assertThat(deadMessages()).contains("waiting");
		assertThat(former.rest()).isEmpty();
		assertThat(this.life.events((event) -> !event.equals("restarted 1"))).containsExactly("started 1",
				"1:on purpose", "stopped 1", "released 1", "ended STOPPED");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void stopEndsTheWaitOfAnActorForWhichNothingWaits(boolean before) {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = create(SupervisionStrategy.restart(), HOUR);
		probe.run(() -> probe.watch(actor));
		this.life.behavior((self, sender, message) -> {
			if (before) {
				self.stop();
			}
			return false;
		});
		actor.tell(new Mishap());
		if (!before) {
			untilBackingOff();
			this.system.stop(actor);
		}
		assertThat(probe.next(Terminated.class).reason()).isEqualTo(TerminationReason.STOPPED);
	}

	@ParameterizedTest
	@MethodSource
	void stopEndsTheWaitHoweverMessagesWait(MailboxOptions mailbox) {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = this.system.create(this.life, "fallible",
				ActorOptions.defaults()
					.mailbox(mailbox)
					.supervision(SupervisionStrategy.restart().backoff(Backoff.fixed(HOUR))));
		probe.run(() -> probe.watch(actor));
		actor.tell(new Mishap());
		untilBackingOff();
		this.system.stop(actor);
		assertThat(probe.next(Terminated.class).reason()).isEqualTo(TerminationReason.STOPPED);
	}

	static Stream<MailboxOptions> stopEndsTheWaitHoweverMessagesWait() {
		return Stream.of(MailboxOptions.bounded(2, Overflow.REJECT), MailboxOptions.bounded(2, Overflow.DROP_OLDEST),
				MailboxOptions.unbounded().priority((message) -> 0));
	}

	@Test
	void stopEndsTheWaitOfAKeyedActorForWhichNothingWaits() {
		KeyedActors keyed = this.system.keyed("feed", Fallible.class, (key) -> this.life.create(), KeyedOptions
			.defaults()
			.actorOptions(
					ActorOptions.defaults().supervision(SupervisionStrategy.restart().backoff(Backoff.fixed(HOUR)))));
		ActorRef feed = keyed.of("a");
		feed.tell(new Mishap());
		eventually().until(() -> this.system.snapshot("/user/feed/a")
			.filter((snapshot) -> snapshot.state() == ActorState.BACKING_OFF)
			.isPresent());
		this.system.stop(feed);
		eventually().until(() -> keyed.snapshot().active() == 0);
	}

	@Test
	void stopKeepsItsPlaceBehindMessagesThatWait() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = create(SupervisionStrategy.restart(), Duration.ofMillis(100));
		probe.run(() -> probe.watch(actor));
		actor.tell(new Mishap());
		actor.tell("before");
		this.system.stop(actor);
		actor.tell("after");
		probe.next(Terminated.class);
		assertThat(this.life.received()).containsExactly("1:on purpose", "2:before");
		untilOver(actor);
		assertThat(deadMessages()).contains("after").doesNotContain("before");
	}

	@Test
	void deadlineOfAShutdownEndsTheWait() {
		ActorRef actor = createBackingOff(true);
		actor.tell("waiting");
		this.system.shutdown(Duration.ofMillis(50));
		assertThat(this.system.stopped()).succeedsWithin(LONG)
			.satisfies((report) -> assertThat(report.abandoned()).isEmpty());
		assertThat(this.deadLetters).filteredOn((heard) -> heard.message().equals("waiting"))
			.singleElement()
			.extracting(Heard::reason)
			.isEqualTo(DeadLetterReason.SHUTDOWN);
	}

	@Test
	void shutdownNeedNotWaitForAnActorForWhichNothingWaits() {
		createBackingOff(true);
		long begin = System.nanoTime();
		this.system.shutdown(LONG);
		assertThat(this.system.stopped()).succeedsWithin(LONG);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG.dividedBy(2));
	}

	@Test
	void waitOfADeadActorIsForgotten() {
		ActorRef actor = createBackingOff(true);
		int waiting = ((DefaultActorSystem) this.system).timers().size();
		this.system.stopNow(actor);
		untilOver(actor);
		assertThat(((DefaultActorSystem) this.system).timers().size()).isEqualTo(waiting - 1);
	}

}
