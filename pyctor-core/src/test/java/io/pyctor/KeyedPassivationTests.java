package io.pyctor;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyedPassivationTests extends WithActorSystem {

	private static final Duration SHORT = Duration.ofMillis(50);

	private final Queue<String> events = new ConcurrentLinkedQueue<>();

	private KeyedActors carts(KeyedOptions options) {
		return this.system.keyed("cart", Cart.class, (key) -> new Cart(key, this.events), options);
	}

	private KeyedActors carts(KeyedActorFactory factory, KeyedOptions options) {
		return this.system.keyed("cart", LambdaActor.class, factory, options);
	}

	private static KeyedOptions idle(Duration timeout) {
		return KeyedOptions.defaults().idleTimeout(timeout);
	}

	private static KeyedOptions bound(int maxActive) {
		return KeyedOptions.defaults().maxActive(maxActive);
	}

	private void tell(KeyedActors carts, String... keys) {
		for (String key : keys) {
			assertThat(carts.of(key).ask(key, String.class, LONG).join()).isEqualTo(key);
		}
	}

	@Test
	void idleActorIsPassivatedAndTheNextMessageMakesAnother() {
		KeyedActors carts = carts(idle(SHORT));
		tell(carts, "a");
		eventually().untilAsserted(
				() -> assertThat(this.events).containsExactly("a started", "a received a", "a stopped PASSIVATED"));
		eventually().untilAsserted(
				() -> assertThat(carts.snapshot()).isEqualTo(new KeyedSnapshot("cart", Cart.class.getName(), 0, 1, 1)));
		assertThat(this.system.find("/user/cart/a")).isEmpty();
		tell(carts, "a");
		assertThat(carts.snapshot().activations()).isEqualTo(2);
	}

	@Test
	void actorIsNotPassivatedBeforeItsTime() {
		KeyedActors carts = carts(idle(Duration.ofMillis(300)));
		long told = System.nanoTime();
		tell(carts, "a");
		eventually().until(() -> carts.snapshot().passivations() == 1);
		assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThan(Duration.ofMillis(299));
	}

	@Test
	void actorThatIsUsedStays() {
		KeyedActors carts = carts(idle(Duration.ofSeconds(1)));
		this.system.scheduleTell(carts.of("used"), "x", Schedule.every(Duration.ofMillis(10)));
		tell(carts, "idle");
		eventually().untilAsserted(() -> assertThat(this.events).contains("idle stopped PASSIVATED"));
		assertThat(this.events).contains("used received x").doesNotContain("used stopped PASSIVATED");
	}

	@Test
	void whatAnActorSchedulesForItselfDoesNotKeepIt() {
		KeyedActors carts = carts(
				(key) -> new LambdaActor((self, sender, message) -> this.events.add(message.toString())).whenStarted(
						(self) -> self.scheduleTell(self.self(), "tick", Schedule.every(Duration.ofMillis(3)))),
				idle(SHORT));
		carts.of("a").tell("x");
		eventually().until(() -> carts.snapshot().passivations() == 1);
		assertThat(carts.snapshot().activations()).isEqualTo(1);
		assertThat(this.events).contains("x", "tick");
	}

	@Test
	void actorThatAwaitsAStageIsNotPassivated() {
		CompletableFuture<String> stage = new CompletableFuture<>();
		KeyedActors carts = carts((key) -> new LambdaActor((self, sender, message) -> self.await(
				key.equals("awaiting") ? stage : CompletableFuture.completedFuture(""),
				(value) -> this.events.add(key + value)))
			.whenStopped((self) -> this.events.add(key + " stopped")), idle(SHORT).maxActive(1));
		carts.of("awaiting").tell("x");
		carts.of("other").tell("x");
		eventually().untilAsserted(() -> assertThat(this.events).contains("other", "other stopped"));
		assertThat(this.events).noneMatch((event) -> event.startsWith("awaiting"));
		stage.complete(" done");
		eventually().untilAsserted(() -> assertThat(this.events).contains("awaiting done", "awaiting stopped"));
	}

	@Test
	void whatIsToldWhileAnActorEndsWaitsForTheNextOneInOrder() {
		CountDownLatch stopping = new CountDownLatch(1);
		CountDownLatch mayStop = new CountDownLatch(1);
		AtomicInteger made = new AtomicInteger();
		KeyedActors carts = carts(new KeyedActorFactory() {

			@Override
			public Actor create(String key) {
				int number = made.incrementAndGet();
				KeyedPassivationTests.this.events.add("made " + number);
				return new LambdaActor((self, sender, message) -> {
					KeyedPassivationTests.this.events.add(number + ": " + message);
					if (message.equals("go")) {
						self.context().passivate();
					}
				}).whenStopped((self) -> {
					if (number == 1) {
						stopping.countDown();
						await(mayStop);
					}
				});
			}

			@Override
			public void release(Actor actor) {
				KeyedPassivationTests.this.events.add("released");
			}

		}, KeyedOptions.defaults().actorOptions(ActorOptions.defaults().blocking()));
		ActorRef ref = carts.of("a");
		ref.tell("go");
		await(stopping);
		IntStream.range(0, 100).forEach(ref::tell);
		assertThat(this.events).containsExactly("made 1", "1: go");
		mayStop.countDown();
		List<String> expected = new ArrayList<>(List.of("made 1", "1: go", "released", "made 2"));
		IntStream.range(0, 100).forEach((i) -> expected.add("2: " + i));
		eventually().untilAsserted(() -> assertThat(this.events).hasSizeGreaterThanOrEqualTo(104));
		assertThat(this.events).containsExactlyElementsOf(expected);
	}

	@Test
	void scheduleOfAnActorThatPassivatesItselfMakesNoNextOne() {
		KeyedActors carts = carts((key) -> new LambdaActor((self, sender, message) -> {
			if (message.equals("go")) {
				ActorCell cell = (ActorCell) this.system.find("/user/cart/a").orElseThrow();
				self.context().passivate();
				self.scheduleTell(self.self(), "tick", Schedule.after(Duration.ZERO));
				eventually().until(() -> cell.inMailbox() == 1);
			}
			else {
				this.events.add(message.toString());
			}
		}), KeyedOptions.defaults().actorOptions(ActorOptions.defaults().blocking()));
		carts.of("a").tell("go");
		eventually().until(() -> carts.snapshot().passivations() == 1);
		assertThat(((KeyedHost) carts).isEmpty()).isTrue();
		assertThat(this.events).isEmpty();
	}

	@Test
	void actorThatPassivatesItselfKeepsWhatWaits() {
		CountDownLatch told = new CountDownLatch(1);
		KeyedActors carts = carts((key) -> {
			this.events.add("made");
			return new LambdaActor((self, sender, message) -> {
				this.events.add(message.toString());
				if (message.equals("go")) {
					self.context().passivate();
					await(told);
				}
			});
		}, KeyedOptions.defaults());
		ActorRef ref = carts.of("a");
		ref.tell("go");
		eventually().untilAsserted(() -> assertThat(this.events).contains("go"));
		ref.tell("after");
		told.countDown();
		eventually().untilAsserted(() -> assertThat(this.events).containsExactly("made", "go", "made", "after"));
		assertThat(carts.snapshot().passivations()).isEqualTo(1);
	}

	@Test
	void childrenEndBeforeTheNextOneBegins() {
		KeyedActors carts = carts((key) -> LambdaActor.echo()
			.whenStarted((self) -> self
				.create(() -> LambdaActor.idle().whenStopped((child) -> this.events.add("child stopped")), "child")),
				idle(SHORT));
		tell(carts, "a");
		eventually().untilAsserted(() -> assertThat(this.events).containsExactly("child stopped"));
		tell(carts, "a");
	}

	@Test
	void forOneMoreTheLeastRecentlyUsedIsPassivated() {
		KeyedActors carts = carts(bound(3));
		use(carts, "a", "b", "c", "a", "d");
		assertThat(stopped()).containsExactly("b");
		use(carts, "c", "e");
		assertThat(stopped()).containsExactly("b", "a");
		use(carts, "b");
		assertThat(stopped()).containsExactly("b", "a", "d");
		assertThat(carts.snapshot().active()).isEqualTo(3);
	}

	/** Tell keys something, each when the one before has nothing to do any more. */
	private void use(KeyedActors carts, String... keys) {
		for (String key : keys) {
			tell(carts, key);
			eventually()
				.until(() -> this.system.snapshot("/user/cart/" + key).orElseThrow().state() == ActorState.IDLE);
		}
	}

	private List<String> stopped() {
		return this.events.stream()
			.filter((event) -> event.contains(" stopped"))
			.map((event) -> event.substring(0, event.indexOf(' ')))
			.toList();
	}

	@Test
	void idleActorGoesBeforeABusyOne() {
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch mayEnd = new CountDownLatch(1);
		KeyedActors carts = carts((key) -> new LambdaActor((self, sender, message) -> {
			if (key.equals("busy")) {
				busy.countDown();
				await(mayEnd);
			}
			self.tell(sender, message);
		}).whenStopped((self) -> this.events.add(key + " stopped")), bound(2));
		carts.of("busy").tell("x");
		await(busy);
		use(carts, "idle", "other");
		assertThat(stopped()).containsExactly("idle");
		mayEnd.countDown();
	}

	@Test
	void manyThatAreBusyHoldUpNoNewKey() {
		CountDownLatch mayEnd = new CountDownLatch(1);
		KeyedActors carts = carts(blockedBy(mayEnd), bound(100).actorOptions(ActorOptions.defaults().blocking()));
		IntStream.range(0, 40).forEach((i) -> carts.of("busy" + i).tell("block"));
		IntStream.range(0, 60).forEach((i) -> tell(carts, "k" + i));
		long began = System.nanoTime();
		IntStream.range(60, 100).forEach((i) -> tell(carts, "k" + i));
		// To wait for a look takes a tenth of a second for each.
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
		assertThat(carts.snapshot().active()).isEqualTo(100);
		assertThat(carts.snapshot().passivations()).isEqualTo(40);
		mayEnd.countDown();
	}

	@Test
	void whoWasAskedAndDoesNotComeToItIsNotCountedOn() {
		CountDownLatch mayEnd = new CountDownLatch(1);
		KeyedActors carts = carts(blockedBy(mayEnd), bound(2).actorOptions(ActorOptions.defaults().blocking()));
		carts.of("asked").tell("block");
		CompletableFuture<Object> answer = carts.of("idle").ask("short block", Object.class, LONG);
		CompletableFuture<Object> other = carts.of("new").ask("x", Object.class, LONG);
		this.events.add("all told");
		answer.join();
		other.join();
		eventually().untilAsserted(() -> assertThat(stopped()).containsExactly("idle"));
		mayEnd.countDown();
	}

	private KeyedActorFactory blockedBy(CountDownLatch mayEnd) {
		return (key) -> new LambdaActor((self, sender, message) -> {
			if (message.equals("block")) {
				await(mayEnd);
			}
			else if (message.equals("short block")) {
				eventually().until(() -> this.events.contains("all told"));
			}
			self.tell(sender, message);
		}).whenStopped((self) -> this.events.add(key + " stopped"));
	}

	@Test
	void actorThatHoldsMessagesIsNotPassivatedWhenIdle() {
		KeyedActors carts = carts(this::stashing, idle(SHORT));
		carts.of("a").tell("x");
		tell(carts, "other");
		eventually().until(() -> carts.snapshot().passivations() == 1);
		assertThat(carts.snapshot().active()).isEqualTo(1);
		tell(carts, "other");
		eventually().until(() -> carts.snapshot().passivations() == 2);
		carts.of("a").tell("open");
		eventually().until(() -> carts.snapshot().passivations() == 3);
		assertThat(this.events).containsExactly("a: x");
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void actorThatHoldsMessagesDoesNotGoForAnother() {
		KeyedActors carts = carts(this::stashing, bound(1));
		carts.of("a").tell("x");
		tell(carts, "b", "c");
		carts.of("a").tell("open");
		eventually().until(() -> carts.snapshot().active() == 1);
		eventually().untilAsserted(() -> assertThat(this.events).containsExactly("a: x"));
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void actorThatPassivatesItselfHandsOnWhatItHolds() {
		KeyedActors carts = carts(this::stashing, KeyedOptions.defaults());
		ActorRef ref = carts.of("a");
		List.of("x", "y", "go").forEach(ref::tell);
		eventually().until(() -> carts.snapshot().passivations() == 1);
		List.of("z", "open").forEach(ref::tell);
		eventually().untilAsserted(() -> assertThat(this.events).containsExactly("a: x", "a: y", "a: z"));
		assertThat(carts.snapshot().activations()).isEqualTo(2);
		assertThat(this.deadLetters).isEmpty();
	}

	/** Stashes what it is told until it is told to open. */
	private Actor stashing(String key) {
		boolean[] open = new boolean[1];
		return new LambdaActor((self, sender, message) -> {
			if (message.equals("go")) {
				self.context().passivate();
			}
			else if (message.equals("open")) {
				open[0] = true;
				self.unstashAll();
			}
			else if (sender.isAsking()) {
				self.tell(sender, message);
			}
			else if (open[0]) {
				this.events.add(key + ": " + message);
			}
			else {
				self.stash();
			}
		});
	}

	@Test
	void noMoreWaitForAnActorToBeginThanItsMailboxTakes() {
		CountDownLatch mayEnd = new CountDownLatch(1);
		KeyedActors carts = carts(blockedBy(mayEnd), bound(1)
			.actorOptions(ActorOptions.defaults().blocking().mailbox(MailboxOptions.bounded(2, Overflow.REJECT))));
		CompletableFuture<Object> busy = carts.of("busy").ask("short block", Object.class, LONG);
		ActorRef ref = carts.of("waiting");
		assertThat(IntStream.range(0, 5).filter((i) -> ref.tryTell("x" + i))).containsExactly(0, 1);
		ref.tell("late");
		assertThat(deadMessages()).containsExactly("late");
		assertThat(this.deadLetters.element().reason()).isEqualTo(DeadLetterReason.MAILBOX_FULL);
		assertThat(ref.ask("question", Object.class, LONG)).failsWithin(LONG)
			.withThrowableThat()
			.withCauseInstanceOf(MailboxFullException.class)
			.withMessageContaining(
					"as many messages wait for its actor to begin as its mailbox has places (capacity 2)");
		this.events.add("all told");
		busy.join();
		mayEnd.countDown();
		eventually().until(() -> ref.tryTell("after"));
		assertThat(this.deadLetters).filteredOn((heard) -> heard.reason() == DeadLetterReason.MAILBOX_FULL)
			.extracting(Heard::message)
			.containsExactly("late", "question");
	}

	@Test
	void boundIsExceededForAMomentWhereNobodyComesToAnEnd() {
		CountDownLatch mayEnd = new CountDownLatch(1);
		KeyedActors carts = carts((key) -> new LambdaActor((self, sender, message) -> {
			if (message.equals("block")) {
				await(mayEnd);
			}
			self.tell(sender, message);
		}), bound(2).actorOptions(ActorOptions.defaults().blocking()));
		IntStream.range(0, 5).forEach((i) -> carts.of("blocked" + i).tell("block"));
		// Each of them may wait for this one.
		tell(carts, "new");
		mayEnd.countDown();
		eventually().until(() -> carts.snapshot().active() <= 2);
		assertThat(carts.snapshot().activations()).isEqualTo(6);
	}

	@Test
	void watcherOfAKeyThatWaitsForItsPlaceIsToldOfTheEndOfItsActor() {
		CountDownLatch go = new CountDownLatch(1);
		KeyedActors carts = cartsOfWhichOneIsActive(go);
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> {
			probe.watch(carts.of("waits"));
			probe.watch(carts.of("waits"));
			probe.watch(carts.of("waits as well"));
			probe.unwatch(carts.of("waits as well"));
		});
		go.countDown();
		Terminated terminated = probe.next(Terminated.class);
		assertThat(terminated.actor()).isEqualTo(carts.of("waits")).isInstanceOf(ActorCell.class);
		assertThat(this.events).contains("waits");
		tell(carts, "waits as well");
		this.system.stop(carts.of("waits as well"));
		eventually().until(() -> carts.snapshot().active() == 0);
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void wordOfAWatchThatWasTakenBackIsNotForTheNextOne() {
		CountDownLatch go = new CountDownLatch(1);
		KeyedActors carts = cartsOfWhichOneIsActive(go);
		ActorRef ref = carts.of("none yet");
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> {
			// There is none, of which the word is on its way.
			probe.watch(ref);
			probe.unwatch(ref);
			ref.tell("x");
			probe.watch(ref);
		});
		assertThat(probe.rest()).isEmpty();
		go.countDown();
		assertThat(probe.next(Terminated.class).actor()).isEqualTo(ref).isInstanceOf(ActorCell.class);
		assertThat(this.events).contains("none yet");
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void keyThatWaitsForItsPlaceDoesNotHoldWhoWatchesItNoLonger() {
		CountDownLatch go = new CountDownLatch(1);
		KeyedActors carts = cartsOfWhichOneIsActive(go);
		List<WeakReference<ActorRef>> watchers = List.of(watcherThatEnds(carts.of("waits"), false),
				watcherThatEnds(carts.of("waits"), true));
		eventually().until(() -> {
			System.gc();
			return watchers.stream().allMatch((watcher) -> watcher.get() == null);
		});
		assertThat(this.events).doesNotContain("waits");
		go.countDown();
	}

	private WeakReference<ActorRef> watcherThatEnds(ActorRef ref, boolean unwatch) {
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> {
			probe.watch(ref);
			if (unwatch) {
				probe.unwatch(ref);
			}
		});
		ActorRef watcher = probe.ref();
		this.system.stop(watcher);
		untilOver(watcher);
		return new WeakReference<>(watcher);
	}

	@Test
	void watcherOfAKeyThatNeverGetsItsPlaceIsToldSo() {
		CountDownLatch go = new CountDownLatch(1);
		KeyedActors carts = cartsOfWhichOneIsActive(go);
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.watch(carts.of("waits")));
		this.system.stopNow(carts.parent());
		go.countDown();
		assertThat(probe.next(Terminated.class).actor()).isEqualTo(carts.of("waits"));
		untilOver(carts.parent());
		assertThat(probe.rest()).isEmpty();
	}

	/**
	 * One is in use until further notice, and two wait for its end. Each goes when it has
	 * done what it was told.
	 */
	private KeyedActors cartsOfWhichOneIsActive(CountDownLatch go) {
		CountDownLatch begun = new CountDownLatch(1);
		KeyedActors carts = carts((key) -> new LambdaActor((self, sender, message) -> {
			this.events.add(key);
			self.context().passivate();
			if (message.equals("block")) {
				begun.countDown();
				await(go);
			}
			self.tell(sender, message);
		}), bound(1).actorOptions(ActorOptions.defaults().blocking()));
		carts.of("busy").tell("block");
		await(begun);
		carts.of("waits").tell("x");
		carts.of("waits as well").tell("x");
		return carts;
	}

	@Test
	void actorsThatAskEachOtherGetOverTheBound() {
		KeyedActors[] carts = new KeyedActors[1];
		carts[0] = carts((key) -> new LambdaActor((self, sender, message) -> {
			int depth = (Integer) message;
			if (depth == 0) {
				self.tell(sender, 0);
			}
			else {
				self.await(carts[0].of(key + "x").ask(depth - 1, Integer.class, LONG),
						(answer) -> self.tell(sender, answer + 1));
			}
		}), bound(2));
		assertThat(carts[0].of("x").ask(10, Integer.class, LONG).join()).isEqualTo(10);
	}

	@Test
	void stopComesAfterWhatAnActorWasToldThatWaitsForItsPlace() {
		KeyedActors carts = carts(bound(1));
		for (int i = 0; i < 100; i++) {
			carts.of("k" + i).tell("x");
			this.system.stop(carts.of("k" + i));
		}
		eventually().until(() -> this.events.stream().filter((event) -> event.endsWith("received x")).count() == 100);
		eventually().until(() -> carts.snapshot().active() == 0);
	}

	@Test
	@Timeout(60)
	void millionKeysPassThroughABoundOfTenThousandWithNothingLost() throws Exception {
		int keys = 1_000_000;
		int bound = 10_000;
		AtomicInteger alive = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		AtomicLong sum = new AtomicLong();
		CountDownLatch received = new CountDownLatch(keys);
		KeyedActors carts = carts((key) -> new LambdaActor((self, sender, message) -> {
			if (message.toString().equals(key)) {
				sum.addAndGet((Integer) message);
			}
			received.countDown();
		}).whenStarted((self) -> most.accumulateAndGet(alive.incrementAndGet(), Math::max))
			.whenStopped((self) -> alive.decrementAndGet()), bound(bound));
		Outsiders.start(2, (number) -> {
			for (int i = number; i < keys; i += 2) {
				carts.of(Integer.toString(i)).tell(i);
			}
		}).join();
		assertThat(received.await(50, TimeUnit.SECONDS)).isTrue();
		assertThat(sum).hasValue(keys * (keys - 1L) / 2);
		assertThat(most.get()).isLessThanOrEqualTo(bound);
		assertThat(carts.snapshot().activations()).isEqualTo(keys);
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void noTimerIsLeftWhereNothingIsActive() {
		Timers timers = ((DefaultActorSystem) this.system).timers();
		KeyedActors carts = carts(idle(Duration.ofMillis(20)).maxActive(2));
		tell(carts, "a", "b", "c", "d");
		eventually().until(() -> carts.snapshot().active() == 0 && timers.size() == 0);
	}

	@Test
	void optionsThatMakeNoSenseAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> idle(Duration.ZERO))
			.withMessage("'idleTimeout' must be positive (was PT0S)");
		assertThatIllegalArgumentException().isThrownBy(() -> bound(0))
			.withMessage("'maxActive' must be at least 1 (was 0)");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> bound(1).actorOptions(ActorOptions.defaults().instances(2)))
			.withMessageContaining("'options' must be those of one actor (were those of a pool of 2)");
	}

	@Test
	void whatAnIdleKeyLeavesBehindIsItsReferenceAlone() {
		KeyedActors carts = carts(idle(Duration.ofMillis(20)));
		Map<String, ActorRef> kept = new ConcurrentHashMap<>();
		IntStream.range(0, 100).mapToObj((i) -> "k" + i).forEach((key) -> {
			kept.put(key, carts.of(key));
			kept.get(key).tell("x");
		});
		eventually().until(() -> ((KeyedHost) carts).isEmpty());
		assertThat(this.system.snapshot("/user/cart").orElseThrow().children()).isEmpty();
		kept.forEach((key, ref) -> assertThat(ref.ask(key, String.class, LONG).join()).isEqualTo(key));
	}

	@Test
	void lookAtMillionsMayBeLimited() {
		KeyedActors carts = carts(KeyedOptions.defaults());
		IntStream.range(0, 500).forEach((i) -> tell(carts, "k" + i));
		ActorSnapshot parent = this.system.snapshot("/user/cart", 10).orElseThrow();
		assertThat(parent.childCount()).isEqualTo(500);
		assertThat(parent.children()).hasSize(10);
		assertThat(this.system.snapshot(0).children()).isEmpty();
		assertThat(this.system.snapshot(0).childCount()).isEqualTo(1);
		assertThat(this.system.snapshot().children().get(0).children()).hasSize(500);
	}

	static final class Cart extends Actor {

		private final String key;

		private final Queue<String> events;

		Cart(String key, Queue<String> events) {
			this.key = key;
			this.events = events;
		}

		@Override
		protected void started() {
			this.events.add(this.key + " started");
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			this.events.add(this.key + " received " + message);
			if (sender.isAsking()) {
				tell(sender, message);
			}
		}

		@Override
		protected void stopped(TerminationReason reason) {
			this.events.add(this.key + " stopped " + reason);
		}

	}

}
