package io.pyctor;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is kept of dead letters, and who sees it (issue 5, item 6).
 */
class DeadLetterStoreTests extends WithActorSystem {

	private final ThreadLocal<String> trace = new ThreadLocal<>();

	private final Queue<DeadLetterEntry> heard = new ConcurrentLinkedQueue<>();

	record Secret(String content) {
	}

	@Override
	ActorSystemBuilder settings(ActorSystemBuilder builder) {
		return super.settings(builder).deadLetters(DeadLetterOptions.defaults().capacity(5).keepMessages(3))
			.traceIds(() -> Optional.ofNullable(this.trace.get()));
	}

	private DeadLetterStore store() {
		return this.system.deadLetterStore();
	}

	private ActorRef dead() {
		ActorRef dead = this.system.create(LambdaActor::idle, "dead");
		this.system.stop(dead);
		untilOver(dead);
		return dead;
	}

	private ActorRef failing() {
		return this.system.create(LambdaActor.factory((self, sender, message) -> {
			throw new IllegalStateException("4711 is wrong");
		}), "failing");
	}

	private DeadLetterEntry newest() {
		eventually().until(() -> store().size() > 0);
		return store().entries().get(0);
	}

	@Test
	void entrySaysWhatIsKnown() {
		Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
		dead().tell(new Secret("4711"));
		DeadLetterEntry entry = newest();
		assertThat(entry.time()).isBetween(before, Instant.now());
		assertThat(entry).isEqualTo(new DeadLetterEntry(1, entry.time(), DeadLetterReason.STOPPED, "/user/dead",
				"/nobody", Secret.class.getName(), 0, Optional.empty(), Optional.empty(), true, Optional.empty()));
		assertThat(store().find(1)).contains(entry);
		assertThat(store().find(2)).isEmpty();
		assertThat(store().find(0)).isEmpty();
		assertThat(store().find(-5)).isEmpty();
	}

	@Test
	void contentsOfMessagesAndExceptionsAreNotShown() {
		failing().tell(new Secret("4711"));
		DeadLetterEntry entry = newest();
		assertThat(entry.failure()).contains(IllegalStateException.class.getName());
		assertThat(entry.toString()).doesNotContain("4711");
	}

	@Test
	void contentsAreShownToThoseWhoAskForThem() {
		ActorSystem open = settings(ActorSystem.builder("open"))
			.deadLetters(DeadLetterOptions.defaults().showContents(true))
			.build();
		ActorRef failing = open.create(LambdaActor.factory((self, sender, message) -> {
			throw new IllegalStateException("4711 is wrong");
		}), "failing");
		failing.tell(new Secret("4711"));
		failing.tell(new Object() {
			@Override
			public String toString() {
				throw new IllegalStateException();
			}
		});
		eventually().until(() -> open.deadLetterStore().size() == 2);
		List<DeadLetterEntry> entries = open.deadLetterStore().entries();
		assertThat(entries.get(1).content()).contains("Secret[content=4711]");
		assertThat(entries.get(1).failure()).contains("java.lang.IllegalStateException: 4711 is wrong");
		assertThat(entries.get(0).content()).contains("(toString() failed with java.lang.IllegalStateException)");
		end(open);
	}

	@Test
	void latestAreKeptAndTheStoreSaysHowManyItHasNot() {
		ActorRef dead = dead();
		IntStream.rangeClosed(1, 12).forEach((i) -> dead.tell("message " + i));
		assertThat(store().entries()).extracting(DeadLetterEntry::id).containsExactly(12L, 11L, 10L, 9L, 8L);
		assertThat(store().size()).isEqualTo(store().capacity()).isEqualTo(5);
		assertThat(store().displaced()).isEqualTo(7);
		assertThat(store().find(7)).isEmpty();
		assertThat(store().find(8)).isPresent();
	}

	@Test
	void messageThatIsPutBackWhenOthersAreTheLatestIsNotKept() {
		ActorRef ended = this.system.create(LambdaActor.idle(), "picky");
		this.system.stop(ended);
		untilOver(ended);
		eventually().until(() -> this.system.find("/user/picky").isEmpty());
		ended.tell("first");
		DeadLetterStore store = this.system.deadLetterStore();
		long id = store.entries().get(0).id();
		this.system.create(LambdaActor::idle, "picky",
				ActorOptions.defaults().mailbox(MailboxOptions.unbounded().priority((message) -> {
					IntStream.range(0, 3).forEach(ended::tell);
					throw new Mishap();
				})));
		assertThat(store.redeliver(id)).isFalse();
		assertThat(store.entries()).extracting(DeadLetterEntry::redeliverable).containsExactly(true, true, true, false);
	}

