package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Many workers behind one reference (issue 4, item 4).
 */
class PoolTests extends WithActorSystem {

	private static final ActorOptions BLOCKING = ActorOptions.defaults().blocking();

	/** What a test's workers do, and what it sees of them. */
	private static final class Work {

		final Queue<Object> begun = new ConcurrentLinkedQueue<>();

		final Queue<Object> done = new ConcurrentLinkedQueue<>();

		final Set<ActorRef> workers = ConcurrentHashMap.newKeySet();

		final Semaphore release = new Semaphore(0);

		/** Works until it is released. */
		LambdaActor slow() {
			return new LambdaActor((self, sender, message) -> {
				this.workers.add(self.self());
				this.begun.add(message);
				this.release.acquire();
				this.done.add(message);
			});
		}

	}

	private record Keyed(String key, int number) {

		static Object keyOf(Object message) {
			return (message instanceof Keyed keyed) ? keyed.key() : null;
		}

	}

	private ActorRef pool(ActorFactory workers, ActorOptions options) {
		return this.system.create(workers, "pool", options);
	}

	private ActorSnapshot snapshot(String path) {
		return this.system.snapshot(path).orElseThrow();
	}

	private ActorTypeSnapshot type() {
		return this.system.typeSnapshots()
			.stream()
			.filter((type) -> type.type().equals(LambdaActor.class.getName()))
			.findFirst()
			.orElseThrow();
	}

	private ActorRef worker(int number) {
		return this.system.find("/user/pool/worker-" + number).orElseThrow();
	}

	private void untilWorkers(int count) {
		eventually().until(() -> snapshot("/user/pool").children().size() == count);
	}

	private void untilReplaced(ActorRef worker) {
		eventually().until(() -> this.system.find("/user/pool/" + worker.name()).filter((now) -> !now.equals(worker)),
				Optional::isPresent);
	}

	@Test
	void workersAreChildrenWithObjectsOfTheirOwn() {
		Set<Actor> objects = ConcurrentHashMap.newKeySet();
		ActorRef pool = pool(() -> {
			LambdaActor object = LambdaActor.echo();
			objects.add(object);
			return object;
		}, ActorOptions.defaults().instances(3));
		assertThat(objects).hasSize(3);
		untilWorkers(3);
		ActorSnapshot snapshot = snapshot("/user/pool");
		assertThat(snapshot.ref()).isEqualTo(pool);
		assertThat(snapshot.type()).isEqualTo(LambdaActor.class.getName());
		assertThat(snapshot.children()).extracting((child) -> child.ref().path().toString())
			.containsExactlyInAnyOrder("/user/pool/worker-1", "/user/pool/worker-2", "/user/pool/worker-3");
		assertThat(snapshot.children()).extracting(ActorSnapshot::type).containsOnly(LambdaActor.class.getName());
		assertThat(type().live()).isEqualTo(3);
	}

	@Test
	void oneInstanceIsNoPool() {
		ActorRef actor = pool(LambdaActor::echo, ActorOptions.defaults().instances(1));
		assertThat(actor.ask("x", String.class, LONG).join()).isEqualTo("x");
		assertThat(snapshot("/user/pool").children()).isEmpty();
		ActorOptions plain = ActorOptions.defaults().instances(4, Keyed::keyOf).instances(1);
		assertThat(plain).isEqualTo(ActorOptions.defaults());
		assertThat(BLOCKING.instances(4).instances(1)).isEqualTo(BLOCKING);
	}

