package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dead letters that are told again (issue 5, item 6).
 */
class RedeliveryTests extends WithActorSystem {

	private final Queue<Object> received = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean broken = new AtomicBoolean(true);

	private DeadLetterStore store() {
		return this.system.deadLetterStore();
	}

	/** Fails as long as it is broken. */
	private LambdaActor fragile() {
		return new LambdaActor((self, sender, message) -> {
			if (this.broken.get()) {
				throw new Mishap();
			}
			this.received.add(message);
			if (sender != self.system().nobody()) {
				self.tell(sender, "done with " + message);
			}
		});
	}

	private DeadLetterEntry only() {
		eventually().until(() -> store().size() == 1);
		return store().entries().get(0);
	}

	private void untilReceived(Object... messages) {
		eventually().untilAsserted(() -> assertThat(this.received).containsExactly(messages));
	}

	@Test
	void messageGoesToTheSameActorAgain() {
		ActorRef actor = this.system.create(this::fragile, "fragile");
		actor.tell("x");
		DeadLetterEntry entry = only();
		assertThat(entry.reason()).isEqualTo(DeadLetterReason.FAILED);
		this.broken.set(false);
		assertThat(store().redeliver(entry.id())).isTrue();
		untilReceived("x");
		assertThat(store().redeliver(entry.id())).isFalse();
		assertThat(store().discard(entry.id())).isFalse();
		assertThat(store().size()).isZero();
		assertThat(store().redelivered()).isEqualTo(1);
	}

	@Test
	void attemptsAreCountedWhenItComesBack() {
		ActorRef actor = this.system.create(this::fragile, "fragile");
		actor.tell("x");
		for (int attempts = 0; attempts < 3; attempts++) {
			DeadLetterEntry entry = only();
			assertThat(entry.attempts()).isEqualTo(attempts);
			assertThat(store().redeliver(entry.id())).isTrue();
			long before = entry.id();
			eventually().until(() -> store().find(before + 1).isPresent());
		}
		actor.tell("y");
		eventually().until(() -> store().size() == 2);
		assertThat(store().entries()).extracting(DeadLetterEntry::attempts).containsExactly(0, 3);
		assertThat(this.system.deadLetters()).containsEntry(DeadLetterReason.FAILED, 5L);
	}