	@Test
	void messagesOfTheLatestOnlyAreKept() {
		ActorRef dead = dead();
		WeakReference<Object> first = tellBallast(dead);
		dead.tell("2");
		dead.tell("3");
		assertThat(store().find(1).orElseThrow().redeliverable()).isTrue();
		dead.tell("4");
		assertThat(store().entries()).extracting(DeadLetterEntry::redeliverable)
			.containsExactly(true, true, true, false);
		this.deadLetters.clear();
		eventually().until(() -> {
			System.gc();
			return first.get() == null;
		});
		assertThat(store().redeliver(1)).isFalse();
		assertThat(store().size()).isEqualTo(4);
	}

	private static WeakReference<Object> tellBallast(ActorRef actor) {
		Object ballast = new byte[1024];
		actor.tell(ballast);
		return new WeakReference<>(ballast);
	}

	@Test
	void nothingIsKeptWithoutCapacityAndNoMessageWithoutRoomForIt() {
		ActorSystem none = settings(ActorSystem.builder("none")).deadLetters(DeadLetterOptions.defaults().capacity(0))
			.build();
		none.nobody().tell("x");
		assertThat(none.deadLetterStore().entries()).isEmpty();
		assertThat(none.deadLetterStore().find(1)).isEmpty();
		assertThat(none.deadLetterStore().redeliver(1)).isFalse();
		assertThat(none.deadLetterStore().displaced()).isEqualTo(1);
		end(none);
		ActorSystem listing = settings(ActorSystem.builder("listing"))
			.deadLetters(DeadLetterOptions.defaults().keepMessages(0))
			.build();
		ActorRef stopped = listing.create(LambdaActor::idle);
		listing.stop(stopped);
		untilOver(stopped);
		stopped.tell("x");
		assertThat(listing.deadLetterStore().find(1).orElseThrow().redeliverable()).isFalse();
		end(listing);
	}

