package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.pyctor.supervision.SupervisionStrategy;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SchedulingTests extends WithActorSystem {

	private static final Duration TICK = Duration.ofMillis(5);

	private static final Duration NEVER = Duration.ofHours(1);

	private int timers() {
		return ((DefaultActorSystem) this.system).timers().size();
	}

	@Test
	void delayTellsOnceAndNeverEarly() {
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 20; i++) {
			Duration delay = Duration.ofMillis(i);
			long before = System.nanoTime();
			Cancellable once = this.system.scheduleTell(probe.ref(), "once", Schedule.after(delay));
			Probe.Received received = probe.nextReceived();
			assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(delay.toNanos());
			assertThat(received).isEqualTo(new Probe.Received(this.system.nobody(), "once"));
			assertThat(once.cancel()).isFalse();
			assertThat(once.isCancelled()).isFalse();
		}
		assertThat(probe.rest()).isEmpty();
		// That of a question goes a moment after its answer has come.
		eventually().until(() -> timers() == 0);
	}

	@Test
	void periodTellsForTheFirstTimeAfterOnePeriod() {
		Probe probe = Probe.create(this.system, "probe");
		long before = System.nanoTime();
		Cancellable ticks = this.system.scheduleTell(probe.ref(), "tick", Schedule.every(TICK));
		for (int i = 1; i <= 5; i++) {
			assertThat(probe.next()).isEqualTo("tick");
			assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(i * TICK.toNanos());
		}
		assertThat(ticks.cancel()).isTrue();
	}

	@Test
	void delayAndPeriodTellFirstAfterTheDelay() {
		Probe probe = Probe.create(this.system, "probe");
		this.system.scheduleTell(probe.ref(), "now", Schedule.after(Duration.ZERO).thenEvery(NEVER));
		assertThat(probe.next()).isEqualTo("now");
		long before = System.nanoTime();
		this.system.scheduleTell(probe.ref(), "later", Schedule.after(Duration.ofMillis(30)).thenEvery(TICK));
		assertThat(probe.next()).isEqualTo("later");
		assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(30_000_000);
		assertThat(probe.next()).isEqualTo("later");
	}

	@Test
	void senderOfAnActorsScheduleIsTheActor() {
		Probe probe = Probe.create(this.system, "probe");
		Probe maker = Probe.create(this.system, "maker");
		maker.run(() -> maker.scheduleTell(probe.ref(), "tick", Schedule.after(TICK)));
		assertThat(probe.nextReceived()).isEqualTo(new Probe.Received(maker.ref(), "tick"));
	}

	@Test
	void fixedDelayCountsFromTheEndOfTheHandling() {
		Queue<Long> gaps = new ConcurrentLinkedQueue<>();
		CountDownLatch done = new CountDownLatch(5);
		AtomicLong lastEnd = new AtomicLong();
		ActorRef slow = this.system.create(LambdaActor.factory((self, sender, message) -> {
			long begin = System.nanoTime();
			if (lastEnd.get() != 0) {
				gaps.add(begin - lastEnd.get());
			}
			burn(Duration.ofMillis(10));
			lastEnd.set(System.nanoTime());
			done.countDown();
		}));
		this.system.scheduleTell(slow, "tick", Schedule.every(TICK));
		await(done);
		assertThat(gaps).allSatisfy((gap) -> assertThat(gap).isGreaterThanOrEqualTo(TICK.toNanos()));
	}

	@Test
	void fixedRateLeavesMissedTicksOut() {
		Duration period = Duration.ofMillis(10);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch first = new CountDownLatch(1);
		List<Long> times = new CopyOnWriteArrayList<>();
		ActorRef slow = this.system.create(LambdaActor.factory((self, sender, message) -> {
			times.add(System.nanoTime());
			first.countDown();
			await(release);
		}));
		Cancellable ticks = this.system.scheduleTell(slow, "tick", Schedule.every(period).atFixedRate());
		await(first);
		// Let some dozen ticks go by, by the clock of the schedule itself.
		Probe clock = Probe.create(this.system, "clock");
		this.system.scheduleTell(clock.ref(), "late", Schedule.after(period.multipliedBy(20)));
		assertThat(clock.next()).isEqualTo("late");
		assertThat(this.system.snapshot(slow.path().toString()).orElseThrow().mailboxSize()).isZero();
		long released = System.nanoTime();
		release.countDown();
		eventually().until(() -> times.size() >= 5);
		ticks.cancel();
		// No burst: what follows is on the raster, and so one period apart, but for the
		// first, which is anywhere within a period.
		long fourTicks = times.get(4) - released;
		assertThat(fourTicks).isGreaterThanOrEqualTo(period.multipliedBy(3).toNanos());
	}

	@Test
	void fixedRateKeepsItsRaster() {
		Duration period = Duration.ofMillis(10);
		long start = System.nanoTime();
		CountDownLatch done = new CountDownLatch(10);
		AtomicInteger early = new AtomicInteger();
		AtomicInteger count = new AtomicInteger();
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (System.nanoTime() - start < count.incrementAndGet() * period.toNanos()) {
				early.incrementAndGet();
			}
			burn(Duration.ofMillis(4));
			done.countDown();
		}));
		this.system.scheduleTell(actor, "tick", Schedule.every(period).atFixedRate());
		await(done);
		assertThat(early).hasValue(0);
	}

	private static void burn(Duration time) {
		long until = System.nanoTime() + time.toNanos();
		while (System.nanoTime() < until) {
			Thread.onSpinWait();
		}
	}

	@Test
	void badSchedulesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Schedule.every(Duration.ZERO))
			.withMessage("'period' must be positive (was PT0S)");
		assertThatIllegalArgumentException().isThrownBy(() -> Schedule.every(Duration.ofSeconds(-1)))
			.withMessage("'period' must be positive (was PT-1S)");
		assertThatIllegalArgumentException().isThrownBy(() -> Schedule.after(TICK).thenEvery(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> Schedule.after(Duration.ofSeconds(-1)))
			.withMessage("'delay' must not be negative (was PT-1S)");
		assertThatIllegalStateException().isThrownBy(() -> Schedule.after(TICK).atFixedRate());
	}

	@Test
	void scheduleSaysWhatItIs() {
		Schedule schedule = Schedule.after(TICK).thenEvery(NEVER);
		assertThat(schedule.delay()).isEqualTo(TICK);
		assertThat(schedule.period()).contains(NEVER);
		assertThat(schedule.isFixedRate()).isFalse();
		assertThat(schedule.atFixedRate().isFixedRate()).isTrue();
		assertThat(Schedule.every(TICK).delay()).isEqualTo(TICK);
		assertThat(Schedule.after(TICK).period()).isEmpty();
		assertThat(schedule).hasToString("after PT0.005S every PT1H");
	}

	@Test
	void cancelIsTrueExactlyOnceAndLeavesNoTimer() {
		Probe probe = Probe.create(this.system, "probe");
		Cancellable schedule = this.system.scheduleTell(probe.ref(), "never", Schedule.after(NEVER));
		assertThat(timers()).isEqualTo(1);
		assertThat(schedule.isCancelled()).isFalse();
		assertThat(schedule.cancel()).isTrue();
		assertThat(schedule.cancel()).isFalse();
		assertThat(schedule.isCancelled()).isTrue();
		assertThat(timers()).isZero();
	}

	@Test
	void oneOfManyCancelsIsTrue() throws Exception {
		Probe probe = Probe.create(this.system, "probe");
		for (int round = 0; round < 200; round++) {
			Cancellable schedule = this.system.scheduleTell(probe.ref(), "x", Schedule.every(Duration.ofNanos(1)));
			AtomicInteger winners = new AtomicInteger();
			Thread[] threads = new Thread[3];
			for (int i = 0; i < threads.length; i++) {
				threads[i] = new Thread(() -> winners.addAndGet(schedule.cancel() ? 1 : 0));
				threads[i].start();
			}
			for (Thread thread : threads) {
				thread.join();
			}
			assertThat(winners).hasValue(1);
		}
		probe.rest();
		assertThat(probe.rest()).isEmpty();
		assertThat(timers()).isZero();
	}

	@Test
	void queuedTickIsNotDeliveredAfterCancel() {
		Queue<Object> received = new ConcurrentLinkedQueue<>();
		CountDownLatch release = new CountDownLatch(1);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			received.add(message);
			if (message.equals("wait")) {
				await(release);
			}
			else if (message.equals("ask")) {
				self.tell(sender, new Done());
			}
		}));
		actor.tell("wait");
		Cancellable once = this.system.scheduleTell(actor, "once", Schedule.after(TICK));
		Cancellable periodic = this.system.scheduleTell(actor, "tick", Schedule.every(TICK));
		eventually().until(() -> timers() == 0);
		assertThat(once.cancel()).isTrue();
		assertThat(periodic.cancel()).isTrue();
		release.countDown();
		actor.ask("ask", Done.class, LONG).join();
		assertThat(received).containsExactly("wait", "ask");
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void cancelWhileTheTickIsHandledEndsTheSchedule() {
		AtomicInteger ticks = new AtomicInteger();
		CompletableFuture<Cancellable> schedule = new CompletableFuture<>();
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			ticks.incrementAndGet();
			self.tell(probe.ref(), schedule.join().cancel());
		}));
		schedule.complete(this.system.scheduleTell(actor, "tick", Schedule.every(TICK)));
		assertThat(probe.next()).isEqualTo(true);
		assertThat(timers()).isZero();
		assertThat(ticks).hasValue(1);
	}

	@Test
	void scheduleEndsWithItsTarget() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef target = probe.call((self) -> self.create(LambdaActor::idle));
		Cancellable schedule = this.system.scheduleTell(target, "tick", Schedule.every(TICK));
		this.system.stop(target);
		probe.next(Terminated.class);
		untilOver(target);
		eventually().until(() -> timers() == 0);
		assertThat(schedule.cancel()).isFalse();
		// Only a tick that was queued when the target ended is a dead letter.
		assertThat(this.deadLetters.size()).isLessThanOrEqualTo(1);
	}

	@Test
	void tickThatIsQueuedWhenItsTargetEndsIsADeadLetter() {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch waiting = new CountDownLatch(1);
		Probe probe = Probe.create(this.system, "probe");
		ActorRef target = probe.call((self) -> self.create(LambdaActor.factory((actor, sender, message) -> {
			waiting.countDown();
			await(release);
		})));
		target.tell("wait");
		await(waiting);
		probe.run(() -> probe.scheduleTell(target, "tick", Schedule.every(TICK)));
		eventually().until(() -> timers() == 0);
		this.system.stopNow(target);
		release.countDown();
		probe.next(Terminated.class);
		assertThat(probe.next()).isEqualTo(new DeadLetter(target, "tick", DeadLetterReason.STOPPED));
		assertThat(timers()).isZero();
	}

	@Test
	void scheduleEndsWithTheActorThatMadeIt() {
		Probe probe = Probe.create(this.system, "probe");
		Probe target = Probe.create(this.system, "target");
		ActorRef maker = probe.call((self) -> self.create(LambdaActor.idle().whenStarted((actor) -> {
			actor.scheduleTell(target.ref(), "tick", Schedule.every(TICK));
			actor.scheduleTell(target.ref(), "never", Schedule.after(NEVER));
		})));
		assertThat(target.next()).isEqualTo("tick");
		this.system.stop(maker);
		probe.next(Terminated.class);
		eventually().until(() -> timers() == 0);
		target.rest();
		assertThat(target.rest()).isEmpty();
	}

	@Test
	void scheduleMadeInTheLastCallbackEndsWithTheActor() {
		Probe probe = Probe.create(this.system, "probe");
		Probe target = Probe.create(this.system, "target");
		for (boolean withChild : new boolean[] { false, true }) {
			ActorRef maker = probe.call((self) -> self.create(LambdaActor.idle().whenStarted((actor) -> {
				if (withChild) {
					actor.create(LambdaActor::idle);
				}
			}).whenStopped((actor) -> actor.scheduleTell(target.ref(), "never", Schedule.every(NEVER)))));
			this.system.stop(maker);
			probe.next(Terminated.class);
			eventually().until(() -> timers() == 0);
		}
	}

	@Test
	void finishedSchedulesAreForgottenByTheirMaker() {
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> {
			for (int i = 0; i < 1_000; i++) {
				probe.scheduleTell(probe.self(), i, Schedule.after(Duration.ZERO));
			}
		});
		for (int i = 0; i < 1_000; i++) {
			probe.next();
		}
		probe.rest();
		assertThat(((ActorCell) probe.ref()).extras()).extracting("schedules")
			.asInstanceOf(InstanceOfAssertFactories.ITERABLE)
			.isEmpty();
	}

	@Test
	void handlerThatFailsKeepsThePeriod() {
		CountDownLatch three = new CountDownLatch(3);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			three.countDown();
			throw new IllegalStateException("on purpose");
		}));
		this.system.scheduleTell(actor, "tick", Schedule.every(TICK));
		await(three);
	}

	@Test
	void failedTickIsTheMessageThatRestartedGets() {
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> {
			ActorRef actor = probe.create(new LambdaActor((self, sender, message) -> {
				throw new IllegalStateException("on purpose");
			}).whenRestarted((sender, message, error) -> sender.tell(message)));
			probe.scheduleTell(actor, "tick", Schedule.after(TICK));
		});
		assertThat(probe.next(DeadLetter.class).reason()).isEqualTo(DeadLetterReason.FAILED);
		assertThat(probe.next()).isEqualTo("tick");
	}

	@Test
	void targetThatThrowsDoesNotEndTheClock() {
		ActorRef broken = new ForwardingRef(this.system.nobody()) {

			@Override
			public void tell(Object message, ActorRef sender) {
				throw new IllegalStateException("on purpose");
			}

		};
		this.system.scheduleTell(broken, "x", Schedule.after(Duration.ZERO));
		Probe probe = Probe.create(this.system, "probe");
		this.system.scheduleTell(probe.ref(), "y", Schedule.after(TICK));
		assertThat(probe.next()).isEqualTo("y");
	}

	@Test
	void targetThatThrowsDoesNotEndTheSchedule() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef broken = new ForwardingRef(this.system.nobody()) {

			@Override
			public void tell(Object message, ActorRef sender) {
				probe.ref().tell(message, sender);
				throw new IllegalStateException("on purpose");
			}

		};
		Cancellable schedule = this.system.scheduleTell(broken, "x", Schedule.every(TICK));
		assertThat(probe.next()).isEqualTo("x");
		assertThat(probe.next()).isEqualTo("x");
		assertThat(schedule.cancel()).isTrue();
	}

	@Test
	void periodEndsWithTheTargetThatFailsAtItsTick() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef target = this.system.create(LambdaActor.factory((self, sender, message) -> {
			throw new Mishap();
		})::get, ActorOptions.defaults().supervision(SupervisionStrategy.stop()));
		probe.run(() -> probe.watch(target));
		Cancellable schedule = this.system.scheduleTell(target, "tick",
				Schedule.after(Duration.ofMillis(1)).thenEvery(Duration.ofHours(1)));
		probe.next(Terminated.class);
		untilOver(target);
		assertThat(schedule.isCancelled()).isTrue();
		assertThat(schedule.cancel()).isFalse();
	}

	@Test
	void periodEndsWithTheTargetThatItsTickStops() {
		ActorRef target = this.system.create(LambdaActor::idle);
		Cancellable schedule = this.system.scheduleTell(target, new PoisonPill(),
				Schedule.after(Duration.ofMillis(1)).thenEvery(Duration.ofHours(1)));
		untilOver(target);
		assertThat(schedule.isCancelled()).isTrue();
	}

	@Test
	void scheduledPoisonPillStopsItsTarget() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef target = this.system.create(LambdaActor.echo());
		probe.run(() -> probe.watch(target));
		this.system.scheduleTell(target, new PoisonPill(), Schedule.after(TICK));
		assertThat(probe.next(Terminated.class).reason()).isEqualTo(TerminationReason.STOPPED);
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void referenceThatForwardsGetsItsTicks() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef forwarding = new ForwardingRef(probe.ref());
		Cancellable ticks = this.system.scheduleTell(forwarding, "tick", Schedule.every(TICK));
		assertThat(probe.next()).isEqualTo("tick");
		assertThat(probe.next()).isEqualTo("tick");
		assertThat(ticks.cancel()).isTrue();
		eventually().until(() -> timers() == 0);
	}

	@Test
	void scheduleAfterTheSystemHasStoppedIsCancelled() {
		Probe probe = Probe.create(this.system, "probe");
		this.system.shutdown(LONG);
		this.system.stopped().join();
		Cancellable schedule = this.system.scheduleTell(probe.ref(), "x", Schedule.after(TICK));
		assertThat(schedule.isCancelled()).isTrue();
		assertThat(schedule.cancel()).isFalse();
	}

	@Test
	void veryLongSchedulesAreFine() {
		Probe probe = Probe.create(this.system, "probe");
		Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
		Cancellable delayed = this.system.scheduleTell(probe.ref(), "never", Schedule.after(endless));
		Cancellable periodic = this.system.scheduleTell(probe.ref(), "once",
				Schedule.after(Duration.ZERO).thenEvery(endless));
		this.system.scheduleTell(probe.ref(), "soon", Schedule.after(TICK));
		assertThat(List.of(probe.next(), probe.next())).containsExactlyInAnyOrder("once", "soon");
		assertThat(probe.rest()).isEmpty();
		assertThat(delayed.cancel()).isTrue();
		assertThat(periodic.cancel()).isTrue();
	}

}
