package io.pyctor;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests for messages that are handled in a context.
 */
class MessageContextTests extends WithActorSystem {

	private final ThreadLocal<String> current = new ThreadLocal<>();

	private final Queue<Object> events = new ConcurrentLinkedQueue<>();

	private MessageContext context(String name) {
		return () -> {
			String before = this.current.get();
			this.current.set(name);
			return () -> this.current.set(before);
		};
	}

	private ActorRef noting() {
		return this.system.create(LambdaActor.factory((self, sender, message) -> note(message)));
	}

	private void note(Object message) {
		this.events.add(message + " in " + this.current.get());
	}

	private void untilNoted(Object... expected) {
		eventually().untilAsserted(() -> assertThat(this.events).containsExactly(expected));
	}

	@Test
	void messageIsHandledInItsContextAndTheNextOneIsNot() {
		ActorRef actor = noting();
		actor.within(context("a")).tell("one");
		actor.tell("two");
		actor.within(context("b")).tell("three");
		actor.within(context("c")).within(context("d")).tell("four");
		actor.tell("five");
		untilNoted("one in a", "two in null", "three in b", "four in d", "five in null");
	}

	@Test
	void questionIsHandledInItsContextAndItsSenderAnswered() {
		ActorRef actor = this.system
			.create(LambdaActor.factory((self, sender, message) -> self.tell(sender, this.current.get())));
		ActorRef within = actor.within(context("a"));
		assertThat(within.ask("x", String.class, LONG)).succeedsWithin(LONG).isEqualTo("a");
		assertThat(within.ask(new Question())).succeedsWithin(LONG).isEqualTo("a");
		assertThat(within.ask(new Question(), LONG)).succeedsWithin(LONG).isEqualTo("a");
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.tell(within, "x"));
		assertThat(probe.next()).isEqualTo("a");
	}

	@Test
	void failureIsHandledInTheContextWhichIsLeftAllTheSame() {
		ActorRef actor = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			note(message);
			throw new IllegalStateException("on purpose");
		}).whenRestarted((sender, message, error) -> note("failed " + message)));
		assertThat(actor.within(context("a")).ask("one", String.class, LONG)).failsWithin(LONG)
			.withThrowableThat()
			.withMessageContaining("on purpose");
		actor.tell("two");
		untilNoted("one in a", "failed one in a", "two in null", "failed two in null");
	}

	@Test
	void stageThatIsAwaitedGoesOnInTheContextOfItsMessage() {
		CompletableFuture<String> first = new CompletableFuture<>();
		CompletableFuture<String> second = new CompletableFuture<>();
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			note(message);
			if (message.equals("await")) {
				self.await(first, (one) -> {
					note(one);
					self.await(second, (two) -> note(two));
				});
			}
		}));
		actor.within(context("a")).tell("await");
		actor.tell("next");
		untilNoted("await in a");
		first.complete("first");
		untilNoted("await in a", "first in a");
		second.complete("second");
		untilNoted("await in a", "first in a", "second in a", "next in null");
	}

	@Test
	void deadLetterHasTheMessageThatWasTold() {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> self.unhandled(message)));
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.tell(actor.within(context("a")), "unhandled"));
		assertThat(probe.next()).isEqualTo(new DeadLetter(actor, "unhandled", DeadLetterReason.UNHANDLED));
		this.system.stop(actor);
		untilOver(actor);
		probe.run(() -> probe.tell(actor.within(context("a")), "late"));
		assertThat(probe.next()).isEqualTo(new DeadLetter(actor, "late", DeadLetterReason.STOPPED));
	}

	@Test
	void whatWaitsInItsContextIsCountedAndBecomesADeadLetter() {
		CountDownLatch busy = new CountDownLatch(1);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> await(busy)), "actor");
		actor.within(context("a")).tell("first");
		actor.within(context("a")).tell("second");
		eventually().until(() -> snapshot(actor).mailboxSize() == 1);
		this.system.stopNow(actor);
		busy.countDown();
		untilOver(actor);
		assertThat(deadMessages()).containsExactly("second");
	}

	private ActorSnapshot snapshot(ActorRef actor) {
		return this.system.snapshot("/user/" + actor.name()).orElseThrow();
	}

	@Test
	void contextThatCannotBeEnteredFailsItsMessageOnly() {
		ActorRef actor = this.system.create(
				() -> new LambdaActor((self, sender, message) -> note(message))
					.whenRestarted((sender, message, error) -> this.events.add(message + " " + error.getMessage())),
				"actor");
		assertThat(actor.within(() -> {
			throw new IllegalStateException("no entry");
		}).ask("one", String.class, LONG)).failsWithin(LONG).withThrowableThat().withMessageContaining("no entry");
		actor.tell("two");
		untilNoted("one no entry", "two in null");
		assertThat(snapshot(actor)).extracting(ActorSnapshot::processed, ActorSnapshot::failed).containsExactly(1L, 1L);
	}

	@Test
	void contextThatCannotBeEnteredAgainFailsItsMessageOnly() {
		CompletableFuture<String> stage = new CompletableFuture<>();
		Queue<MessageContext> once = new ConcurrentLinkedQueue<>(List.of(context("a")));
		ActorRef actor = this.system
			.create(LambdaActor.factory((self, sender, message) -> self.await(stage, this::note)), "actor");
		CompletableFuture<String> answer = actor.within(() -> once.remove().enter()).ask("one", String.class, LONG);
		// It waits in the mailbox, and is handled in the same turn.
		actor.tell("two");
		stage.complete("stage");
		assertThat(answer).failsWithin(LONG);
		untilNoted("stage in null");
		eventually()
			.untilAsserted(() -> assertThat(snapshot(actor)).extracting(ActorSnapshot::processed, ActorSnapshot::failed)
				.containsExactly(1L, 1L));
	}

	@Test
	void contextThatCannotBeLeftHarmsNobody() {
		ActorRef actor = noting();
		actor.within(() -> () -> {
			throw new IllegalStateException("on purpose");
		}).tell("one");
		actor.tell("two");
		untilNoted("one in null", "two in null");
		assertThat(snapshot(actor)).extracting(ActorSnapshot::processed, ActorSnapshot::failed).containsExactly(2L, 0L);
	}

	@Test
	void boundedMailboxCountsAndHandlesWhatHasAContext() {
		CountDownLatch busy = new CountDownLatch(1);
		CompletableFuture<String> stage = CompletableFuture.completedFuture("stage");
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			await(busy);
			note(message);
			self.await(stage, this::note);
		})::get, "actor", ActorOptions.defaults().mailbox(MailboxOptions.bounded(1, Overflow.REJECT)));
		ActorRef within = actor.within(context("a"));
		assertThat(within.tryTell("one")).isTrue();
		eventually().until(() -> snapshot(actor).mailboxSize() == 0);
		assertThat(within.tryTell("two", this.system.nobody())).isTrue();
		assertThat(within.tryTell("three")).isFalse();
		within.tell("four");
		assertThat(deadMessages()).containsExactly("four");
		busy.countDown();
		untilNoted("one in a", "stage in a", "two in a", "stage in a");
	}

	@ParameterizedTest
	@EnumSource
	void boundedMailboxOfEachKindHandlesMessagesInTheirContexts(Overflow overflow) {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			note(message);
			self.await(CompletableFuture.completedFuture("stage of " + message), this::note);
		})::get, "actor", ActorOptions.defaults().mailbox(MailboxOptions.bounded(10, overflow)));
		actor.within(context("a")).tell("one");
		actor.tell("two");
		actor.within(context("b")).tell("three");
		untilNoted("one in a", "stage of one in a", "two in null", "stage of two in null", "three in b",
				"stage of three in b");
	}

	@Test
	void workersOfAPoolHandleMessagesInTheirContexts() {
		CompletableFuture<String> stage = new CompletableFuture<>();
		ActorRef pool = this.system.create(LambdaActor.factory((self, sender, message) -> {
			String context = this.current.get();
			self.await(stage, (value) -> self.tell(sender, context + this.current.get()));
		})::get, "pool", ActorOptions.defaults().instances(2));
		CompletableFuture<String> one = pool.within(context("a")).ask("one", String.class, LONG);
		CompletableFuture<String> two = pool.ask("two", String.class, LONG);
		CompletableFuture<String> three = pool.within(context("b")).ask("three", String.class, LONG);
		stage.complete("value");
		assertThat(one).succeedsWithin(LONG).isEqualTo("aa");
		assertThat(two).succeedsWithin(LONG).isEqualTo("nullnull");
		assertThat(three).succeedsWithin(LONG).isEqualTo("bb");
	}

	@Test
	void keyedActorHandlesMessagesInTheirContextsWhicheverActivationDoes() {
		CountDownLatch busy = new CountDownLatch(1);
		KeyedActors keyed = this.system.keyed("keyed", LambdaActor.class,
				(key) -> new LambdaActor((self, sender, message) -> {
					await(busy);
					note(message);
				}), KeyedOptions.defaults());
		ActorRef within = keyed.of("42").within(context("a"));
		within.tell("one");
		assertThat(within.tryTell("two")).isTrue();
		assertThat(within).isEqualTo(keyed.of("42"));
		this.system.stopNow(keyed.of("42"));
		within.tell("three");
		busy.countDown();
		untilNoted("one in a", "two in a", "three in a");
	}

	@Test
	void poisonWithinAContextStops() {
		ActorRef actor = noting();
		actor.within(context("a")).tell(new PoisonPill());
		untilOver(actor);
		assertThat(this.events).isEmpty();
	}

	@Test
	void referenceWithinAContextStandsForTheActor() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = noting();
		ActorRef within = actor.within(context("a"));
		assertThat(within).isEqualTo(actor).hasSameHashCodeAs(actor).hasToString(actor.toString());
		assertThat(actor).isEqualTo(within);
		assertThat(within).isEqualTo(actor.within(context("b"))).isNotEqualTo(probe.ref());
		assertThat(within.path()).isEqualTo(actor.path());
		probe.run(() -> probe.context().watch(within));
		this.system.stop(within);
		assertThat(probe.next(Terminated.class).actor()).isEqualTo(actor);
	}

	@Test
	void contextIsNeeded() {
		ActorRef actor = noting();
		assertThatNullPointerException().isThrownBy(() -> actor.within(null)).withMessageContaining("'context'");
		assertThatNullPointerException().isThrownBy(() -> actor.within(context("a")).tell(null))
			.withMessageContaining("'message'");
	}

	@Test
	void foreignReferenceKnowsNoContexts() {
		ActorRef foreign = new ForwardingRef(noting());
		assertThat(foreign.within(context("a"))).isSameAs(foreign);
	}

	private record Question() implements Ask<String> {
	}

}
