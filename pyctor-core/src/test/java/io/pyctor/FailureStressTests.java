package io.pyctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Actors fail all the time and in all ways: no answer, no stop and no notice is lost.
 */
@Timeout(120)
class FailureStressTests {

	private static final int TREE = 500;

	private static final int BRANCHES = 4;

	@Test
	void noAnswerIsLostInATreeOf500ActorsThatFailAtRandom() {
		Seeds.each(3, (seed) -> {
			Tree tree = new Tree(seed);
			ActorSystem system = ActorSystem.builder("tree")
				.parallelism(2)
				.deadLetterLogLimit(0)
				.failureHandler((ex) -> tree.jvmFailures.incrementAndGet())
				.build();
			ActorRef root = system.create(() -> new Node(tree, 0));
			List<CompletableFuture<Integer>> answers = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				answers.add(tree.ask(root));
			}
			for (CompletableFuture<Integer> answer : answers) {
				answer.handle((value, error) -> error).join();
			}
			assertThat(tree.nodes).hasValue(TREE);
			WithActorSystem.end(system);
			assertThat(tree.wrong).isEmpty();
			assertThat(tree.answered.get() + tree.failed.get()).isEqualTo(tree.asked.get());
			for (int kind = 0; kind < Kind.values().length; kind++) {
				assertThat(tree.kinds.get(kind)).as("failures by %s", Kind.values()[kind]).isPositive();
			}
			assertThat(tree.jvmFailures).hasValue(tree.kinds.get(Kind.OUT_OF_MEMORY.ordinal()));
		});
	}

	/** How an actor fails at a question. */
	private enum Kind {

		UNCHECKED, CHECKED, ASSERTION, STACK_OVERFLOW, LINKAGE, OUT_OF_MEMORY, INTERRUPTED, THROWABLE, GIVEN_BACK,
		FAILURE_TOLD;

		Throwable newThrowable() {
			return switch (this) {
				case CHECKED -> new Exception("on purpose");
				case ASSERTION -> new AssertionError("on purpose");
				case STACK_OVERFLOW -> overflow();
				case LINKAGE -> new NoClassDefFoundError("on purpose");
				case OUT_OF_MEMORY -> new OutOfMemoryError("on purpose");
				case INTERRUPTED -> new InterruptedException("on purpose");
				case THROWABLE -> new Throwable("on purpose");
				default -> new Mishap();
			};
		}

		/** A real one. */
		private static StackOverflowError overflow() {
			try {
				throw new AssertionError(recurse(1));
			}
			catch (StackOverflowError ex) {
				return ex;
			}
		}

		private static int recurse(int depth) {
			return recurse(depth + 1) + recurse(depth + 2);
		}

	}

	/** What the actors of a tree share. */
	private static final class Tree {

		private final long seed;

		private final AtomicInteger nodes = new AtomicInteger();

		private final AtomicInteger asked = new AtomicInteger();

		private final AtomicInteger answered = new AtomicInteger();

		private final AtomicInteger failed = new AtomicInteger();

		private final AtomicInteger jvmFailures = new AtomicInteger();

		private final AtomicIntegerArray kinds = new AtomicIntegerArray(Kind.values().length);

		private final Queue<Object> wrong = new ConcurrentLinkedQueue<>();

		Tree(long seed) {
			this.seed = seed;
		}

		/** Ask a node how many nodes answer from there on; its answer is checked. */
		CompletableFuture<Integer> ask(ActorRef node) {
			this.asked.incrementAndGet();
			Question question = new Question();
			return node.ask(question, Integer.class, WithActorSystem.LONG)
				.whenComplete((value, error) -> check(question, value, error));
		}

		private void check(Question question, @Nullable Integer value, @Nullable Throwable error) {
			((error != null) ? this.failed : this.answered).incrementAndGet();
			Throwable expected = question.failure;
			boolean right = (question.givenBack) ? error instanceof MessageRejectedException : error == expected;
			if (!right) {
				this.wrong.add("answered " + value + ", " + error + " in place of " + expected);
			}
		}

	}

	/** A question notes how it was made to fail. */
	private static final class Question {

		private volatile @Nullable Throwable failure;

		private volatile boolean givenBack;

	}

	/** One of the tree: asks its children in turn, and fails before or behind them. */
	private static final class Node extends Actor {

		private final Tree tree;

		private final int number;

		private final Random random;

		private final List<ActorRef> branches = new ArrayList<>();

		Node(Tree tree, int number) {
			this.tree = tree;
			this.number = number;
			this.random = new Random(tree.seed * TREE + number);
		}

		@Override
		protected void started() {
			this.tree.nodes.incrementAndGet();
			for (int i = 1; i <= BRANCHES && BRANCHES * this.number + i < TREE; i++) {
				int next = BRANCHES * this.number + i;
				this.branches.add(create(() -> new Node(this.tree, next)));
			}
		}

		@Override
		protected void receive(ActorRef sender, Object message) throws Exception {
			if (message instanceof Question question && !failsAt(question, sender)) {
				int[] total = { 1 };
				for (ActorRef branch : this.branches) {
					await(this.tree.ask(branch),
							(Integer value, Throwable error) -> total[0] += (value != null) ? value : 0);
				}
				await(CompletableFuture.completedFuture("all"), (all) -> {
					if (!failsAt(question, sender)) {
						tell(sender, total[0]);
					}
				});
			}
		}

		@Override
		protected void restarted(ActorRef sender, Object message, Throwable error) throws Exception {
			if (this.random.nextBoolean()) {
				throw new Exception("on purpose, again");
			}
		}

		private boolean failsAt(Question question, ActorRef sender) {
			if (this.random.nextInt(30) > 0) {
				return false;
			}
			Kind kind = Kind.values()[this.random.nextInt(Kind.values().length)];
			this.tree.kinds.incrementAndGet(kind.ordinal());
			if (kind == Kind.GIVEN_BACK) {
				question.givenBack = true;
				unhandled(question);
				return true;
			}
			Throwable failure = kind.newThrowable();
			question.failure = failure;
			if (kind == Kind.FAILURE_TOLD) {
				tell(sender, new Failure(failure));
				return true;
			}
			throw sneaky(failure);
		}

		@SuppressWarnings("unchecked")
		private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
			throw (T) failure;
		}

	}

	/**
	 * Actors whose every callback throws are stopped at once, from outside, while they
	 * are told more; so do those who watch them.
	 */
	@Test
	void noStopAndNoNoticeIsLostWhenEveryHookThrows() {
		int actors = 200;
		int watchers = 3;
		Seeds.each(5, (seed) -> {
			Random random = new Random(seed);
			Parcels parcels = new Parcels();
			AtomicIntegerArray notices = new AtomicIntegerArray(watchers * actors);
			AtomicInteger strangers = new AtomicInteger();
			AtomicInteger started = new AtomicInteger();
			AtomicInteger stopped = new AtomicInteger();
			ActorSystem system = ActorSystem.builder("hooks")
				.parallelism(2)
				.throughput(2)
				.deadLetterLogLimit(0)
				.deadLetterListener(parcels::dead)
				.build();
			List<ActorRef> refs = new ArrayList<>();
			for (int i = 0; i < actors; i++) {
				boolean failsToStart = random.nextInt(5) == 0;
				refs.add(system.create(new LambdaActor((self, sender, message) -> {
					parcels.failed(message);
					throw new Mishap();
				}).whenStarted((self) -> {
					if (failsToStart) {
						throw new Mishap();
					}
					started.incrementAndGet();
				}).whenRestarted((sender, message, error) -> {
					throw new Mishap();
				}).whenStopped((self) -> {
					stopped.incrementAndGet();
					throw new Mishap();
				})));
			}
			CountDownLatch watching = new CountDownLatch(watchers);
			CountDownLatch noticed = new CountDownLatch(watchers * actors);
			for (int w = 0; w < watchers; w++) {
				int watcher = w;
				system.create(new LambdaActor((self, sender, message) -> {
					int index = refs.indexOf(sender);
					strangers.addAndGet((index < 0) ? 1 : 0);
					notices.incrementAndGet(watcher * actors + Math.max(0, index));
					noticed.countDown();
					throw new Mishap();
				}).whenStarted((self) -> {
					refs.forEach(self::watch);
					watching.countDown();
				}).whenRestarted((sender, message, error) -> {
					throw new Mishap();
				}));
			}
			Outsiders tellers = Outsiders.start(2, (number) -> {
				Random which = new Random(seed * 31 + number);
				for (int i = 0; i < 20_000; i++) {
					refs.get(which.nextInt(actors)).tell(parcels.next());
				}
			});
			WithActorSystem.await(watching);
			for (ActorRef ref : refs) {
				system.stopNow(ref);
				for (int spin = random.nextInt(500); spin > 0; spin--) {
					Thread.onSpinWait();
				}
			}
			WithActorSystem.await(noticed);
			tellers.join();
			WithActorSystem.end(system);
			parcels.check();
			assertThat(strangers).hasValue(0);
			assertThat(stopped).hasValue(started.get());
			for (int i = 0; i < notices.length(); i++) {
				assertThat(notices.get(i)).as("notices of %d to %d", i % actors, i / actors).isOne();
			}
		});
	}

}
