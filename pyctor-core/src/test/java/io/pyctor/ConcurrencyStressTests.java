package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many things at once. What is random is seeded; what is left to chance is which thread
 * is when where.
 */
class ConcurrencyStressTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private static void end(ActorSystem system) {
		system.shutdown(LONG);
		assertThat(system.stopped().orTimeout(20, TimeUnit.SECONDS).join().abandoned()).isEmpty();
	}

	private static void await(CountDownLatch latch) {
		WithActorSystem.await(latch);
	}

	enum End {

		STOP, STOP_NOW, POISON_PILL, SHUTDOWN, SHUTDOWN_AT_ONCE, FAILED_START

	}

	/** Every message is processed, fails, or is a dead letter, exactly once. */
	@ParameterizedTest
	@EnumSource
	void everyMessageIsAccountedForWhileActorsEndUnderLoad(End end) throws Exception {
		for (int seed = 0; seed < 15; seed++) {
			AtomicLong processed = new AtomicLong();
			AtomicLong failed = new AtomicLong();
			AtomicLong dead = new AtomicLong();
			ActorSystem system = ActorSystem.builder("load")
				.parallelism(2)
				.deadLetterLogLimit(0)
				.throughput(1 + seed * 10)
				.deadLetterListener((letter, sender) -> dead.incrementAndGet())
				.build();
			List<ActorRef> actors = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				ActorOptions options = (i % 3 == 2) ? ActorOptions.defaults().blocking() : ActorOptions.defaults();
				boolean withChildren = i % 2 == 0;
				int number = i;
				actors.add(system.create(() -> new LambdaActor((self, sender, message) -> {
					if ((Integer) message % 100 == 99) {
						failed.incrementAndGet();
						throw new IllegalStateException("on purpose");
					}
					processed.incrementAndGet();
				}).whenStarted((self) -> {
					for (int n = 0; withChildren && n < 3; n++) {
						self.create(LambdaActor::idle);
					}
					if (end == End.FAILED_START && number > 2) {
						throw new IllegalStateException("on purpose");
					}
				}).whenStopped((self) -> {
					if (number == 1) {
						throw new IllegalStateException("on purpose");
					}
				}), options));
			}
			AtomicLong told = new AtomicLong();
			CountDownLatch warm = new CountDownLatch(3);
			AtomicBoolean enough = new AtomicBoolean();
			List<Thread> threads = new ArrayList<>();
			for (int t = 0; t < 3; t++) {
				Random random = new Random(seed * 31 + t);
				threads.add(new Thread(() -> {
					for (int i = 0; i < 8_000 && (!enough.get() || i < 2_000); i++) {
						actors.get(random.nextInt(actors.size())).tell(i);
						told.incrementAndGet();
						if (i == 500) {
							warm.countDown();
						}
					}
				}));
			}
			threads.forEach(Thread::start);
			await(warm);
			for (ActorRef actor : actors) {
				switch (end) {
					case STOP -> system.stop(actor);
					case STOP_NOW -> system.stopNow(actor);
					case POISON_PILL -> actor.tell(new PoisonPill());
					default -> {
						// The system ends them.
					}
				}
			}
			system.shutdown((end == End.SHUTDOWN_AT_ONCE) ? Duration.ZERO : LONG);
			assertThat(system.stopped().orTimeout(20, TimeUnit.SECONDS).join().abandoned()).isEmpty();
			enough.set(true);
			for (Thread thread : threads) {
				thread.join();
			}
			assertThat(processed.get() + failed.get() + dead.get()).as("seed %d", seed).isEqualTo(told.get());
			assertThat(system.deadLetters().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(dead.get());
		}
	}

	@Test
	void everyActorOfManyWavesIsReportedOnce() {
		ActorSystem system = ActorSystem.builder("waves").build();
		Queue<String> wrong = new ConcurrentLinkedQueue<>();
		CountDownLatch done = new CountDownLatch(1);
		int waves = 10;
		int size = 5_000;
		system.create(() -> new Actor() {

			private int wave;

			private int waiting;

			@Override
			protected void started() {
				next();
			}

			private void next() {
				this.waiting = size;
				for (int i = 0; i < size; i++) {
					ActorRef child = create(LambdaActor::idle);
					switch (i % 4) {
						case 0 -> stop(child);
						case 1 -> system().stopNow(child);
						case 2 -> child.tell(new PoisonPill());
						default -> {
							watch(child);
							stop(child);
						}
					}
				}
			}

			@Override
			protected void receive(ActorRef sender, Object message) {
				if (!(message instanceof Terminated terminated) || terminated.actor() != sender) {
					wrong.add("unexpected " + message);
				}
				if (--this.waiting == 0) {
					if (!children().isEmpty()) {
						wrong.add("left " + children().size());
					}
					if (++this.wave < waves) {
						next();
					}
					else {
						done.countDown();
					}
				}
			}

		});
		await(done);
		end(system);
		assertThat(wrong).isEmpty();
	}

	record Sum(int depth) {
	}

	/** A node of a tree: asks its children, fails now and then, is asked again. */
	private static final class Node extends Actor {

		private final Random random;

		private final AtomicInteger failures;

		Node(long seed, AtomicInteger failures) {
			this.random = new Random(seed);
			this.failures = failures;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (!(message instanceof Sum sum)) {
				return;
			}
			if (this.random.nextInt(5) == 0) {
				this.failures.incrementAndGet();
				throw new IllegalStateException("on purpose");
			}
			if (sum.depth() == 0) {
				tell(sender, 1);
				return;
			}
			int[] open = { 4 };
			int[] total = { 1 };
			for (int i = 0; i < 4; i++) {
				ActorRef child = create(() -> new Node(this.random.nextLong(), this.failures));
				ask(child, sender, new Sum(sum.depth() - 1), open, total);
			}
		}

		private void ask(ActorRef child, ActorRef sender, Sum sum, int[] open, int[] total) {
			await(child.ask(sum, Integer.class, LONG), (Integer value, Throwable error) -> {
				if (error != null) {
					ask(child, sender, sum, open, total);
					return;
				}
				total[0] += value;
				if (--open[0] == 0) {
					tell(sender, total[0]);
					children().forEach(this::stop);
				}
			});
		}

	}

	@Test
	void noAnswerIsLostInATreeThatFailsAtRandom() {
		ActorSystem system = ActorSystem.builder("tree").build();
		AtomicInteger failures = new AtomicInteger();
		for (int seed = 0; seed < 5; seed++) {
			long next = seed;
			ActorRef root = system.create(() -> new Node(next, failures));
			CompletableFuture<Integer> answer;
			do {
				answer = root.ask(new Sum(4), Integer.class, LONG);
			}
			while (answer.handle((value, error) -> error != null).join());
			assertThat(answer.join()).isEqualTo(1 + 4 + 16 + 64 + 256);
		}
		assertThat(failures).hasPositiveValue();
		end(system);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4 })
	void noWakeUpIsLostInManyPingPongsWithBatchesOfOne(int parallelism) {
		ActorSystem system = ActorSystem.builder("pingpong").parallelism(parallelism).throughput(1).build();
		int pairs = 8;
		int rounds = 50_000;
		CountDownLatch done = new CountDownLatch(pairs);
		LambdaActor.Behavior pass = (self, sender, message) -> {
			int round = (Integer) message;
			if (round == rounds) {
				done.countDown();
			}
			else {
				self.tell(sender, round + 1);
			}
		};
		for (int i = 0; i < pairs; i++) {
			ActorRef one = system.create(LambdaActor.factory(pass));
			ActorRef two = system.create(LambdaActor.factory(pass));
			one.tell(0, two);
		}
		await(done);
		end(system);
	}

	@Test
	void noWakeUpIsLostBetweenThreadsAndActors() {
		ActorSystem system = ActorSystem.builder("gaps").parallelism(2).build();
		ActorRef echo = system.create(LambdaActor::echo);
		Random random = new Random(5);
		for (int i = 0; i < 30_000; i++) {
			assertThat(echo.ask(i, Integer.class, LONG).join()).isEqualTo(i);
			for (int spin = random.nextInt(2_000); spin > 0; spin--) {
				Thread.onSpinWait();
			}
		}
		end(system);
	}

	@Test
	void manySystemsComeAndGo() {
		for (int i = 0; i < 150; i++) {
			ActorSystem system = ActorSystem.builder("short-" + i).parallelism(1 + i % 3).build();
			ActorRef echo = system.create(LambdaActor::echo);
			if (i % 2 == 0) {
				assertThat(echo.ask(i, Integer.class, LONG).join()).isEqualTo(i);
			}
			end(system);
		}
	}

	@Test
	void nameIsNeverTakenTwiceWhileItsHoldersComeAndGo() throws Exception {
		ActorSystem system = ActorSystem.builder("names").build();
		AtomicInteger living = new AtomicInteger();
		AtomicInteger wrong = new AtomicInteger();
		AtomicInteger created = new AtomicInteger();
		List<Thread> threads = new ArrayList<>();
		for (int t = 0; t < 4; t++) {
			threads.add(new Thread(() -> {
				for (int i = 0; i < 2_000; i++) {
					try {
						ActorRef actor = system.create(LambdaActor.idle().whenStarted((self) -> {
							wrong.addAndGet((living.incrementAndGet() > 1) ? 1 : 0);
						}).whenStopped((self) -> living.decrementAndGet()), "one");
						created.incrementAndGet();
						system.stop(actor);
					}
					catch (DuplicateActorNameException ex) {
						Thread.onSpinWait();
					}
				}
			}));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		end(system);
		assertThat(wrong).hasValue(0);
		assertThat(living).hasValue(0);
		assertThat(created).hasPositiveValue();
	}

}