	@Test
	void attemptsAreCountedWhereverTheMessageWaits() {
		MailboxOptions line = MailboxOptions.bounded(10, Overflow.DROP_OLDEST);
		CountDownLatch told = new CountDownLatch(1);
		ActorRef stashing = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			await(told);
			self.stash();
		}), "stashing", ActorOptions.defaults().mailbox(line));
		this.system.stopNow(stashing);
		untilOver(stashing);
		stashing.tell("x");
		long id = only().id();
		ActorRef next = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			await(told);
			self.stash();
		}), "stashing", ActorOptions.defaults().mailbox(line));
		assertThat(store().redeliver(id)).isTrue();
		told.countDown();
		this.system.stop(next);
		assertThat(only().attempts()).isEqualTo(1);
		assertThat(only().target()).isEqualTo("/user/stashing");
	}

	@Test
	void messageOfAnActorThatHasEndedGoesToTheNextOfItsName() {
		ActorRef first = this.system.create(this::fragile, "fragile");
		this.system.stop(first);
		untilOver(first);
		first.tell("x");
		long id = only().id();
		this.broken.set(false);
		eventually().until(() -> this.system.find("/user/fragile").isEmpty());
		this.system.create(this::fragile, "fragile");
		assertThat(store().redeliver(id)).isTrue();
		untilReceived("x");
	}

	@Test
	void messageForWhichThereIsNobodyComesBack() {
		ActorRef first = this.system.create(this::fragile, "fragile");
		this.system.stop(first);
		untilOver(first);
		first.tell("x");
		assertThat(store().redeliver(only().id())).isTrue();
		DeadLetterEntry back = only();
		assertThat(back.attempts()).isEqualTo(1);
		assertThat(back.reason()).isEqualTo(DeadLetterReason.STOPPED);
		assertThat(back.redeliverable()).isTrue();
	}

	@Test
	void messageThatTheMailboxCannotTakeStays() {
		ActorRef first = this.system.create(this::fragile, "fragile");
		first.tell("x");
		first.tell(1);
		eventually().until(() -> store().size() == 2);
		this.system.stop(first);
		untilOver(first);
		eventually().until(() -> this.system.find("/user/fragile").isEmpty());
		this.broken.set(false);
		this.system.create(this::fragile, "fragile",
				ActorOptions.defaults().mailbox(MailboxOptions.unbounded().priority((message) -> (Integer) message)));
		assertThat(store().redeliverAll((entry) -> true)).isEqualTo(1);
		untilReceived(1);
		assertThat(store().redelivered()).isEqualTo(1);
		assertThat(only().messageType()).isEqualTo(String.class.getName());
		assertThat(only().attempts()).isZero();
		assertThat(store().redeliver(only().id())).isFalse();
		assertThat(store().size()).isEqualTo(1);
	}

	@Test
	void messageForAKeyGoesToTheKey() {
		KeyedActors carts = this.system.keyed("cart", LambdaActor.class, (key) -> fragileOf(key),
				KeyedOptions.defaults());
		for (String key : List.of("42", "ä/~ 7", "..")) {
			this.broken.set(true);
			carts.of(key).tell("x");
			DeadLetterEntry entry = only();
			assertThat(entry.target()).isEqualTo("/user/cart/" + KeyedActors.nameOf(key));
			this.system.stop(carts.of(key));
			eventually().until(() -> this.system.find(entry.target()).isEmpty());
			this.broken.set(false);
			assertThat(store().redeliver(entry.id())).isTrue();
			untilReceived(key + " x");
			this.received.clear();
		}
	}

	private LambdaActor fragileOf(String key) {
		return new LambdaActor((self, sender, message) -> {
			if (this.broken.get()) {
				throw new Mishap();
			}
			this.received.add(key + " " + message);
		});
	}

	@Test
	void messageForAKeyWhoseTypeWasStoppedGoesToTheNextTypeOfTheName() {
		KeyedActors first = this.system.keyed("cart", LambdaActor.class, this::fragileOf, KeyedOptions.defaults());
		this.system.stop(first.parent());
		untilOver(first.parent());
		first.of("42").tell("x");
		long id = only().id();
		this.broken.set(false);
		eventually().until(() -> this.system.find("/user/cart").isEmpty());
		this.system.keyed("cart", LambdaActor.class, this::fragileOf, KeyedOptions.defaults());
		assertThat(store().redeliver(id)).isTrue();
		untilReceived("42 x");
	}

	@Test
	void messageOfAWorkerGoesToItsPoolWhichHasAnotherOneThatIsFree() {
		Map<String, CountDownLatch> blocked = new ConcurrentHashMap<>();
		ActorRef pool = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			if (message.equals("block")) {
				blocked.computeIfAbsent(self.path().toString(), (path) -> new CountDownLatch(1)).await();
			}
			else if (this.broken.getAndSet(false)) {
				throw new Mishap();
			}
			else {
				this.received.add(message + " at " + self.path());
			}
		}), "pool", ActorOptions.defaults().blocking().instances(2));
		pool.tell("x");
		DeadLetterEntry entry = only();
		assertThat(entry.target()).startsWith("/user/pool/worker-");
		pool.tell("block");
		pool.tell("block");
		eventually().until(() -> blocked.size() == 2);
		String other = blocked.keySet()
			.stream()
			.filter((path) -> !path.equals(entry.target()))
			.findFirst()
			.orElseThrow();
		blocked.get(other).countDown();
		assertThat(store().redeliver(entry.id())).isTrue();
		untilReceived("x at " + other);
		blocked.values().forEach(CountDownLatch::countDown);
	}

	@Test
	void whoAskedLearnsNothingASecondTime() {
		ActorRef actor = this.system.create(this::fragile, "fragile");
		CompletableFuture<String> answer = actor.ask("x", String.class, LONG);
		assertThat(answer).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(Mishap.class);
		DeadLetterEntry entry = only();
		assertThat(entry.sender()).isEqualTo("/ask");
		this.broken.set(false);
		assertThat(store().redeliver(entry.id())).isTrue();
		untilReceived("x");
		actor.ask("end", Object.class, LONG).join();
		// There would be an answer that nobody has asked for.
		assertThat(store().entries()).isEmpty();
	}

	@Test
	void senderThatLivesIsAnswered() {
		ActorRef actor = this.system.create(this::fragile, "fragile");
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.tell(actor, "x"));
		assertThat(probe.next()).isEqualTo(new DeadLetter(actor, "x", DeadLetterReason.FAILED));
		this.broken.set(false);
		assertThat(store().redeliver(only().id())).isTrue();
		assertThat(probe.nextReceived()).isEqualTo(new Probe.Received(actor, "done with x"));
	}

	@Test
	void senderThatHasEndedIsNobody() {
		ActorRef actor = this.system.create(this::fragile, "fragile");
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.tell(actor, "x"));
		probe.next(DeadLetter.class);
		this.system.stop(probe.ref());
		untilOver(probe.ref());
		this.broken.set(false);
		assertThat(store().redeliver(only().id())).isTrue();
		untilReceived("x");
		actor.ask("end", Object.class, LONG).join();
		assertThat(store().entries()).isEmpty();
	}

	@Test
	void whatWasToldToNobodyIsNotRedelivered() {
		this.system.nobody().tell("x");
		DeadLetterEntry entry = only();
		assertThat(entry.redeliverable()).isFalse();
		assertThat(store().redeliver(entry.id())).isFalse();
		assertThat(store().discard(entry.id())).isTrue();
	}

	@Test
	void lateAnswerIsNotRedelivered() {
		ActorRef twice = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("x")) {
				self.tell(sender, "one");
				self.tell(sender, "two");
			}
		}));
		assertThat(twice.ask("x", String.class, LONG)).succeedsWithin(LONG).isEqualTo("one");
		DeadLetterEntry entry = only();
		assertThat(entry.reason()).isEqualTo(DeadLetterReason.NOT_ASKED);
		assertThat(store().redeliver(entry.id())).isFalse();
	}

	@Test
	void messageIsHandledInTheContextInWhichItWasToldFirst() {
		ThreadLocal<String> current = new ThreadLocal<>();
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (this.broken.get()) {
				throw new Mishap();
			}
			this.received.add(message + " in " + current.get());
		}));
		actor.within(() -> {
			current.set("a");
			return current::remove;
		}).tell("x");
		long id = only().id();
		assertThat(store().redeliver(id)).isTrue();
		eventually().until(() -> store().find(id + 1).isPresent());
		this.broken.set(false);
		assertThat(store().redeliver(id + 1)).isTrue();
		untilReceived("x in a");
	}

	@Test
	void thoseThatComeBackMeanwhileAreNotTriedAgain() {
		ActorRef actor = this.system.create(this::fragile, "fragile");
		for (int i = 0; i < 5; i++) {
			actor.tell(i);
		}
		eventually().until(() -> store().size() == 5);
		assertThat(store().redeliverAll((entry) -> entry.attempts() == 0)).isEqualTo(5);
		eventually().until(() -> store().size() == 5);
		assertThat(store().entries()).allMatch((entry) -> entry.attempts() == 1);
		this.broken.set(false);
		assertThat(store().redeliverAll((entry) -> true)).isEqualTo(5);
		untilReceived(0, 1, 2, 3, 4);
	}

	@Test
	void ofAllWhoRedeliverAtOnceOneDoes() throws Exception {
		ActorRef actor = this.system.create(this::fragile, "fragile");
		int letters = 80;
		for (int i = 0; i < letters; i++) {
			actor.tell(i);
		}
		eventually().until(() -> store().size() == letters);
		this.broken.set(false);
		long first = store().entries().get(letters - 1).id();
		AtomicInteger told = new AtomicInteger();
		AtomicInteger discarded = new AtomicInteger();
		CyclicBarrier together = new CyclicBarrier(4);
		Outsiders outsiders = Outsiders.start(4, (number) -> {
			for (long id = first; id < first + letters; id++) {
				together.await();
				if (number == 0 && store().discard(id)) {
					discarded.incrementAndGet();
				}
				else if (number > 0 && store().redeliver(id)) {
					told.incrementAndGet();
				}
			}
		});
		outsiders.join();
		assertThat(told.get() + discarded.get()).isEqualTo(letters);
		eventually().until(() -> this.received.size() >= told.get());
		assertThat(this.received).doesNotHaveDuplicates().hasSize(told.get());
		assertThat(store().redelivered()).isEqualTo(told.get());
		assertThat(store().discarded()).isEqualTo(discarded.get());
	}

	@Test
	void everyMessageThatIsToldAgainIsAccountedForOnceMore() {
		Seeds.each(5, this::account);
	}

	private void account(long seed) throws Exception {
		AtomicLong processed = new AtomicLong();
		AtomicLong dead = new AtomicLong();
		AtomicLong told = new AtomicLong();
		ActorSystem load = ActorSystem.builder("load")
			.deadLetterLogLimit(0)
			.deadLetterListener((letter, sender) -> dead.incrementAndGet())
			.build();
		KeyedActors keyed = load.keyed("keyed", LambdaActor.class, (key) -> chancy(processed, seed),
				KeyedOptions.defaults().maxActive(2));
		ActorRef pool = load.create(() -> chancy(processed, seed), "pool", ActorOptions.defaults().instances(2));
		ActorRef small = load.create(() -> chancy(processed, seed), "small",
				ActorOptions.defaults().mailbox(MailboxOptions.bounded(3, Overflow.REJECT)));
		List<ActorRef> actors = List.of(keyed.of("a"), keyed.of("b"), keyed.of("c"), pool, small);
		Outsiders outsiders = Outsiders.start(3, (number) -> {
			Random random = new Random(seed * 31 + number);
			for (int i = 0; i < 3_000; i++) {
				actors.get(random.nextInt(actors.size())).tell(i);
				told.incrementAndGet();
				if (i % 50 == 0) {
					load.deadLetterStore().redeliverAll((entry) -> random.nextBoolean());
				}
			}
		});
		outsiders.join();
		load.shutdown(Duration.ofSeconds(20));
		ended(load);
		DeadLetterStore store = load.deadLetterStore();
		assertThat(store.redelivered()).isPositive();
		assertThat(processed.get() + dead.get()).isEqualTo(told.get() + store.redelivered());
		assertThat(store.size() + store.displaced() + store.redelivered()).isEqualTo(dead.get());
	}

	private static LambdaActor chancy(AtomicLong processed, long seed) {
		Random random = new Random(seed);
		return new LambdaActor((self, sender, message) -> {
			switch (random.nextInt(8)) {
				case 0 -> throw new Mishap();
				case 1 -> self.unhandled(message);
				default -> processed.incrementAndGet();
			}
		});
	}

}