	@Test
	void lessThanOneInstanceIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ActorOptions.defaults().instances(0))
			.withMessage("'instances' must be at least 1 (was 0)");
		assertThatIllegalArgumentException().isThrownBy(() -> ActorOptions.defaults().instances(-2, Keyed::keyOf));
	}

	@Test
	void optionsOfTheFactoryMakeAPoolToo() {
		ActorRef pool = this.system.create(new ActorFactory() {

			@Override
			public Actor create() {
				return LambdaActor.echo();
			}

			@Override
			public ActorOptions options() {
				return BLOCKING.instances(2);
			}

		}, "pool", ActorOptions.defaults());
		untilWorkers(2);
		assertThat(pool.ask("x", String.class, LONG).join()).isEqualTo("x");
	}

	@Test
	void messagesGoToWorkersThatAreFreeInTheOrderOfArrival() {
		Work work = new Work();
		ActorRef pool = pool(work::slow, BLOCKING.instances(3));
		List<Integer> all = IntStream.range(0, 20).boxed().toList();
		all.forEach(pool::tell);
		for (int begun = 3; begun <= 20; begun++) {
			int expected = begun;
			eventually().until(() -> work.begun.size() == expected);
			assertThat(work.begun).containsExactlyInAnyOrderElementsOf(all.subList(0, begun));
			work.release.release();
		}
		work.release.release(3);
		eventually().until(() -> work.done.size() == 20);
		assertThat(work.workers).hasSize(3);
	}

	@Test
	void slowMessageHoldsUpItsWorkerOnly() throws Exception {
		CountDownLatch slow = new CountDownLatch(1);
		ActorRef pool = pool(() -> new LambdaActor((self, sender, message) -> {
			if (message.equals("slow")) {
				await(slow);
			}
			self.tell(sender, message);
		}), BLOCKING.instances(2));
		CompletableFuture<String> held = pool.ask("slow", String.class, LONG);
		for (int i = 0; i < 200; i++) {
			assertThat(pool.ask("fast", String.class, LONG).join()).isEqualTo("fast");
		}
		assertThat(held).isNotDone();
		slow.countDown();
		assertThat(held.join()).isEqualTo("slow");
	}

	@Test
	void eachMessageIsCountedOnce() {
		Work work = new Work();
		ActorRef pool = pool(work::slow, BLOCKING.instances(2));
		IntStream.range(0, 10).forEach(pool::tell);
		eventually().until(() -> work.begun.size() == 2);
		assertThat(snapshot("/user/pool").mailboxSize()).isEqualTo(8);
		assertThat(snapshot("/user/pool").state()).isEqualTo(ActorState.AWAITING);
		assertThat(snapshot("/user/pool").children()).extracting(ActorSnapshot::mailboxSize).containsOnly(0L);
		assertThat(type()).isEqualTo(new ActorTypeSnapshot(LambdaActor.class.getName(), 2, 8, 0, 0, 0));
		work.release.release(10);
		eventually().until(() -> type().processed() == 10);
		assertThat(type().mailboxSize()).isZero();
		assertThat(snapshot("/user/pool").processed()).isZero();
		assertThat(snapshot("/user/pool").children().stream().mapToLong(ActorSnapshot::processed).sum()).isEqualTo(10);
		eventually().until(() -> snapshot("/user/pool").state() == ActorState.IDLE);
	}

	@Test
	void senderIsKeptAndTheAnswerIsTheWorkers() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef pool = pool(LambdaActor::echo, ActorOptions.defaults().instances(2));
		pool.tell("x", probe.ref());
		Probe.Received answer = probe.nextReceived();
		assertThat(answer.message()).isEqualTo("x");
		assertThat(answer.sender().path().toString()).startsWith("/user/pool/worker-");
	}

	@Test
	void failureReachesTheAskerAtOnceAndIsCountedOnce() {
		ActorRef pool = pool(LambdaActor.factory((self, sender, message) -> {
			throw new Mishap();
		})::get, ActorOptions.defaults().instances(2));
		for (int i = 0; i < 4; i++) {
			assertThatExceptionOfType(CompletionException.class)
				.isThrownBy(() -> pool.ask("x", String.class, LONG).join())
				.withCauseInstanceOf(Mishap.class);
		}
		eventually().untilAsserted(
				() -> assertThat(type()).isEqualTo(new ActorTypeSnapshot(LambdaActor.class.getName(), 2, 0, 0, 4, 4)));
	}

	@Test
	void whatAWorkerDoesNotHandleIsADeadLetter() {
		ActorRef pool = pool(() -> new LambdaActor((self, sender, message) -> self.unhandled(message)),
				ActorOptions.defaults().instances(2));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> pool.ask("x", String.class, LONG).join())
			.withCauseInstanceOf(MessageRejectedException.class);
		assertThat(deadMessages()).containsExactly("x");
		assertThat(type().processed()).isZero();
	}

	@Test
	void workerThatAwaitsAStageIsNotFree() {
		CompletableFuture<String> stage = new CompletableFuture<>();
		ActorRef pool = pool(() -> new LambdaActor((self, sender, message) -> {
			if (message.equals("await")) {
				self.await(stage, (value) -> self.tell(sender, value));
			}
			else {
				self.tell(sender, self.name());
			}
		}), ActorOptions.defaults().instances(2));
		CompletableFuture<String> first = pool.ask("await", String.class, LONG);
		Set<String> others = ConcurrentHashMap.newKeySet();
		for (int i = 0; i < 50; i++) {
			others.add(pool.ask("x", String.class, LONG).join());
		}
		assertThat(others).hasSize(1);
		CompletableFuture<String> second = pool.ask("await", String.class, LONG);
		CompletableFuture<String> third = pool.ask("x", String.class, LONG);
		eventually().until(() -> snapshot("/user/pool").mailboxSize() == 1);
		assertThat(third).isNotDone();
		stage.complete("done");
		assertThat(first.join()).isEqualTo("done");
		assertThat(second.join()).isEqualTo("done");
		assertThat(third.join()).startsWith("worker-");
	}

	@Test
	void workerThatHasMoreToDoIsNotFree() {
		CountDownLatch more = new CountDownLatch(1);
		ActorRef pool = pool(() -> new LambdaActor((self, sender, message) -> {
			if (message.equals("two steps")) {
				self.tell(self.self(), "step");
			}
			else if (message.equals("step")) {
				await(more);
			}
			else {
				self.tell(sender, message);
			}
		}), BLOCKING.instances(2));
		pool.tell("two steps");
		for (int i = 0; i < 100; i++) {
			assertThat(pool.ask("x", String.class, LONG).join()).isEqualTo("x");
		}
		more.countDown();
	}

	@Test
	void workerThatStopsItselfIsReplacedAndTheQueueStays() {
		AtomicInteger made = new AtomicInteger();
		ActorRef pool = pool(() -> {
			made.incrementAndGet();
			return new LambdaActor((self, sender, message) -> {
				self.tell(sender, message);
				self.stop();
			});
		}, ActorOptions.defaults().instances(2));
		List<CompletableFuture<Integer>> answers = IntStream.range(0, 100)
			.mapToObj((i) -> pool.ask(i, Integer.class, LONG))
			.toList();
		for (int i = 0; i < 100; i++) {
			assertThat(answers.get(i).join()).isEqualTo(i);
		}
		eventually().until(() -> made.get() == 102);
		untilWorkers(2);
		assertThat(this.deadLetters).isEmpty();
		assertThat(type().processed()).isEqualTo(100);
	}

	@Test
	void workerThatIsStoppedFromOutsideLosesNothing() {
		Work work = new Work();
		ActorRef pool = pool(work::slow, BLOCKING.instances(2));
		IntStream.range(0, 6).forEach(pool::tell);
		eventually().until(() -> work.begun.size() == 2);
		ActorRef first = worker(1);
		this.system.stopNow(first);
		this.system.stop(worker(2));
		work.release.release(6);
		eventually().until(() -> work.done.size() == 6);
		assertThat(work.begun).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
		assertThat(work.workers).hasSizeBetween(3, 4);
		untilReplaced(first);
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void watcherOfAWorkerLearnsItsEndAndThePoolStays() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef pool = pool(LambdaActor::echo, ActorOptions.defaults().instances(2));
		assertThat(pool.ask("x", String.class, LONG).join()).isEqualTo("x");
		ActorRef first = worker(1);
		probe.run(() -> probe.watch(first));
		this.system.stop(first);
		assertThat(probe.next(Terminated.class).actor()).isEqualTo(first);
		untilReplaced(first);
	}

	@Test
	void stopDrainsWhatWasToldBefore() {
		for (Object end : new Object[] { "stop", new PoisonPill() }) {
			Work work = new Work();
			ActorRef pool = pool(work::slow, BLOCKING.instances(2));
			Probe probe = Probe.create(this.system, "probe-" + end.getClass().getSimpleName());
			probe.run(() -> probe.watch(pool));
			IntStream.range(0, 10).forEach(pool::tell);
			if (end instanceof PoisonPill) {
				pool.tell(end);
			}
			else {
				this.system.stop(pool);
			}
			pool.tell("late");
			eventually().until(() -> work.begun.size() == 2);
			this.system.stop(worker(1));
			work.release.release(10);
			assertThat(probe.next(Terminated.class).reason()).isEqualTo(TerminationReason.STOPPED);
			assertThat(work.done).hasSize(10);
			untilOver(pool);
			assertThat(deadMessages()).containsExactly("late");
			this.deadLetters.clear();
		}
	}

	@Test
	void stopNowEndsAfterTheCurrentMessages() {
		Work work = new Work();
		ActorRef pool = pool(work::slow, BLOCKING.instances(2));
		IntStream.range(0, 10).forEach(pool::tell);
		eventually().until(() -> work.begun.size() == 2);
		this.system.stopNow(pool);
		work.release.release(10);
		untilOver(pool);
		assertThat(work.done).hasSize(2);
		assertThat(deadMessages()).hasSize(8);
	}

	@Test
	void shutdownDrainsAndAtItsDeadlineEnds() throws Exception {
		Work work = new Work();
		ActorSystem other = settings(ActorSystem.builder("other")).build();
		other.create(work::slow, "pool", BLOCKING.instances(2)).tell(0);
		ActorRef pool = other.find("/user/pool").orElseThrow();
		IntStream.range(1, 10).forEach(pool::tell);
		other.shutdown(LONG);
		work.release.release(10);
		ended(other);
		assertThat(work.done).hasSize(10);
		assertThat(this.deadLetters).isEmpty();
		ActorSystem third = settings(ActorSystem.builder("third")).build();
		ActorRef late = third.create(work::slow, "pool", BLOCKING.instances(2));
		IntStream.range(0, 10).forEach(late::tell);
		eventually().until(() -> work.begun.size() == 12);
		third.shutdown(Duration.ofMillis(50));
		ended(third);
		assertThat(work.done).hasSize(10);
		// Two were interrupted, and failed.
		assertThat(deadMessages()).hasSize(10).doesNotHaveDuplicates();
	}

	@Test
	void workersAreReplacedWhileTheSystemShutsDown() {
		AtomicInteger handled = new AtomicInteger();
		ActorSystem other = settings(ActorSystem.builder("other")).build();
		CountDownLatch go = new CountDownLatch(1);
		ActorRef pool = other.create(() -> new LambdaActor((self, sender, message) -> {
			await(go);
			handled.incrementAndGet();
			self.stop();
		}), "pool", BLOCKING.instances(2));
		IntStream.range(0, 20).forEach(pool::tell);
		other.shutdown(LONG);
		go.countDown();
		ended(other);
		assertThat(handled).hasValue(20);
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void messagesWaitWhileNoWorkerCanStart() {
		AtomicInteger attempts = new AtomicInteger();
		AtomicBoolean broken = new AtomicBoolean(true);
		long start = System.nanoTime();
		ActorRef pool = pool(() -> LambdaActor.echo().whenStarted((self) -> {
			attempts.incrementAndGet();
			if (broken.get()) {
				throw new Mishap();
			}
		}), ActorOptions.defaults().instances(3));
		List<CompletableFuture<Integer>> answers = IntStream.range(0, 10)
			.mapToObj((i) -> pool.ask(i, Integer.class, LONG))
			.toList();
		// All three, and then one for all after each pause.
		eventually().until(() -> attempts.get() == 5);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(240));
		assertThat(answers).noneMatch(CompletableFuture::isDone);
		assertThat(snapshot("/user/pool").mailboxSize()).isEqualTo(10);
		broken.set(false);
		for (int i = 0; i < 10; i++) {
			assertThat(answers.get(i).join()).isEqualTo(i);
		}
		untilWorkers(3);
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void workersThatStopAtOnceAreNotReplacedInAHotLoop() {
		AtomicInteger attempts = new AtomicInteger();
		pool(() -> LambdaActor.echo().whenStarted((self) -> {
			attempts.incrementAndGet();
			self.stop();
		}), ActorOptions.defaults().instances(2));
		long end = System.nanoTime() + Duration.ofMillis(600).toNanos();
		eventually().until(() -> System.nanoTime() > end);
		// At most both, at the start and after each of three pauses.
		assertThat(attempts.get()).isBetween(3, 8);
	}

	@Test
	void poolWithoutWorkersEndsAtOnceIfNothingWaits() {
		ActorRef pool = pool(() -> LambdaActor.echo().whenStarted((self) -> {
			throw new Mishap();
		}), ActorOptions.defaults().instances(2));
		untilWorkers(0);
		long start = System.nanoTime();
		this.system.stop(pool);
		untilOver(pool);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void factoryThatFailsForAReplacementIsAskedAgain() {
		AtomicInteger made = new AtomicInteger();
		ActorRef pool = pool(() -> {
			if (made.incrementAndGet() == 3) {
				throw new Mishap();
			}
			return new LambdaActor((self, sender, message) -> {
				self.tell(sender, message);
				self.stop();
			});
		}, ActorOptions.defaults().instances(2));
		for (int i = 0; i < 10; i++) {
			assertThat(pool.ask(i, Integer.class, LONG).join()).isEqualTo(i);
		}
		untilWorkers(2);
	}

	@Test
	void factoryThatFailsAtFirstFailsWhoeverCreates() {
		AtomicInteger made = new AtomicInteger();
		Queue<Actor> released = new ConcurrentLinkedQueue<>();
		ActorFactory factory = new ActorFactory() {

			@Override
			public Actor create() {
				if (made.incrementAndGet() == 3) {
					throw new Mishap();
				}
				return LambdaActor.idle();
			}

			@Override
			public void release(Actor actor) {
				released.add(actor);
			}

		};
		assertThatExceptionOfType(Mishap.class).isThrownBy(() -> pool(factory, ActorOptions.defaults().instances(4)));
		assertThat(released).hasSize(2);
		assertThat(this.system.find("/user/pool")).isEmpty();
		released.clear();
		ActorRef pool = pool(factory, ActorOptions.defaults().instances(4));
		assertThatExceptionOfType(DuplicateActorNameException.class)
			.isThrownBy(() -> pool(factory, ActorOptions.defaults().instances(4)));
		assertThat(released).hasSize(4);
		released.clear();
		this.system.stop(pool);
		eventually().until(() -> released.size() == 4);
	}

	@Test
	void factoryThatReturnsTheSameInstanceTwiceIsRefused() {
		LambdaActor same = LambdaActor.idle();
		assertThatIllegalStateException().isThrownBy(() -> pool(() -> same, ActorOptions.defaults().instances(2)))
			.withMessageContaining("same instance of " + LambdaActor.class.getName());
	}

	@Test
	void scheduledMessagesAreHandedOut() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef pool = pool(LambdaActor::echo, ActorOptions.defaults().instances(2));
		Cancellable ticks = probe.call((self) -> self.scheduleTell(pool, "tick", Schedule.every(Duration.ofMillis(5))));
		for (int i = 0; i < 5; i++) {
			assertThat(probe.next()).isEqualTo("tick");
		}
		assertThat(ticks.cancel()).isTrue();
	}

	@Test
	void poolCanBeAChild() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef pool = probe
			.call((self) -> self.create(LambdaActor::echo, "pool", ActorOptions.defaults().instances(2)));
		assertThat(pool.ask("x", String.class, LONG).join()).isEqualTo("x");
		probe.run(() -> probe.stop(pool));
		assertThat(probe.next(Terminated.class).actor()).isEqualTo(pool);
		ActorRef next = probe
			.call((self) -> self.create(LambdaActor::echo, "pool", ActorOptions.defaults().instances(2)));
		assertThat(next).isNotEqualTo(pool);
	}

	@Test
	void equalKeysGoToTheSameWorkerInOrder() {
		Queue<Keyed> handled = new ConcurrentLinkedQueue<>();
		ConcurrentHashMap<String, Set<ActorRef>> workers = new ConcurrentHashMap<>();
		ActorRef pool = pool(LambdaActor.factory((self, sender, message) -> {
			Keyed keyed = (Keyed) message;
			handled.add(keyed);
			workers.computeIfAbsent(keyed.key(), (key) -> ConcurrentHashMap.newKeySet()).add(self.self());
		})::get, ActorOptions.defaults().instances(4, Keyed::keyOf));
		for (int i = 0; i < 5_000; i++) {
			pool.tell(new Keyed("key-" + i % 40, i));
		}
		eventually().until(() -> handled.size() == 5_000);
		assertThat(workers.values()).allSatisfy((those) -> assertThat(those).hasSize(1));
		assertThat(workers.values().stream().flatMap(Set::stream).distinct()).hasSize(4);
		assertInOrder(handled);
	}

	private static void assertInOrder(Queue<Keyed> handled) {
		ConcurrentHashMap<String, Integer> last = new ConcurrentHashMap<>();
		for (Keyed keyed : handled) {
			Integer before = last.put(keyed.key(), keyed.number());
			assertThat(before == null || before < keyed.number()).as("%s after %s", keyed, before).isTrue();
		}
	}

	@Test
	void keyedMessageWaitsForItsWorkerAndHoldsUpNobodyElse() {
		CountDownLatch slow = new CountDownLatch(1);
		ActorRef pool = pool(LambdaActor.factory((self, sender, message) -> {
			Keyed keyed = (Keyed) message;
			if (keyed.number() < 0) {
				await(slow);
			}
			self.tell(sender, keyed.number());
		})::get, BLOCKING.instances(2, Keyed::keyOf));
		// The hashes of one letter are even and odd.
		CompletableFuture<Integer> held = pool.ask(new Keyed("a", -1), Integer.class, LONG);
		List<CompletableFuture<Integer>> behind = IntStream.range(0, 5)
			.mapToObj((i) -> pool.ask(new Keyed("a", i), Integer.class, LONG))
			.toList();
		for (int i = 0; i < 100; i++) {
			assertThat(pool.ask(new Keyed("b", i), Integer.class, LONG).join()).isEqualTo(i);
		}
		assertThat(held).isNotDone();
		assertThat(behind).noneMatch(CompletableFuture::isDone);
		assertThat(snapshot("/user/pool").mailboxSize()).isEqualTo(5);
		assertThat(type().mailboxSize()).isEqualTo(5);
		slow.countDown();
		assertThat(held.join()).isEqualTo(-1);
		assertThat(behind.stream().map(CompletableFuture::join)).containsExactly(0, 1, 2, 3, 4);
	}

	@Test
	void messageWithoutAKeyFailsClearly() {
		ActorRef pool = pool(LambdaActor::echo, ActorOptions.defaults().instances(2, Keyed::keyOf));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> pool.ask("x", String.class, LONG).join())
			.withCauseInstanceOf(IllegalArgumentException.class)
			.withMessageContaining("The key of a java.lang.String is null, so that nothing says which worker of the "
					+ "pool /user/pool handles it");
		assertThat(snapshot("/user/pool").failed()).isEqualTo(1);
		Keyed keyed = new Keyed("a", 1);
		assertThat(pool.ask(keyed, Keyed.class, LONG).join()).isEqualTo(keyed);
	}

	@Test
	void orderOfAKeyOutlivesItsWorker() {
		Queue<Keyed> handled = new ConcurrentLinkedQueue<>();
		ActorRef pool = pool(LambdaActor.factory((self, sender, message) -> {
			Keyed keyed = (Keyed) message;
			handled.add(keyed);
			if (keyed.number() % 7 == 0) {
				self.stop();
			}
		})::get, ActorOptions.defaults().instances(3, Keyed::keyOf));
		for (int i = 0; i < 2_000; i++) {
			pool.tell(new Keyed("key-" + i % 10, i));
			if (i % 50 == 0) {
				this.system.find("/user/pool/worker-" + (1 + i % 3)).ifPresent(this.system::stopNow);
			}
		}
		this.system.stop(pool);
		untilOver(pool);
		assertThat(handled).hasSize(2_000);
		assertInOrder(handled);
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void deadMessagesOfAKeyedPoolAreThoseThatWait() {
		Work work = new Work();
		ActorRef pool = pool(work::slow, BLOCKING.instances(2, (message) -> "one"));
		IntStream.range(0, 10).forEach(pool::tell);
		eventually().until(() -> work.begun.size() == 1 && snapshot("/user/pool").mailboxSize() == 9);
		this.system.stopNow(pool);
		work.release.release(10);
		untilOver(pool);
		assertThat(work.done).containsExactly(0);
		assertThat(new ArrayList<>(deadMessages())).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
		assertThat(this.deadLetters).extracting(Heard::reason).containsOnly(DeadLetterReason.STOPPED);
	}

	/**
	 * The pool is held up at a message while its worker stops it and gets free: neither
	 * that message nor one that waited before is begun.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void workerThatStopsItsPoolNowGetsNothingElse(int last) {
		CountDownLatch holdsUp = new CountDownLatch(1);
		Queue<Object> begun = new ConcurrentLinkedQueue<>();
		ActorFactory workers = () -> new LambdaActor((self, sender, message) -> {
			begun.add(message);
			holdsUp.await();
			this.system.stopNow(self.context().parent());
		});
		ActorRef pool = pool(workers, BLOCKING.instances(2, (message) -> {
			if (message.equals(last)) {
				holdsUp.countDown();
				eventually().until(() -> Stream.of("/user/pool/worker-1", "/user/pool/worker-2")
					.allMatch((worker) -> snapshot(worker).state() == ActorState.IDLE));
			}
			return "one";
		}));
		pool.tell(0);
		eventually().until(() -> begun.size() == 1);
		IntStream.rangeClosed(1, last).forEach(pool::tell);
		untilOver(pool);
		assertThat(begun).containsExactly(0);
		assertThat(deadMessages()).hasSize(last).doesNotContain(0);
	}

	@Test
	void deadMessagesOfAPoolKeepTheirContextAndAttempts() {
		MessageContext traced = new MessageContext() {

			@Override
			public Scope enter() {
				return () -> {
				};
			}

			@Override
			public Optional<String> traceId() {
				return Optional.of("trace-7");
			}

		};
		for (int round = 0; round < 3; round++) {
			Work work = new Work();
			ActorRef pool = pool(work::slow, BLOCKING.instances(2, (message) -> "one"));
			pool.tell("first");
			if (round == 0) {
				pool.within(traced).tell("waits");
			}
			else {
				assertThat(this.system.deadLetterStore().redeliverAll((entry) -> true)).isOne();
			}
			eventually().until(() -> work.begun.size() == 1 && snapshot("/user/pool").mailboxSize() == 1);
			this.system.stopNow(pool);
			work.release.release();
			untilOver(pool);
			DeadLetterEntry entry = this.system.deadLetterStore().entries().get(0);
			assertThat(entry.attempts()).isEqualTo(round);
			assertThat(entry.traceId()).contains("trace-7");
		}
	}

}