	@Test
	void optionsAreChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> DeadLetterOptions.defaults().capacity(-1))
			.withMessage("'capacity' must be at least 0 (was -1)");
		assertThatIllegalArgumentException().isThrownBy(() -> DeadLetterOptions.defaults().keepMessages(-1))
			.withMessage("'keepMessages' must be at least 0 (was -1)");
	}

	@Test
	void whatOnlyTellsOfAnEndIsNotKept() {
		ActorRef dead = dead();
		dead.tell(new PoisonPill());
		dead.tell(new Terminated(dead, TerminationReason.STOPPED, Optional.empty()));
		dead.tell(new DeadLetter(dead, "x", DeadLetterReason.STOPPED));
		this.system.scheduleTell(dead, "tick", Schedule.every(LONG));
		assertThat(store().entries()).isEmpty();
	}

	@Test
	void discardedIsGoneOnce() {
		ActorRef dead = dead();
		dead.tell("1");
		dead.tell(2);
		dead.tell("3");
		assertThat(store().discard(1)).isTrue();
		assertThat(store().discard(1)).isFalse();
		assertThat(store().redeliver(1)).isFalse();
		assertThat(store().discardAll((entry) -> entry.messageType().equals("java.lang.Integer"))).isEqualTo(1);
		assertThat(store().entries()).extracting(DeadLetterEntry::id).containsExactly(3L);
		assertThat(store().discarded()).isEqualTo(2);
		assertThat(store().displaced()).isZero();
	}

	@Test
	void listenerHearsWhatTheStoreKnows() {
		this.system.addDeadLetterListener(new EntryListener(this.heard));
		dead().tell("x");
		assertThat(this.heard).containsExactly(newest());
	}

	@Test
	void traceIsThatOfTheContextOfTheMessage() {
		ActorRef failing = failing();
		this.trace.set("of the thread");
		failing.within(new Traced("of the message")).tell("x");
		assertThat(newest().traceId()).contains("of the message");
	}

	@Test
	void traceIsThatOfTheThreadThatHasToldTheMessage() {
		ActorRef dead = dead();
		this.trace.set("of the thread");
		dead.tell("x");
		assertThat(newest().traceId()).contains("of the thread");
		this.trace.remove();
		dead.tell("x");
		assertThat(newest().traceId()).isEmpty();
	}

	@Test
	void whatWaitedWasToldInAnotherTraceThanThatOfItsActor() {
		CountDownLatch told = new CountDownLatch(1);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			this.trace.set("of the actor");
			await(told);
			self.system().stopNow(self.self());
		}));
		actor.tell("first");
		actor.tell("waits");
		actor.within(new Traced("of the message")).tell("waits, too");
		told.countDown();
		eventually().until(() -> store().size() == 2);
		assertThat(store().entries()).extracting(DeadLetterEntry::traceId)
			.containsExactly(Optional.of("of the message"), Optional.empty());
	}

	@Test
	void traceThatCannotBeFoundIsNone() {
		this.system.nobody().tell("x");
		ActorRef failing = failing();
		failing.within(new Traced("") {
			@Override
			public Optional<String> traceId() {
				throw new IllegalStateException("on purpose");
			}
		}).tell("x");
		eventually().until(() -> store().size() == 2);
		assertThat(newest().traceId()).isEmpty();
	}

	@Test
	void whatIsLeftAtTheEndIsThere() {
		CountDownLatch begun = new CountDownLatch(1);
		ActorRef busy = this.system.create(LambdaActor.factory((self, sender, message) -> {
			begun.countDown();
			// Until it is interrupted.
			new CountDownLatch(1).await();
		}), "busy");
		busy.tell("begun");
		busy.tell("left 1");
		busy.tell("left 2");
		await(begun);
		this.system.shutdown(Duration.ZERO);
		ended(this.system);
		assertThat(store().entries()).extracting(DeadLetterEntry::reason)
			.containsExactly(DeadLetterReason.SHUTDOWN, DeadLetterReason.SHUTDOWN, DeadLetterReason.FAILED);
		assertThat(store().redeliverAll((entry) -> true)).isZero();
		assertThat(store().discardAll((entry) -> entry.reason() == DeadLetterReason.SHUTDOWN)).isEqualTo(2);
	}

	@Test
	void floodFromManyThreadsIsCountedToTheLast() throws Exception {
		ActorRef dead = dead();
		int threads = 4;
		int each = 20_000;
		Outsiders outsiders = Outsiders.start(threads, (number) -> {
			for (int i = 0; i < each; i++) {
				dead.tell(i);
				if (i % 64 == number) {
					store().discardAll((entry) -> entry.id() % 3 == 0);
				}
			}
		});
		outsiders.join();
		long all = (long) threads * each;
		assertThat(this.system.deadLetters()).containsEntry(DeadLetterReason.STOPPED, all);
		assertThat(store().size() + store().displaced() + store().discarded()).isEqualTo(all);
		assertThat(store().entries()).allMatch((entry) -> entry.id() > all - store().capacity())
			.allMatch((entry) -> entry.redeliverable() == entry.id() > all - 3);
		dead.tell("1");
		dead.tell("2");
		dead.tell("3");
		dead.tell("4");
		dead.tell("5");
		assertThat(store().entries()).extracting(DeadLetterEntry::id)
			.containsExactlyElementsOf(LongStream.iterate(all + 5, (id) -> id - 1).limit(5).boxed().toList());
	}

	@Test
	void threadThatIsSlowDisplacesNothingThatCameLater() {
		DeadLetterRing ring = new DeadLetterRing((DefaultActorSystem) this.system,
				DeadLetterOptions.defaults().capacity(2));
		long slow = ring.newId();
		ring.newId();
		long next = ring.newId();
		ring.add(letter(next));
		ring.add(letter(slow));
		assertThat(ring.entries()).extracting(DeadLetterEntry::id).containsExactly(next);
		assertThat(ring.displaced()).isEqualTo(1);
	}

	@Test
	void threadThatIsSlowKeepsNoMessageBeyondItsTime() {
		DeadLetterRing ring = new DeadLetterRing((DefaultActorSystem) this.system,
				DeadLetterOptions.defaults().keepMessages(1));
		long slow = ring.newId();
		ring.add(letter(ring.newId()));
		ring.add(letter(slow));
		assertThat(ring.entries()).extracting(DeadLetterEntry::redeliverable).containsExactly(true, false);
	}

	private KeptLetter letter(long id) {
		return new KeptLetter(id, new DeadLetter(this.system.create(LambdaActor::idle), "x", DeadLetterReason.FAILED),
				this.system.nobody(), null, null, null, false);
	}

	private static class Traced implements MessageContext {

		private final String id;

		Traced(String id) {
			this.id = id;
		}

		@Override
		public Scope enter() {
			return () -> {
			};
		}

		@Override
		public Optional<String> traceId() {
			return Optional.of(this.id);
		}

	}

	private record EntryListener(Queue<DeadLetterEntry> heard) implements DeadLetterListener {

		@Override
		public void onDeadLetter(DeadLetter letter, ActorRef sender) {
			throw new AssertionError("not called by the engine");
		}

		@Override
		public void onDeadLetter(DeadLetter letter, ActorRef sender, Supplier<DeadLetterEntry> entry) {
			this.heard.add(entry.get());
		}

	}

	@Test
	void contextOfASenderIsNotKeptLongerThanTheMessage() {
		ActorRef live = this.system.create(LambdaActor::idle, "live");
		ActorRef dead = dead();
		WeakReference<Object> context = tellWithin(live, dead);
		for (int i = 0; i < 3; i++) {
			dead.tell(i);
		}
		this.deadLetters.clear();
		eventually().until(() -> {
			System.gc();
			return context.get() == null;
		});
		assertThat(store().find(1).orElseThrow().sender()).isEqualTo("/user/live");
	}

	private static WeakReference<Object> tellWithin(ActorRef live, ActorRef dead) {
		MessageContext context = new Traced("trace-" + System.nanoTime());
		dead.tell("x", live.within(context));
		return new WeakReference<>(context);
	}

}
