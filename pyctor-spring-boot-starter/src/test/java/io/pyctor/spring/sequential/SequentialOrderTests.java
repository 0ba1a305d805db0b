package io.pyctor.spring.sequential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.test.util.AopTestUtils;

import io.pyctor.spring.Sequential;
import io.pyctor.spring.SequentialCallRejectedException;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorSequentialAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the order of calls of one key, and for calls of different keys.
 */
class SequentialOrderTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorSequentialAutoConfiguration.class));

	@Test
	void callsOfOneKeyRunInTheOrderInWhichTheyWereMade() {
		this.contextRunner.withBean(Ledger.class)
			.withPropertyValues("pyctor.sequential.max-calls=100000")
			.run((context) -> {
				Ledger ledger = context.getBean(Ledger.class);
				int threads = 8;
				int keysOfThread = 50;
				int callsOfKey = 100;
				inParallel(threads, (thread) -> {
					for (int call = 0; call < callsOfKey; call++) {
						for (int key = 0; key < keysOfThread; key++) {
							ledger.add(new Entry(thread * keysOfThread + key, call));
						}
					}
				});
				awaitIdle(context.getBean(SequentialCalls.class));
				assertThat(target(ledger).entries).hasSize(threads * keysOfThread);
				assertThat(target(ledger).entries.values()).allSatisfy(
						(calls) -> assertThat(calls).isEqualTo(IntStream.range(0, callsOfKey).boxed().toList()));
			});
	}

	@Test
	void callsOfOneKeyExcludeEachOtherWhateverTheyReturn() {
		this.contextRunner.withBean(Exclusive.class).run((context) -> {
			Exclusive exclusive = context.getBean(Exclusive.class);
			List<CompletableFuture<Integer>> futures = new ArrayList<>();
			inParallel(8, (thread) -> {
				for (int i = 0; i < 60; i++) {
					switch ((i + thread) % 3) {
						case 0 -> exclusive.nothing("key");
						case 1 -> exclusive.value("key");
						default -> {
							CompletableFuture<Integer> future = exclusive.future("key");
							synchronized (futures) {
								futures.add(future);
							}
						}
					}
				}
			});
			futures.forEach((future) -> assertThat(future).succeedsWithin(SOON));
			awaitIdle(context.getBean(SequentialCalls.class));
			assertThat(target(exclusive).calls).isEqualTo(8 * 60);
			assertThat(target(exclusive).most).hasValue(1);
		});
	}

	@Test
	void callsOfTwoKeysRunAtTheSameTime() {
		this.contextRunner.withBean(Meeting.class).run((context) -> {
			Meeting meeting = context.getBean(Meeting.class);
			meeting.meet("one");
			meeting.meet("two");
			CompletableFuture<Boolean> third = CompletableFuture.supplyAsync(() -> meeting.meetAndTell("three"));
			assertThat(third).succeedsWithin(SOON).isEqualTo(true);
		});
	}

	@Test
	void methodsOfOneGroupShareTheOrderAndOthersDoNot() {
		this.contextRunner.withBean(Shop.class).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			shop.place("Ada");
			assertThat(target(shop).placing.await(20, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Void> cancelled = shop.cancel("Ada");
			assertThat(shop.look("Ada")).isEqualTo("Ada");
			assertThat(cancelled).isNotDone();
			assertThat(target(shop).events).containsExactly("look");
			target(shop).go.countDown();
			assertThat(cancelled).succeedsWithin(SOON);
			assertThat(target(shop).events).containsExactly("look", "placed", "cancelled");
		});
	}

	@Test
	void nothingIsLeftOfKeysWithoutCalls() {
		this.contextRunner.withBean(Exclusive.class).run((context) -> {
			Exclusive exclusive = context.getBean(Exclusive.class);
			for (int i = 0; i < 1000; i++) {
				exclusive.value("key " + i);
			}
			SequentialCalls calls = context.getBean(SequentialCalls.class);
			assertThat(calls.groups().list()).isNotEmpty().allSatisfy((group) -> {
				assertThat(group.activeKeys()).isZero();
				assertThat(group.queued()).isZero();
			});
		});
	}

	@Test
	void severalContextsKnowNothingOfEachOther() {
		this.contextRunner.withBean(Shop.class).run((one) -> this.contextRunner.withBean(Shop.class).run((other) -> {
			one.getBean(Shop.class).place("Ada");
			assertThat(target(one.getBean(Shop.class)).placing.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(other.getBean(Shop.class).cancel("Ada")).succeedsWithin(SOON);
			target(one.getBean(Shop.class)).go.countDown();
		}));
	}

	/**
	 * Every call is made exactly once or refused, and never beside another of its key.
	 */
	@Test
	void everyCallIsMadeOnceOrRefused() {
		long seed = System.nanoTime();
		this.contextRunner.withBean(Bank.class)
			.withPropertyValues("pyctor.sequential.capacity=5", "pyctor.sequential.max-calls=40",
					"pyctor.sequential.concurrency=3", "pyctor.sequential.timeout=2ms")
			.run((context) -> {
				Bank bank = context.getBean(Bank.class);
				LongAdder made = new LongAdder();
				LongAdder refused = new LongAdder();
				List<CompletableFuture<Void>> futures = new CopyOnWriteArrayList<>();
				int threads = 8;
				int callsOfThread = 2000;
				inParallel(threads, (thread) -> {
					Random random = new Random(seed + thread);
					for (int i = 0; i < callsOfThread; i++) {
						int key = random.nextInt(6);
						if (random.nextInt(50) == 0) {
							Thread.currentThread().interrupt();
						}
						try {
							switch (random.nextInt(3)) {
								case 0 -> bank.nothing(key);
								case 1 -> bank.value(key, random.nextInt(6));
								default -> futures.add(bank.future(key).handle((value, error) -> {
									((error != null) ? refused : made).increment();
									return null;
								}));
							}
						}
						catch (SequentialCallRejectedException ex) {
							refused.increment();
						}
						Thread.interrupted();
					}
				});
				CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
				SequentialCalls calls = context.getBean(SequentialCalls.class);
				awaitIdle(calls);
				assertThat(target(bank).overlaps).as("seed %d", seed).hasValue(0);
				assertThat(target(bank).total.sum() + refused.sum()).as("seed %d", seed)
					.isEqualTo((long) threads * callsOfThread);
				assertThat(refused.sum()).isPositive();
				assertThat(made.sum()).isPositive();
				SequentialGroup group = calls.groups().list().get(0);
				assertThat(group.activeKeys()).isZero();
				assertThat(group.rejected()).as("seed %d", seed)
					.isEqualTo(refused.sum() + target(bank).nestedRefused.sum());
			});
	}

	private static void awaitIdle(SequentialCalls calls) {
		await().atMost(SOON).until(() -> calls.size() == 0);
	}

	private static void inParallel(int threads, IntConsumer task) throws Exception {
		List<CompletableFuture<Void>> done = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			int number = i;
			CompletableFuture<Void> end = new CompletableFuture<>();
			done.add(end);
			new Thread(() -> {
				try {
					task.accept(number);
					end.complete(null);
				}
				catch (Throwable ex) {
					end.completeExceptionally(ex);
				}
			}).start();
		}
		CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
	}

	/** Fields are those of the object behind the proxy. */
	private static <T> T target(T bean) {
		return AopTestUtils.getTargetObject(bean);
	}

	record Entry(int account, int number) {

	}

	static class Ledger {

		private final Map<Integer, List<Integer>> entries = new ConcurrentHashMap<>();

		/** The lists are safe only because calls of one account are sequential. */
		@Sequential(key = "#entry.account()")
		public void add(Entry entry) {
			this.entries.computeIfAbsent(entry.account(), (key) -> new ArrayList<>()).add(entry.number());
		}

	}

	static class Exclusive {

		private final AtomicInteger running = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		private int calls;

		@Sequential(key = "#key", group = "exclusive")
		public void nothing(String key) {
			run();
		}

		@Sequential(key = "#key", group = "exclusive")
		public int value(String key) {
			return run();
		}

		@Sequential(key = "#key", group = "exclusive")
		public CompletableFuture<Integer> future(String key) {
			enter();
			return CompletableFuture.supplyAsync(this::leave);
		}

		private int run() {
			enter();
			return leave();
		}

		private void enter() {
			this.most.accumulateAndGet(this.running.incrementAndGet(), Math::max);
			Thread.yield();
		}

		private int leave() {
			this.calls++;
			this.running.decrementAndGet();
			return this.calls;
		}

	}

	static class Meeting {

		private final CountDownLatch everybody = new CountDownLatch(3);

		@Sequential(key = "#p0", group = "meeting")
		public void meet(String name) throws InterruptedException {
			meetAndTell(name);
		}

		@Sequential(key = "#a0", group = "meeting")
		public boolean meetAndTell(String name) {
			this.everybody.countDown();
			try {
				return this.everybody.await(20, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				return false;
			}
		}

	}

	static class Shop {

		final List<String> events = new CopyOnWriteArrayList<>();

		final CountDownLatch placing = new CountDownLatch(1);

		final CountDownLatch go = new CountDownLatch(1);

		@Sequential(key = "#customer", group = "customer")
		public void place(String customer) throws InterruptedException {
			this.placing.countDown();
			this.go.await(20, TimeUnit.SECONDS);
			this.events.add("placed");
		}

		@Sequential(key = "#customer", group = "customer")
		public CompletableFuture<Void> cancel(String customer) {
			this.events.add("cancelled");
			return CompletableFuture.completedFuture(null);
		}

		@Sequential(key = "#customer")
		public String look(String customer) {
			this.events.add("look");
			return customer;
		}

	}

	static class Bank {

		private final Map<Integer, AtomicInteger> inside = new ConcurrentHashMap<>();

		private final AtomicInteger overlaps = new AtomicInteger();

		private final LongAdder total = new LongAdder();

		private final LongAdder nestedRefused = new LongAdder();

		private final ObjectProvider<Bank> self;

		Bank(ObjectProvider<Bank> self) {
			this.self = self;
		}

		@Sequential(key = "#key", group = "bank")
		public void nothing(int key) {
			work(key);
		}

		/** Calls of other keys within a call make it possible that two wait crosswise. */
		@Sequential(key = "#key", group = "bank")
		public int value(int key, int other) {
			int result = work(key);
			try {
				this.self.getObject().nested(other);
			}
			catch (SequentialCallRejectedException ex) {
				this.nestedRefused.increment();
			}
			return result;
		}

		@Sequential(key = "#key", group = "bank")
		public int nested(int key) {
			return key;
		}

		@Sequential(key = "#key", group = "bank")
		public CompletableFuture<Integer> future(int key) {
			enter(key);
			return CompletableFuture.supplyAsync(() -> leave(key));
		}

		private int work(int key) {
			enter(key);
			return leave(key);
		}

		private void enter(int key) {
			if (this.inside.computeIfAbsent(key, (any) -> new AtomicInteger()).incrementAndGet() > 1) {
				this.overlaps.incrementAndGet();
			}
			Thread.yield();
		}

		private int leave(int key) {
			this.total.increment();
			return this.inside.get(key).decrementAndGet();
		}

	}

}
