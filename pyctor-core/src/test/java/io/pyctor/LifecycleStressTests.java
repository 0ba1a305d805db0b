package io.pyctor;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Very many actors come and go: each starts once, stops once, and its end is noticed once
 * by its parent and once by a watcher.
 */
@Timeout(120)
class LifecycleStressTests {

	private static final int WAVE = 50_000;

	@Test
	void wavesOf50000CreateWatchStop() {
		Seeds.each(10, (seed) -> new Wave(seed).run());
	}

	/** What is at hand when stopNow returns may be handled, and nothing behind it. */
	@Test
	void stopNowEndsAnActorAfterTheMessageAtHandHoweverManyWait() {
		Seeds.each(3, (seed) -> {
			Random random = new Random(seed);
			ActorSystem system = ActorSystem.builder("stop").parallelism(2).deadLetterLogLimit(0).build();
			for (int round = 0; round < 1_000; round++) {
				CountDownLatch started = new CountDownLatch(1);
				CountDownLatch stopped = new CountDownLatch(1);
				AtomicBoolean returned = new AtomicBoolean();
				AtomicInteger late = new AtomicInteger();
				ActorRef actor = system
					.create(new LambdaActor((self, sender, message) -> late.addAndGet(returned.get() ? 1 : 0))
						.whenStarted((self) -> started.countDown())
						.whenStopped((self) -> stopped.countDown()));
				WithActorSystem.await(started);
				int waiting = random.nextInt(3_000);
				for (int i = 0; i < waiting; i++) {
					actor.tell(i);
				}
				system.stopNow(actor);
				returned.set(true);
				WithActorSystem.await(stopped);
				assertThat(late.get()).as("messages in round %d", round).isLessThanOrEqualTo(1);
			}
			WithActorSystem.end(system);
		});
	}

	@Test
	void manySystemsComeAndGo() {
		for (int i = 0; i < 150; i++) {
			ActorSystem system = ActorSystem.builder("short-" + i).parallelism(1 + i % 3).build();
			ActorRef echo = system.create(LambdaActor::echo);
			if (i % 2 == 0) {
				assertThat(echo.ask(i, Integer.class, WithActorSystem.LONG).join()).isEqualTo(i);
			}
			WithActorSystem.end(system);
		}
	}

	private enum End {

		STOP, STOP_NOW, POISON_PILL, ITS_OWN, ITS_OWN_NOW

	}

	private static final class Wave {

		private final Random random;

		private final ActorSystem system = ActorSystem.builder("wave").parallelism(2).deadLetterLogLimit(0).build();

		private final AtomicIntegerArray started = new AtomicIntegerArray(WAVE);

		private final AtomicIntegerArray stopped = new AtomicIntegerArray(WAVE);

		private final AtomicIntegerArray noticedByParent = new AtomicIntegerArray(WAVE);

		private final AtomicIntegerArray noticedByWatcher = new AtomicIntegerArray(WAVE);

		private final End[] ends = new End[WAVE];

		private final CountDownLatch noticed = new CountDownLatch(2 * WAVE);

		Wave(long seed) {
			this.random = new Random(seed);
		}

		void run() {
			ActorRef watcher = this.system.create(() -> new Watcher(this));
			ActorRef parent = this.system.create(() -> new Parent(this, watcher));
			WithActorSystem.await(this.noticed);
			assertThat(this.system.snapshot(parent.path().toString()).orElseThrow().children()).isEmpty();
			WithActorSystem.end(this.system);
			for (int i = 0; i < WAVE; i++) {
				check(i);
			}
		}

		private void check(int i) {
			// Only what is stopped now can be stopped before it started: then it does not
			// stop either.
			int lives = (this.ends[i] == End.STOP_NOW) ? this.started.get(i) : 1;
			if (this.started.get(i) != lives || lives > 1 || this.stopped.get(i) != lives
					|| this.noticedByParent.get(i) != 1 || this.noticedByWatcher.get(i) != 1) {
				throw new AssertionError("Actor %d, ended by %s, started %d, stopped %d times, was noticed %d, %d times"
					.formatted(i, this.ends[i], this.started.get(i), this.stopped.get(i), this.noticedByParent.get(i),
							this.noticedByWatcher.get(i)));
			}
		}

	}

	/** Creates the actors of a wave, has them watched, and ends them in all ways. */
	private static final class Parent extends Actor {

		private final Wave wave;

		private final ActorRef watcher;

		private final Map<ActorRef, Integer> children = new HashMap<>();

		Parent(Wave wave, ActorRef watcher) {
			this.wave = wave;
			this.watcher = watcher;
		}

		@Override
		protected void started() {
			for (int i = 0; i < WAVE; i++) {
				End end = End.values()[this.wave.random.nextInt(End.values().length)];
				this.wave.ends[i] = end;
				ActorRef child = create(member(i, end));
				this.children.put(child, i);
				boolean watchedFirst = this.wave.random.nextBoolean();
				if (watchedFirst) {
					tell(this.watcher, new Watch(child, i));
				}
				switch (end) {
					case STOP -> stop(child);
					case STOP_NOW -> system().stopNow(child);
					case POISON_PILL -> tell(child, new PoisonPill());
					default -> {
						// It stops itself.
					}
				}
				if (!watchedFirst) {
					tell(this.watcher, new Watch(child, i));
				}
			}
		}

		private Actor member(int number, End end) {
			return LambdaActor.idle().whenStarted((self) -> {
				this.wave.started.incrementAndGet(number);
				if (end == End.ITS_OWN) {
					self.stop();
				}
				else if (end == End.ITS_OWN_NOW) {
					self.system().stopNow(self.self());
				}
			}).whenStopped((self) -> this.wave.stopped.incrementAndGet(number));
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			this.wave.noticedByParent.incrementAndGet(this.children.get(((Terminated) message).actor()));
			this.wave.noticed.countDown();
		}

	}

	private record Watch(ActorRef actor, int number) {
	}

	/** Watches, before or after the end. */
	private static final class Watcher extends Actor {

		private final Wave wave;

		private final Map<ActorRef, Integer> watched = new HashMap<>();

		Watcher(Wave wave) {
			this.wave = wave;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof Watch watch) {
				this.watched.put(watch.actor(), watch.number());
				watch(watch.actor());
			}
			else if (message instanceof Terminated terminated) {
				this.wave.noticedByWatcher.incrementAndGet(this.watched.get(terminated.actor()));
				this.wave.noticed.countDown();
			}
		}

	}

}
