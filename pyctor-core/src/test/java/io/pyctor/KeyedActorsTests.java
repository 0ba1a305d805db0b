package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.pyctor.supervision.SupervisionStrategy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class KeyedActorsTests extends WithActorSystem {

	private record Add(int quantity) implements Ask<Integer> {
	}

	private final Queue<String> events = new ConcurrentLinkedQueue<>();

	private final AtomicInteger made = new AtomicInteger();

	private KeyedActors keyed(KeyedActorFactory factory) {
		return this.system.keyed("cart", LambdaActor.class, factory, KeyedOptions.defaults());
	}

	private KeyedActors carts() {
		return keyed((key) -> {
			this.made.incrementAndGet();
			int[] items = new int[1];
			return new LambdaActor((self, sender, message) -> {
				if (message instanceof Add add) {
					items[0] += add.quantity();
					self.tell(sender, items[0]);
				}
				else {
					this.events.add(key + " " + message);
				}
			}).whenStarted((self) -> this.events.add(key + " started"))
				.whenStopped((self) -> this.events.add(key + " stopped"));
		});
	}

	@Test
	void twoHundredThreadsGetAnswersFromOneActivation() throws Exception {
		KeyedActors carts = carts();
		CountDownLatch go = new CountDownLatch(1);
		Set<Integer> answers = ConcurrentHashMap.newKeySet();
		Outsiders threads = Outsiders.start(200, (number) -> {
			await(go);
			answers.add(carts.of("42").ask(new Add(1), LONG).join());
		});
		go.countDown();
		threads.join();
		assertThat(this.made).hasValue(1);
		assertThat(answers).containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 200).boxed().toList());
		assertThat(carts.snapshot()).isEqualTo(new KeyedSnapshot("cart", LambdaActor.class.getName(), 1, 1, 0));
	}

	@Test
	void eachKeyHasAnActorOfItsOwn() {
		KeyedActors carts = carts();
		assertThat(carts.of("a").ask(new Add(1), LONG).join()).isEqualTo(1);
		assertThat(carts.of("b").ask(new Add(2), LONG).join()).isEqualTo(2);
		assertThat(carts.of("a").ask(new Add(3), LONG).join()).isEqualTo(4);
		assertThat(this.system.keyedSnapshots())
			.containsExactly(new KeyedSnapshot("cart", LambdaActor.class.getName(), 2, 2, 0));
	}

	@Test
	void objectIsMadeInTheActorsFirstTurn() {
		CountDownLatch mayBegin = new CountDownLatch(1);
		KeyedActors slow = this.system.keyed("slow", LambdaActor.class, (key) -> {
			await(mayBegin);
			return LambdaActor.echo();
		}, KeyedOptions.defaults().actorOptions(ActorOptions.defaults().blocking()));
		// This thread would wait for itself.
		CompletableFuture<String> answer = slow.of("42").ask("x", String.class, LONG);
		assertThat(answer).isNotDone();
		mayBegin.countDown();
		assertThat(answer.join()).isEqualTo("x");
	}

	@Test
	void actorIsSeenBelowTheParentOfItsType() {
		KeyedActors carts = carts();
		carts.of("a b/ü~").ask(new Add(1), LONG).join();
		ActorSnapshot parent = this.system.snapshot("/user/cart").orElseThrow();
		assertThat(parent.children()).singleElement().satisfies((child) -> {
			assertThat(child.ref().path()).hasToString("/user/cart/a~20b~2F~C3~BC~7E");
			assertThat(child.type()).isEqualTo(LambdaActor.class.getName());
		});
		assertThat(this.system.find("/user/cart/a~20b~2F~C3~BC~7E")).contains(carts.of("a b/ü~"));
		assertThat(this.system.find("/user/cart/other")).isEmpty();
		assertThat(this.system.find("/user/cart")).contains(carts.parent());
	}

	@Test
	void keysThatLookAlikeAreDifferentActors() {
		KeyedActors carts = carts();
		List<String> keys = List.of("~", "~7E", ".", "..", "~2E", "A", "a", " ", "\u0000", "/", "\uD83D\uDE00",
				"LambdaActor-1");
		keys.forEach((key) -> assertThat(carts.of(key).ask(new Add(1), LONG).join()).as(key).isEqualTo(1));
		assertThat(carts.snapshot().active()).isEqualTo(keys.size());
		assertThat(keys.stream().map((key) -> carts.of(key).name()).distinct()).hasSameSizeAs(keys);
	}

	@Test
	void whatCannotBeAKeyIsRefused() {
		KeyedActors carts = carts();
		assertThat(carts.of("x".repeat(255)).ask(new Add(1), LONG).join()).isEqualTo(1);
		assertThatIllegalArgumentException().isThrownBy(() -> carts.of("")).withMessageContaining("has 0 characters");
		assertThatIllegalArgumentException().isThrownBy(() -> carts.of("x".repeat(256)))
			.withMessageContaining("has 256 characters in the actor's name (expected 1 to 255)")
			.withMessageContaining("make it shorter");
		assertThatIllegalArgumentException().isThrownBy(() -> carts.of("ü".repeat(50)))
			.withMessageContaining("has 300 characters");
		assertThatIllegalArgumentException().isThrownBy(() -> carts.of("\uD83D")).withMessageContaining("UTF-8");
	}

	@Test
	void referencesOfAKeyAreEqualToEachOtherAndToWhatItsActorCallsItself() {
		List<ActorRef> selves = new ArrayList<>();
		KeyedActors keyed = keyed((key) -> new LambdaActor((self, sender, message) -> {
			selves.add(self.self());
			self.tell(sender, "done");
		}));
		ActorRef ref = keyed.of("42");
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.tell(ref, "x"));
		Probe.Received received = probe.nextReceived();
		assertThat(received.sender()).isEqualTo(ref).hasSameHashCodeAs(ref);
		assertThat(selves).containsExactly(ref);
		assertThat(keyed.of("42")).isEqualTo(ref).hasSameHashCodeAs(ref);
		assertThat(keyed.of("43")).isNotEqualTo(ref);
		ActorRef activation = this.system.find("/user/cart/42").orElseThrow();
		assertThat(activation).isEqualTo(ref).hasSameHashCodeAs(ref);
		assertThat(ref).isEqualTo(activation);
	}

	@Test
	void failureToMakeTheObjectAnswersWhoAskedAndIsForgottenWithTheNextMessage() {
		KeyedActors keyed = keyed((key) -> {
			if (this.made.incrementAndGet() == 1) {
				throw new Mishap();
			}
			return LambdaActor.echo();
		});
		ActorRef ref = keyed.of("42");
		assertThatExceptionOfType(Mishap.class).isThrownBy(() -> askAndUnwrap(ref));
		assertThat(askAndUnwrap(ref)).isEqualTo("question");
		assertThat(deadMessages()).containsExactly("question");
		assertThat(this.deadLetters.element().reason()).isEqualTo(DeadLetterReason.STOPPED);
	}

	@Test
	void failureThatCannotEvenBePrintedIsForgottenWithTheNextMessage() {
		CountDownLatch asked = new CountDownLatch(1);
		KeyedActors keyed = this.system.keyed("failing", LambdaActor.class, (key) -> {
			if (this.made.getAndIncrement() == 0) {
				await(asked);
				throw new ContainmentTests.Unspeakable();
			}
			return LambdaActor.echo();
		}, KeyedOptions.defaults());
		CompletableFuture<String> answer = keyed.of("42").ask("first", String.class, LONG);
		// What depends on the answer wants to know how the failure is printed.
		answer.thenRun(() -> {
		});
		asked.countDown();
		eventually().until(() -> answer.isCompletedExceptionally() && keyed.snapshot().active() == 0);
		assertThat(keyed.of("42").ask("second", String.class, LONG).join()).isEqualTo("second");
	}

	@Test
	void failureToStartMakesDeadLettersOfWhatWaitsAndReleasesTheObject() {
		CountDownLatch told = new CountDownLatch(1);
		List<Actor> released = new ArrayList<>();
		KeyedActors keyed = keyed(new KeyedActorFactory() {

			@Override
			public Actor create(String key) {
				return LambdaActor.idle().whenStarted((self) -> {
					await(told);
					throw new Mishap();
				});
			}

			@Override
			public void release(Actor actor) {
				released.add(actor);
			}

		});
		ActorRef ref = keyed.of("42");
		ref.tell("one");
		ref.tell("two");
		CompletableFuture<Object> answer = ref.ask("three", Object.class, LONG);
		told.countDown();
		assertThat(answer).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(Mishap.class);
		eventually().untilAsserted(() -> assertThat(deadMessages()).containsExactly("one", "two", "three"));
		eventually().untilAsserted(() -> assertThat(keyed.snapshot().active()).isZero());
		assertThat(released).hasSize(1);
	}

	private Object askAndUnwrap(ActorRef ref) {
		try {
			return ref.ask("question", Object.class, LONG).join();
		}
		catch (CompletionException ex) {
			throw (RuntimeException) ex.getCause();
		}
	}

	@Test
	void stopEndsTheActivationAndTheNextMessageMakesAnother() {
		KeyedActors carts = carts();
		ActorRef ref = carts.of("42");
		ref.tell("one");
		this.system.stop(ref);
		ref.tell("two");
		eventually().untilAsserted(() -> assertThat(this.events).containsExactly("42 started", "42 one", "42 stopped",
				"42 started", "42 two"));
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void stopOfAKeyWithoutAnActorMakesNone() {
		KeyedActors carts = carts();
		ActorRef ref = carts.of("42");
		this.system.stop(ref);
		this.system.stopNow(ref);
		ref.tell(new PoisonPill());
		ref.tell("one");
		ref.tell(new PoisonPill());
		this.system.stop(ref);
		eventually().untilAsserted(() -> assertThat(this.events).containsExactly("42 started", "42 one", "42 stopped"));
		eventually().untilAsserted(() -> assertThat(carts.snapshot().active()).isZero());
		assertThat(carts.snapshot().activations()).isEqualTo(1);
	}

	@Test
	void watcherOfAKeyIsToldOfTheEndOfItsActor() {
		ActorRef ref = carts().of("42");
		ref.ask(new Add(1), LONG).join();
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.watch(ref));
		this.system.stop(ref);
		Terminated terminated = probe.next(Terminated.class);
		assertThat(terminated.actor()).isEqualTo(ref);
		assertThat(terminated.reason()).isEqualTo(TerminationReason.STOPPED);
		// The next one has to be watched anew.
		ref.ask(new Add(1), LONG).join();
		probe.run(() -> probe.watch(ref));
		probe.run(() -> probe.unwatch(ref));
		this.system.stop(ref);
		ref.ask(new Add(1), LONG).join();
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void watcherThatIsToldOfAFailureReachesTheNextActorOfTheKey() {
		KeyedActors keyed = this.system.keyed("failing", LambdaActor.class, (key) -> {
			int number = this.made.incrementAndGet();
			return new LambdaActor((self, sender, message) -> {
				if (message.equals("fail")) {
					throw new Mishap();
				}
				self.tell(sender, number);
			});
		}, KeyedOptions.defaults().actorOptions(ActorOptions.defaults().supervision(SupervisionStrategy.stop())));
		ActorRef ref = keyed.of("42");
		CompletableFuture<CompletableFuture<Integer>> asked = new CompletableFuture<>();
		ActorRef first = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message instanceof Terminated) {
				asked.complete(ref.ask("who", Integer.class, LONG));
			}
			else {
				self.watch(ref);
				self.tell(sender, "watches");
			}
		})::get, ActorOptions.defaults().blocking());
		ref.tell("begin");
		first.ask("watch", String.class, LONG).join();
		// So many that the first one asks before the last one is told.
		CountDownLatch others = new CountDownLatch(20_000);
		for (long i = others.getCount(); i > 0; i--) {
			this.system.create(LambdaActor.idle().whenStarted((self) -> {
				self.watch(ref);
				others.countDown();
			}));
		}
		await(others);
		ref.tell("fail");
		assertThat(asked.thenCompose((answer) -> answer)).succeedsWithin(LONG).isEqualTo(2);
	}

	@Test
	void watcherThatIsToldOfAnEndAndWatchesAgainWatchesTheNextActorOfTheKey() {
		KeyedActors keyed = this.system.keyed("failing", LambdaActor.class, (key) -> {
			this.made.incrementAndGet();
			return new LambdaActor((self, sender, message) -> {
				throw new Mishap();
			});
		}, KeyedOptions.defaults()
			.actorOptions(ActorOptions.defaults().blocking().supervision(SupervisionStrategy.stop())));
		ActorRef ref = keyed.of("42");
		CountDownLatch watched = new CountDownLatch(1);
		CountDownLatch watchedAgain = new CountDownLatch(1);
		Queue<Integer> ends = new ConcurrentLinkedQueue<>();
		this.system.addDeadLetterListener((letter, sender) -> {
			if (letter.message().equals("fail")) {
				// By then nobody has been told of the end.
				await(watched);
			}
			else if (letter.message().equals("rest")) {
				// By then all watchers have.
				await(watchedAgain);
			}
		});
		ref.tell("fail");
		ref.tell("rest");
		this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message instanceof Terminated) {
				ends.add(this.made.get());
				if (ends.size() == 1) {
					self.watch(ref);
					ref.tell("next");
					watchedAgain.countDown();
				}
			}
			else {
				self.watch(ref);
				watched.countDown();
			}
		})).tell("watch");
		eventually().until(() -> ends.size() == 2);
		assertThat(ends).containsExactly(1, 2);
	}

	@Test
	void watcherOfAKeyWithoutAnActorIsToldAtOnce() {
		ActorRef ref = carts().of("42");
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.watch(ref));
		Terminated terminated = probe.next(Terminated.class);
		assertThat(terminated.actor()).isEqualTo(ref);
		assertThat(this.made).hasValue(0);
	}

	@Test
	void watcherThatWatchesAgainBeforeItIsToldOfTheEndIsToldOnce() {
		KeyedActors carts = carts();
		ActorRef ref = carts.of("42");
		ref.tell("begin");
		eventually().until(() -> carts.snapshot().active() == 1);
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> {
			probe.watch(ref);
			this.system.stop(ref);
			eventually().until(() -> carts.snapshot().active() == 0);
			probe.watch(ref);
		});
		assertThat(probe.next(Terminated.class).actor()).isEqualTo(ref);
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void watcherOfAKeyWithoutAnActorIsToldOnceHoweverFullItsMailboxIs() {
		ActorRef ref = carts().of("42");
		Queue<Object> received = new ConcurrentLinkedQueue<>();
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		ActorRef watcher = this.system.create(LambdaActor.factory((self, sender, message) -> {
			received.add(message);
			if (message.equals("watch")) {
				begun.countDown();
				await(go);
				self.watch(ref);
				self.watch(ref);
			}
		})::get, ActorOptions.defaults().mailbox(MailboxOptions.bounded(1, Overflow.REJECT)));
		watcher.tell("watch");
		await(begun);
		watcher.tell("full");
		go.countDown();
		eventually().until(() -> received.size() == 3);
		assertThat(received.stream().skip(2)).singleElement().isInstanceOf(Terminated.class);
		this.system.stop(watcher);
		untilOver(watcher);
		assertThat(received).hasSize(3);
	}

	@Test
	void unwatchRemovesTheNoticeOfAKeyWithoutAnActor() {
		ActorRef ref = carts().of("42");
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> {
			probe.watch(ref);
			probe.unwatch(ref);
		});
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void typeNameIsTakenOnce() {
		carts();
		assertThatExceptionOfType(DuplicateActorNameException.class).isThrownBy(this::carts);
	}

	@Test
	void stopOfTheParentEndsTheTypeForGood() {
		KeyedActors carts = carts();
		carts.of("a").tell("one");
		carts.of("b").tell("two");
		this.system.stop(carts.parent());
		untilOver(carts.parent());
		assertThat(this.events).contains("a one", "a stopped", "b two", "b stopped");
		carts.of("a").tell("late");
		carts.of("c").tell("later");
		assertThat(deadMessages()).containsExactly("late", "later");
		assertThat(carts.snapshot().active()).isZero();
		assertThat(this.system.keyedSnapshots()).isEmpty();
		assertThat(carts().of("a").ask(new Add(1), LONG).join()).isEqualTo(1);
	}

	@Test
	void shutdownDrainsTheActorsAndWhatIsToldLaterIsADeadLetter() throws Exception {
		KeyedActors carts = carts();
		IntStream.range(0, 100).forEach((i) -> carts.of("k" + i % 10).tell(i));
		this.system.shutdown(LONG);
		this.system.stopped().join();
		assertThat(this.events.stream().filter((event) -> event.endsWith("stopped"))).hasSize(10);
		assertThat(this.events.size() - 20 + this.deadLetters.size()).isEqualTo(100);
		this.deadLetters.clear();
		carts.of("k1").tell("late");
		carts.of("new").tell("later");
		assertThat(deadMessages()).containsExactly("late", "later");
		assertThat(this.deadLetters).allMatch((heard) -> heard.reason() == DeadLetterReason.SHUTDOWN);
	}

	@Test
	void externalScheduleReachesTheKeyWhicheverActorLives() {
		KeyedActors carts = carts();
		ActorRef ref = carts.of("42");
		Cancellable schedule = this.system.scheduleTell(ref, "tick", Schedule.every(Duration.ofMillis(5)));
		eventually().untilAsserted(() -> assertThat(this.events).contains("42 tick"));
		this.system.stop(ref);
		eventually()
			.untilAsserted(() -> assertThat(this.events).containsSubsequence("42 stopped", "42 started", "42 tick"));
		assertThat(schedule.cancel()).isTrue();
	}

	@Test
	void firstMessageAtTheEndOfAStackLeavesNoKeyWithoutAnActor() throws Exception {
		KeyedActors carts = this.system.keyed("cart", LambdaActor.class, (key) -> LambdaActor.echo(),
				KeyedOptions.defaults());
		for (int round = 0; round < 10; round++) {
			AtomicInteger next = new AtomicInteger();
			String prefix = round + "-";
			Thread deep = new Thread(null, () -> {
				try {
					tellAtTheEndOfTheStack(carts, prefix, next);
				}
				catch (StackOverflowError ex) {
					// As expected.
				}
			}, "deep", 256 * 1024);
			deep.start();
			deep.join();
			assertThat(next.get()).isPositive();
		}
		eventually().untilAsserted(() -> ((KeyedHost) carts).activations()
			.forEach((activation) -> assertThat(activation.cell()).as(activation.ref.key).isNotNull()));
		((KeyedHost) carts).activations()
			.forEach((activation) -> assertThat(activation.ref.ask("x", String.class, LONG).join()).isEqualTo("x"));
	}

	/** Each level that unwinds has a little more room than the one before. */
	private static void tellAtTheEndOfTheStack(KeyedActors carts, String prefix, AtomicInteger next) {
		try {
			tellAtTheEndOfTheStack(carts, prefix, next);
		}
		catch (StackOverflowError ex) {
			// Not by an operator, which would be linked here for the first time.
			carts.of(prefix.concat(Integer.toString(next.incrementAndGet()))).tell("m");
			throw ex;
		}
	}

	@Test
	void onlyAKeyedActorCanPassivateItself() {
		Probe probe = Probe.create(this.system, "probe");
		assertThatIllegalStateException().isThrownBy(() -> {
			throw probe.<RuntimeException>call(
					(self) -> catchThrowableOfType(RuntimeException.class, () -> self.context().passivate()));
		}).withMessageContaining("is no keyed actor");
	}

}
