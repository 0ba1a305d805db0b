package io.pyctor.dispatch;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WorkerDispatcherTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private final Queue<Dispatcher> dispatchers = new ConcurrentLinkedQueue<>();

	private Dispatcher workers(int parallelism) {
		Dispatcher dispatcher = Dispatchers.workers("workers-test", parallelism);
		this.dispatchers.add(dispatcher);
		return dispatcher;
	}

	private Dispatcher workers(int parallelism, Consumer<Thread> starter) {
		Dispatcher dispatcher = new WorkerDispatcher("workers-test", parallelism, starter);
		this.dispatchers.add(dispatcher);
		return dispatcher;
	}

	@AfterEach
	void closeEndsAllThreads() throws Exception {
		for (Dispatcher dispatcher : this.dispatchers) {
			dispatcher.close();
			dispatcher.close();
			assertThat(dispatcher.awaitClosed(LONG)).isTrue();
		}
		assertThat(Thread.getAllStackTraces().keySet())
			.noneMatch((thread) -> thread.getName().startsWith("workers-test"));
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4 })
	void taskFromOutsideRunsOnAThreadOfTheDispatcher(int parallelism) {
		Dispatcher dispatcher = workers(parallelism);
		Queue<Thread> threads = new ConcurrentLinkedQueue<>();
		CountDownLatch done = new CountDownLatch(100);
		for (int i = 0; i < 100; i++) {
			dispatcher.execute(() -> {
				threads.add(Thread.currentThread());
				done.countDown();
			});
		}
		await(done);
		assertThat(threads).allSatisfy((thread) -> assertThat(thread.getName()).startsWith("workers-test-"));
	}

	@Test
	void closeOfADispatcherThatNeverRanEndsIt() throws Exception {
		Dispatcher dispatcher = workers(3);
		dispatcher.close();
		assertThat(dispatcher.awaitClosed(LONG)).isTrue();
	}

	@Test
	void parallelismMustBePositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> Dispatchers.workers("x", 0))
			.withMessage("'parallelism' must be at least 1 (was 0)");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4 })
	void everyTaskRunsOnceHoweverItComes(int parallelism) throws Exception {
		Dispatcher dispatcher = workers(parallelism);
		int perThread = 20_000;
		AtomicInteger ran = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(3 * 4 * perThread);
		Runnable leaf = () -> {
			ran.incrementAndGet();
			done.countDown();
		};
		Runnable starts = () -> {
			leaf.run();
			dispatcher.start(leaf);
		};
		Runnable spreads = () -> {
			leaf.run();
			dispatcher.execute(leaf);
			dispatcher.requeue(starts);
		};
		Thread[] threads = new Thread[3];
		for (int t = 0; t < threads.length; t++) {
			threads[t] = new Thread(() -> {
				for (int i = 0; i < perThread; i++) {
					dispatcher.execute(spreads);
				}
			});
			threads[t].start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		await(done);
		dispatcher.close();
		assertThat(dispatcher.awaitClosed(LONG)).isTrue();
		assertThat(ran).hasValue(3 * 4 * perThread);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4 })
	void hugeFanOutOfOneTaskIsRunCompletely(int parallelism) {
		Dispatcher dispatcher = workers(parallelism);
		int total = 200_000;
		CountDownLatch done = new CountDownLatch(3 * total);
		dispatcher.execute(() -> {
			for (int i = 0; i < total; i++) {
				dispatcher.execute(done::countDown);
				dispatcher.start(done::countDown);
				dispatcher.requeue(done::countDown);
			}
		});
		await(done);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4 })
	void noWakeUpIsLostBetweenTasksFromOutside(int parallelism) {
		Dispatcher dispatcher = workers(parallelism);
		AtomicInteger ran = new AtomicInteger();
		Runnable task = ran::incrementAndGet;
		// As many rounds as a busy machine manages in a few seconds.
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
		int rounds = 0;
		while (rounds < 100_000 && System.nanoTime() < end) {
			rounds++;
			dispatcher.execute(task);
			// Tiny gaps of all lengths, so that workers are met on their way to sleep.
			long giveUp = System.nanoTime() + LONG.toNanos();
			while (ran.get() < rounds) {
				Thread.onSpinWait();
				assertThat(System.nanoTime()).as("round %d", rounds).isLessThan(giveUp);
			}
			for (int spin = rounds % 97; spin > 0; spin--) {
				Thread.onSpinWait();
			}
		}
		assertThat(ran).hasValue(rounds);
	}

	@Test
	void noWakeUpIsLostAfterLongerGaps() {
		Dispatcher dispatcher = workers(2);
		for (int i = 0; i < 3_000; i++) {
			CountDownLatch done = new CountDownLatch(2);
			dispatcher.execute(() -> {
				done.countDown();
				dispatcher.execute(done::countDown);
			});
			await(done);
			LockSupport.parkNanos((i % 40) * 10_000L);
		}
	}

	@Test
	void longTurnDoesNotHoldUpATaskItPassedOnWhileAnotherWorkerIsIdle() {
		Dispatcher dispatcher = workers(2);
		for (int i = 0; i < 200; i++) {
			CountDownLatch passedOn = new CountDownLatch(3);
			CountDownLatch ended = new CountDownLatch(1);
			dispatcher.execute(() -> {
				dispatcher.start(passedOn::countDown);
				dispatcher.requeue(passedOn::countDown);
				dispatcher.execute(passedOn::countDown);
				// Ends only when others have run what was passed on.
				await(passedOn);
				ended.countDown();
			});
			await(ended);
		}
	}

	@Test
	void longTurnDoesNotHoldUpATaskFromOutsideWhileAnotherWorkerIsIdle() {
		Dispatcher dispatcher = workers(2);
		for (int i = 0; i < 200; i++) {
			CountDownLatch inTurn = new CountDownLatch(1);
			CountDownLatch other = new CountDownLatch(1);
			CountDownLatch ended = new CountDownLatch(1);
			dispatcher.execute(() -> {
				inTurn.countDown();
				await(other);
				ended.countDown();
			});
			await(inTurn);
			dispatcher.execute(other::countDown);
			await(ended);
		}
	}

	@Test
	void allWorkersJoinWhenTurnsAreLong() {
		int parallelism = 4;
		Dispatcher dispatcher = workers(parallelism);
		CountDownLatch together = new CountDownLatch(parallelism);
		CountDownLatch done = new CountDownLatch(parallelism);
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		Runnable turn = () -> {
			threads.add(Thread.currentThread());
			together.countDown();
			await(together);
			done.countDown();
		};
		dispatcher.execute(() -> {
			for (int i = 0; i < parallelism; i++) {
				dispatcher.execute(turn);
			}
		});
		await(done);
		assertThat(threads).hasSize(parallelism);
	}

	@Test
	void tasksThatGoOnForEverDoNotStarveOthers() {
		for (int parallelism : new int[] { 1, 2 }) {
			Dispatcher dispatcher = workers(parallelism);
			AtomicInteger stop = new AtomicInteger();
			// Greedy ones of both kinds: those that pass on, and those that queue again.
			for (int i = 0; i < 4; i++) {
				dispatcher.execute(new Greedy(stop, dispatcher::execute));
				dispatcher.execute(new Greedy(stop, dispatcher::requeue));
				dispatcher.execute(new Greedy(stop, dispatcher::start));
			}
			for (int i = 0; i < 300; i++) {
				CountDownLatch fromOutside = new CountDownLatch(1);
				CountDownLatch fromInside = new CountDownLatch(3);
				dispatcher.execute(() -> {
					fromOutside.countDown();
					dispatcher.execute(fromInside::countDown);
					dispatcher.requeue(fromInside::countDown);
					dispatcher.start(fromInside::countDown);
				});
				await(fromOutside);
				await(fromInside);
			}
			stop.set(1);
		}
	}

	private record Greedy(AtomicInteger stop, Consumer<Runnable> again) implements Runnable {

		@Override
		public void run() {
			if (this.stop.get() == 0) {
				this.again.accept(this);
			}
		}

	}

	/** With one turn between two starts, and with none. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void oldestStartComesHoweverManyNewerOnesThereAre(boolean turnBetween) {
		Dispatcher dispatcher = workers(1);
		CountDownLatch oldest = new CountDownLatch(1);
		AtomicInteger newer = new AtomicInteger();
		Runnable next = new Runnable() {

			@Override
			public void run() {
				if (oldest.getCount() > 0 && newer.incrementAndGet() < 100_000) {
					if (turnBetween) {
						dispatcher.execute(() -> {
						});
					}
					dispatcher.start(this);
				}
			}

		};
		dispatcher.execute(() -> {
			dispatcher.start(oldest::countDown);
			dispatcher.start(next);
		});
		await(oldest);
		assertThat(newer).hasValueLessThan(200);
	}

	@Test
	void taskFromOutsideComesAfterAFewTurnsOfTasksThatGoOnForEver() {
		Dispatcher dispatcher = workers(1);
		CountDownLatch outside = new CountDownLatch(1);
		CountDownLatch waits = new CountDownLatch(1);
		CountDownLatch holds = new CountDownLatch(1);
		AtomicInteger turns = new AtomicInteger();
		Runnable restless = new Runnable() {

			@Override
			public void run() {
				if (outside.getCount() > 0 && turns.incrementAndGet() < 100_000) {
					dispatcher.requeue(this);
				}
			}

		};
		dispatcher.execute(() -> {
			dispatcher.requeue(restless);
			holds.countDown();
			await(waits);
		});
		await(holds);
		dispatcher.execute(outside::countDown);
		waits.countDown();
		await(outside);
		assertThat(turns).hasValueLessThan(20);
	}

	@Test
	void taskIsRefusedWhenNoWorkerIsLeftToRunIt() throws Exception {
		Dispatcher dispatcher = workers(2);
		CountDownLatch done = new CountDownLatch(1);
		dispatcher.execute(done::countDown);
		await(done);
		dispatcher.close();
		assertThat(dispatcher.awaitClosed(LONG)).isTrue();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> dispatcher.execute(() -> {
		}));
	}

	@Test
	void tasksThatWaitAtCloseStillRun() throws Exception {
		Dispatcher dispatcher = workers(2);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1_000);
		dispatcher.execute(() -> {
			running.countDown();
			await(release);
		});
		await(running);
		for (int i = 0; i < 1_000; i++) {
			dispatcher.execute(done::countDown);
		}
		dispatcher.close();
		release.countDown();
		await(done);
		assertThat(dispatcher.awaitClosed(LONG)).isTrue();
	}

	@Test
	void awaitClosedReturnsFalseWhileATaskRuns() throws Exception {
		Dispatcher dispatcher = workers(1);
		CountDownLatch release = new CountDownLatch(1);
		dispatcher.execute(() -> await(release));
		dispatcher.close();
		assertThat(dispatcher.awaitClosed(Duration.ofMillis(50))).isFalse();
		release.countDown();
		assertThat(dispatcher.awaitClosed(LONG)).isTrue();
	}

	@Test
	void eachThreadKeepsOneThingForAllItsTasks() {
		Dispatcher dispatcher = workers(2);
		Map<Thread, Set<Object>> kept = new ConcurrentHashMap<>();
		int tasks = 1_000;
		CountDownLatch done = new CountDownLatch(tasks);
		for (int i = 0; i < tasks; i++) {
			dispatcher.execute(() -> {
				kept.computeIfAbsent(Thread.currentThread(), (thread) -> ConcurrentHashMap.newKeySet())
					.add(dispatcher.local(Object::new));
				done.countDown();
			});
		}
		await(done);
		assertThat(kept.values()).allSatisfy((things) -> assertThat(things).hasSize(1));
		assertThat(kept.values().stream().flatMap(Set::stream)).hasSize(kept.size());
		assertThat(dispatcher.local(Object::new)).isNotSameAs(dispatcher.local(Object::new));
	}

	@Test
	void taskThatThrowsLeavesTheThreadAlive() {
		Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
		Queue<Throwable> escaped = new ConcurrentLinkedQueue<>();
		Thread.setDefaultUncaughtExceptionHandler((thread, ex) -> escaped.add(ex));
		try {
			Dispatcher dispatcher = workers(1);
			IllegalStateException failure = new IllegalStateException("on purpose");
			CountDownLatch done = new CountDownLatch(1);
			dispatcher.execute(() -> {
				throw failure;
			});
			dispatcher.execute(done::countDown);
			await(done);
			assertThat(escaped).containsExactly(failure);
		}
		finally {
			Thread.setDefaultUncaughtExceptionHandler(before);
		}
	}

	@Test
	void interruptDoesNotReachTheNextTask() {
		Dispatcher dispatcher = workers(2);
		AtomicInteger interrupted = new AtomicInteger();
		for (int i = 0; i < 300; i++) {
			Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> thread.getName().startsWith("workers-test"))
				.filter((thread) -> thread.getState() == Thread.State.WAITING)
				.forEach(Thread::interrupt);
			CountDownLatch done = new CountDownLatch(1);
			dispatcher.execute(() -> {
				Thread.currentThread().interrupt();
				dispatcher.execute(() -> {
					interrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
					done.countDown();
				});
			});
			await(done);
		}
		assertThat(interrupted).hasValue(0);
	}

	@Test
	void taskThatFindsNoThreadIsGivenBackAndTheNextOneTriesAgain() {
		AtomicInteger failures = new AtomicInteger(2);
		Dispatcher dispatcher = workers(2, (thread) -> startOrFail(thread, failures));
		AtomicInteger refused = new AtomicInteger();
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(OutOfMemoryError.class)
				.isThrownBy(() -> dispatcher.execute(refused::incrementAndGet))
				.withMessage("no thread, on purpose");
		}
		CountDownLatch done = new CountDownLatch(1);
		dispatcher.execute(done::countDown);
		await(done);
		assertThat(refused).hasValue(0);
	}

	@Test
	void workerThatFindsNoOtherThreadDoesAllTheWork() {
		AtomicInteger starts = new AtomicInteger();
		Dispatcher dispatcher = workers(2,
				(thread) -> startOrFail(thread, new AtomicInteger(starts.getAndIncrement())));
		int total = 10_000;
		CountDownLatch inside = new CountDownLatch(total);
		AtomicInteger startsOfTheTurn = new AtomicInteger();
		dispatcher.execute(() -> {
			for (int i = 0; i < total; i++) {
				dispatcher.execute(inside::countDown);
			}
			startsOfTheTurn.set(starts.get());
		});
		await(inside);
		CountDownLatch outside = new CountDownLatch(total);
		for (int i = 0; i < total; i++) {
			dispatcher.execute(outside::countDown);
		}
		await(outside);
		// The first worker, the second one in vain, and that again only now and then.
		assertThat(startsOfTheTurn).hasValueBetween(2, 100);
	}

	@Test
	void workerJoinsALongTurnAsSoonAsItsThreadCanBeStarted() {
		AtomicInteger failures = new AtomicInteger();
		Dispatcher dispatcher = workers(2, (thread) -> startOrFail(thread, failures));
		CountDownLatch inTurn = new CountDownLatch(1);
		CountDownLatch other = new CountDownLatch(1);
		dispatcher.execute(() -> {
			failures.set(1);
			dispatcher.execute(() -> {
			});
			inTurn.countDown();
			await(other);
		});
		await(inTurn);
		assertThat(failures).hasValue(0);
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
			dispatcher.execute(other::countDown);
			return other.getCount() == 0;
		});
	}

	@Test
	void closeEndsADispatcherWhoseThreadsCouldNotBeStarted() throws Exception {
		Dispatcher dispatcher = workers(1, (thread) -> startOrFail(thread, new AtomicInteger(1)));
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> dispatcher.execute(() -> {
		}));
		dispatcher.relieve();
		dispatcher.close();
		assertThat(dispatcher.awaitClosed(LONG)).isTrue();
	}

	/** Who passes a task on in vain gets it a thread in another way. */
	@RepeatedTest(5)
	void taskThatIsQueuedAgainAtTheEndOfAStackIsRefusedOrRunAndNeverBoth() {
		queueOftenWithoutAnybodyToWake();
		AtomicInteger starts = new AtomicInteger();
		// There always is a second worker to wake, in vain.
		Dispatcher dispatcher = workers(2,
				(thread) -> startOrFail(thread, new AtomicInteger(starts.getAndIncrement())));
		int most = 200;
		AtomicIntegerArray ran = new AtomicIntegerArray(most);
		Runnable[] tasks = new Runnable[most];
		Arrays.setAll(tasks, (number) -> () -> ran.incrementAndGet(number));
		boolean[] refused = new boolean[most];
		int[] passedOn = new int[1];
		CountDownLatch done = new CountDownLatch(2);
		dispatcher.execute(() -> {
			dispatcher.requeue(done::countDown);
			try {
				passOnAtTheEndOfTheStack(dispatcher, tasks, refused, passedOn);
			}
			catch (StackOverflowError ex) {
				// As expected.
			}
			dispatcher.requeue(done::countDown);
		});
		await(done);
		for (int i = 0; i < passedOn[0]; i++) {
			assertThat(ran.get(i)).as("task %d of %d", i, passedOn[0]).isEqualTo(refused[i] ? 0 : 1);
		}
		assertThat(passedOn[0]).isPositive();
	}

	/** Once it is compiled, to queue takes less room than to wake. */
	private void queueOftenWithoutAnybodyToWake() {
		Dispatcher dispatcher = workers(1);
		CountDownLatch done = new CountDownLatch(200_000);
		dispatcher.execute(new Runnable() {

			@Override
			public void run() {
				done.countDown();
				if (done.getCount() > 0) {
					dispatcher.requeue(this);
				}
			}

		});
		await(done);
	}

	/** Each level that unwinds has a little more room than the one before. */
	private static void passOnAtTheEndOfTheStack(Dispatcher dispatcher, Runnable[] tasks, boolean[] refused,
			int[] passedOn) {
		try {
			passOnAtTheEndOfTheStack(dispatcher, tasks, refused, passedOn);
		}
		catch (StackOverflowError ex) {
			int number = passedOn[0];
			if (number < tasks.length) {
				passedOn[0]++;
				try {
					dispatcher.requeue(tasks[number]);
				}
				catch (StackOverflowError refusal) {
					refused[number] = true;
				}
			}
			throw ex;
		}
	}

	private static void startOrFail(Thread thread, AtomicInteger failures) {
		if (failures.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
			throw new OutOfMemoryError("no thread, on purpose");
		}
		thread.start();
	}

	@Test
	void workersHaveTheContextClassLoaderOfWhoMadeThem() throws Exception {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		ClassLoader own = new ClassLoader(before) {
		};
		Dispatcher dispatcher;
		Thread.currentThread().setContextClassLoader(own);
		try {
			dispatcher = workers(1);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
		Queue<ClassLoader> seen = new ConcurrentLinkedQueue<>();
		CountDownLatch done = new CountDownLatch(1);
		dispatcher.execute(() -> {
			seen.add(Thread.currentThread().getContextClassLoader());
			done.countDown();
		});
		await(done);
		assertThat(seen).containsExactly(own);
	}

	@Test
	void workersKeepTheJvmAliveWhoeverMadeThem() throws Exception {
		Queue<Dispatcher> made = new ConcurrentLinkedQueue<>();
		Thread daemon = new Thread(() -> made.add(workers(1)));
		daemon.setDaemon(true);
		daemon.start();
		daemon.join();
		Queue<Boolean> daemons = new ConcurrentLinkedQueue<>();
		CountDownLatch done = new CountDownLatch(1);
		made.element().execute(() -> {
			daemons.add(Thread.currentThread().isDaemon());
			done.countDown();
		});
		await(done);
		assertThat(daemons).containsExactly(false);
	}

	/**
	 * Not only before it rests: also while it watches others, and then runs it itself.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 10 })
	void threadThatIsIdleRunsWhatItThinksOfThen(int look) {
		AtomicInteger looks = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(1);
		Queue<Dispatcher> self = new ConcurrentLinkedQueue<>();
		Dispatcher dispatcher = Dispatchers.workers("workers-test", 2, () -> {
			if (looks.incrementAndGet() == look) {
				self.element().execute(done::countDown);
			}
		});
		self.add(dispatcher);
		this.dispatchers.add(dispatcher);
		dispatcher.execute(() -> {
		});
		await(done);
	}

}
