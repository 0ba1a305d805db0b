package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Very many schedules, cancelled about when they are due, or whose targets end: each is
 * delivered or cancelled, once, and leaves no timer behind.
 */
@Timeout(120)
class TimerStressTests {

	private static final int TIMERS = 1_000_000;

	private static final int THREADS = 2;

	private static final int SPREAD_NANOS = 300_000_000;

	@Test
	void firedAndCancelledIsTheTotalOf1000000Timers() {
		Seeds.each(2, (seed) -> {
			ActorSystem system = ActorSystem.builder("timers").parallelism(2).deadLetterLogLimit(0).build();
			AtomicIntegerArray fired = new AtomicIntegerArray(TIMERS);
			AtomicIntegerArray cancelled = new AtomicIntegerArray(TIMERS);
			List<ActorRef> targets = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				targets.add(system
					.create(LambdaActor.factory((self, sender, message) -> fired.incrementAndGet((Integer) message))));
			}
			Cancellable[] schedules = new Cancellable[TIMERS];
			Outsiders.start(THREADS, (thread) -> {
				Random random = new Random(seed * 31 + thread);
				int first = thread * (TIMERS / THREADS);
				for (int i = 0; i < TIMERS / THREADS; i++) {
					schedules[first + i] = system.scheduleTell(targets.get(random.nextInt(targets.size())), first + i,
							Schedule.after(Duration.ofNanos(random.nextInt(SPREAD_NANOS))));
					if (random.nextInt(4) > 0) {
						// An older one, most likely not yet due; or one just made.
						int chosen = first + i - random.nextInt(Math.min(i + 1, 1 << random.nextInt(18)));
						cancelled.addAndGet(chosen, schedules[chosen].cancel() ? 1 : 0);
					}
				}
			}).join();
			WithActorSystem.eventually().until(() -> ((DefaultActorSystem) system).timers().size() == 0);
			// What is due is queued: the actors come to it before they end.
			WithActorSystem.end(system);
			int total = 0;
			int totalCancelled = 0;
			for (int i = 0; i < TIMERS; i++) {
				if (fired.get(i) + cancelled.get(i) != 1 || schedules[i].isCancelled() != (cancelled.get(i) == 1)) {
					throw new AssertionError("Timer " + i + " fired " + fired.get(i) + " times, was cancelled "
							+ cancelled.get(i) + " times, and says " + schedules[i].isCancelled());
				}
				total += fired.get(i) + cancelled.get(i);
				totalCancelled += cancelled.get(i);
			}
			assertThat(total).isEqualTo(TIMERS);
			assertThat(totalCancelled).isBetween(TIMERS / 10, TIMERS - TIMERS / 10);
		});
	}

	@Test
	void everyScheduleEndsWithItsTargetWhoeverIsFirst() {
		Seeds.each(3, (seed) -> {
			AtomicInteger dead = new AtomicInteger();
			AtomicInteger fired = new AtomicInteger();
			ActorSystem system = ActorSystem.builder("timers")
				.parallelism(2)
				.deadLetterLogLimit(0)
				.deadLetterListener((letter, sender) -> dead.incrementAndGet())
				.build();
			Random random = new Random(seed);
			List<Cancellable> schedules = new ArrayList<>();
			for (int i = 0; i < 20_000; i++) {
				ActorRef target = system
					.create(LambdaActor.factory((self, sender, message) -> fired.incrementAndGet()));
				int before = random.nextInt(3);
				for (int n = 0; n < 4; n++) {
					if (n == before) {
						system.stop(target);
					}
					boolean soon = random.nextInt(4) == 0;
					schedules.add(system.scheduleTell(target, n,
							Schedule.after(soon ? Duration.ofNanos(random.nextInt(20_000)) : Duration.ofHours(1))));
					for (int spin = random.nextInt(100); spin > 0; spin--) {
						Thread.onSpinWait();
					}
				}
			}
			WithActorSystem.eventually()
				.until(() -> system.snapshot().children().isEmpty()
						&& ((DefaultActorSystem) system).timers().size() == 0);
			long cancelled = schedules.stream().filter(Cancellable::isCancelled).count();
			assertThat(cancelled + fired.get() + dead.get()).isEqualTo(schedules.size());
			WithActorSystem.end(system);
		});
	}

}
