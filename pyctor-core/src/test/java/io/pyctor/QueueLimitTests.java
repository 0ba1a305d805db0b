package io.pyctor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A system in which too much waits takes nothing more from outside.
 */
class QueueLimitTests extends WithActorSystem {

	private static final int LIMIT = 100;

	private final CountDownLatch go = new CountDownLatch(1);

	private final AtomicInteger handled = new AtomicInteger();

	@Override
	ActorSystemBuilder settings(ActorSystemBuilder builder) {
		return super.settings(builder).queueLimit(LIMIT);
	}

	private ActorRef busy(MailboxOptions mailbox) {
		CountDownLatch begun = new CountDownLatch(1);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			begun.countDown();
			await(this.go);
			this.handled.incrementAndGet();
			if (sender.isAsking()) {
				self.tell(sender, "answer");
			}
		})::get, ActorOptions.defaults().blocking().mailbox(mailbox));
		actor.tell("busy");
		await(begun);
		return actor;
	}

	private QueueLoad load() {
		return this.system.queueLoad().orElseThrow();
	}

	/** Tell until nothing is accepted any more. */
	private void fill(ActorRef actor) {
		eventually().until(() -> {
			while (actor.tryTell("fill")) {
				assertThat(load().queued()).isLessThan(1_000_000);
			}
			return load().refusing();
		});
	}

	@Test
	void whatComesFromOutsideIsRefusedAtTheLimitAndTakenAgainBelow() {
		ActorRef one = busy(MailboxOptions.unbounded());
		ActorRef other = busy(MailboxOptions.unbounded());
		assertThat(load()).isEqualTo(new QueueLoad(0, LIMIT, false));
		for (int i = 0; i < LIMIT / 2; i++) {
			one.tell(i);
			other.tell(i);
		}
		assertThat(load()).isEqualTo(new QueueLoad(LIMIT, LIMIT, true));
		assertThat(load().refusing()).as("whoever looks again").isTrue();
		assertThat(one.tryTell("too much")).isFalse();
		other.tell("too much");
		assertThat(this.deadLetters).extracting(Heard::letter)
			.containsExactly(new DeadLetter(other, "too much", DeadLetterReason.OVERLOAD));
		CompletableFuture<String> question = one.ask("too much", String.class, LONG);
		assertThat(question).isCompletedExceptionally();
		assertThat(question.handle((value, error) -> error).join()).isInstanceOf(OverloadException.class)
			.hasMessageContainingAll(one.path().toString(), "java.lang.String", "'test'", "limit 100")
			.satisfies((ex) -> assertThat(((OverloadException) ex).load().queued()).isEqualTo(LIMIT));
		this.go.countDown();
		eventually().until(() -> load().queued() == 0);
		assertThat(load().refusing()).isFalse();
		assertThat(one.ask("again", String.class, LONG)).succeedsWithin(LONG);
	}

	@Test
	void whatActorsAskEachOtherIsAccepted() {
		ActorRef actor = busy(MailboxOptions.unbounded());
		fill(actor);
		CompletableFuture<Object> answer = new CompletableFuture<>();
		CountDownLatch asked = new CountDownLatch(1);
		this.system.create(LambdaActor.idle().whenStarted((self) -> {
			self.ask(actor, new Wish(), LONG).thenAccept(answer::complete);
			asked.countDown();
		}));
		await(asked);
		this.go.countDown();
		assertThat(answer).succeedsWithin(LONG).isEqualTo("answer");
		assertThat(this.deadLetters).extracting(Heard::message).doesNotHaveAnyElementsOfTypes(Wish.class);
	}

	private record Wish() implements Ask<Object> {
	}

	@Test
	void whatActorsTellEachOtherIsAccepted() {
		ActorRef actor = busy(MailboxOptions.unbounded());
		fill(actor);
		CompletableFuture<Boolean> accepted = new CompletableFuture<>();
		this.system.create(LambdaActor.idle()
			.whenStarted((self) -> accepted.complete(self.tryTell(actor, "work that was taken on"))));
		assertThat(accepted).succeedsWithin(LONG).isEqualTo(true);
		this.go.countDown();
	}

	@Test
	void whatTheActorOfAKeyTellsIsAccepted() {
		ActorRef actor = busy(MailboxOptions.unbounded());
		fill(actor);
		CompletableFuture<Boolean> accepted = new CompletableFuture<>();
		KeyedActors desks = this.system.keyed("desk", LambdaActor.class,
				(key) -> new LambdaActor(
						(self, sender, message) -> accepted.complete(self.tryTell(actor, "work that was taken on"))),
				KeyedOptions.defaults());
		this.system.create(LambdaActor.idle().whenStarted((self) -> self.tell(desks.of("a"), "work")));
		assertThat(accepted).succeedsWithin(LONG).isEqualTo(true);
		this.go.countDown();
	}

	@Test
	void stopIsNeverRefused() {
		ActorRef actor = busy(MailboxOptions.unbounded());
		fill(actor);
		this.system.stop(actor);
		this.go.countDown();
		untilOver(actor);
		assertThat(load()).isEqualTo(new QueueLoad(0, LIMIT, false));
	}

	@ParameterizedTest
	@EnumSource
	void countIsRightHoweverMessagesLeave(Overflow overflow) throws Exception {
		ActorRef actor = busy(MailboxOptions.bounded(10, overflow));
		Outsiders.start(3, (teller) -> {
			for (int i = 0; i < 200; i++) {
				actor.tell(i);
			}
		}).join();
		assertThat(load().queued()).isEqualTo(10);
		this.system.stopNow(actor);
		this.go.countDown();
		untilOver(actor);
		assertThat(load().queued()).isZero();
		assertThat(this.handled.get() + this.deadLetters.size()).isEqualTo(601);
	}

	@Test
	void messagesAreRefusedUntilATenthIsFree() {
		Semaphore permits = new Semaphore(0);
		ActorRef actor = this.system.create(
				LambdaActor.factory((self, sender, message) -> permits.acquireUninterruptibly())::get,
				ActorOptions.defaults().blocking());
		actor.tell("busy");
		eventually().until(permits::hasQueuedThreads);
		for (int i = 0; i < LIMIT; i++) {
			actor.tell(i);
		}
		assertThat(load()).isEqualTo(new QueueLoad(LIMIT, LIMIT, true));
		permits.release(LIMIT / 10 - 1);
		eventually().until(() -> load().queued() == LIMIT - LIMIT / 10 + 1);
		assertThat(load().refusing()).isTrue();
		permits.release();
		eventually().until(() -> load().queued() == LIMIT - LIMIT / 10);
		assertThat(load().refusing()).isFalse();
		permits.release(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void messagesThatWaitForTheirWorkerOfAPoolCount(boolean stopNow) {
		CountDownLatch begun = new CountDownLatch(1);
		ActorRef pool = this.system.create(LambdaActor.factory((self, sender, message) -> {
			begun.countDown();
			await(this.go);
			this.handled.incrementAndGet();
		})::get, ActorOptions.defaults().blocking().instances(2, (message) -> "the same"));
		pool.tell("busy");
		await(begun);
		for (int i = 0; i < LIMIT; i++) {
			pool.tell(i);
		}
		eventually().until(() -> ((ActorCell) pool).outsideMailbox() == LIMIT);
		assertThat(load()).isEqualTo(new QueueLoad(LIMIT, LIMIT, true));
		assertThat(pool.tryTell("too much")).isFalse();
		if (stopNow) {
			this.system.stopNow(pool);
		}
		this.go.countDown();
		eventually().untilAsserted(() -> assertThat(load()).isEqualTo(new QueueLoad(0, LIMIT, false)));
		eventually().untilAsserted(() -> assertThat(this.handled.get() + this.deadLetters.size()).isEqualTo(LIMIT + 1));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void messagesThatWaitForTheActorOfAKeyToBeginCount(boolean stopNow) {
		CountDownLatch begun = new CountDownLatch(1);
		KeyedActors desks = this.system.keyed("desk", LambdaActor.class,
				(key) -> new LambdaActor((self, sender, message) -> {
					begun.countDown();
					await(this.go);
					this.handled.incrementAndGet();
				}), KeyedOptions.defaults().maxActive(1).actorOptions(ActorOptions.defaults().blocking()));
		desks.of("busy").tell("busy");
		await(begun);
		for (int i = 0; i < LIMIT; i++) {
			desks.of("k" + i % 7).tell(i);
		}
		assertThat(load()).isEqualTo(new QueueLoad(LIMIT, LIMIT, true));
		assertThat(desks.of("new").tryTell("too much")).isFalse();
		if (stopNow) {
			this.system.stopNow(desks.parent());
		}
		this.go.countDown();
		eventually().untilAsserted(() -> assertThat(this.handled.get() + this.deadLetters.size()).isEqualTo(LIMIT + 1));
		eventually().untilAsserted(() -> assertThat(load()).isEqualTo(new QueueLoad(0, LIMIT, false)));
	}

	@Test
	void messagesThatWaitForTheNextActorOfAKeyCount() {
		CountDownLatch ending = new CountDownLatch(1);
		KeyedActors desks = this.system.keyed("desk", LambdaActor.class,
				(key) -> new LambdaActor((self, sender, message) -> {
					this.handled.incrementAndGet();
					self.context().passivate();
				}).whenStopped((self) -> {
					ending.countDown();
					await(this.go);
				}), KeyedOptions.defaults().actorOptions(ActorOptions.defaults().blocking()));
		ActorRef desk = desks.of("a");
		desk.tell("go");
		await(ending);
		for (int i = 0; i < LIMIT; i++) {
			desk.tell(i);
		}
		assertThat(load()).isEqualTo(new QueueLoad(LIMIT, LIMIT, true));
		assertThat(desk.tryTell("too much")).isFalse();
		this.go.countDown();
		eventually().untilAsserted(() -> assertThat(this.handled).hasValue(LIMIT + 1));
		eventually().untilAsserted(() -> assertThat(load()).isEqualTo(new QueueLoad(0, LIMIT, false)));
		assertThat(desks.snapshot().activations()).isGreaterThan(1);
	}

	@Test
	void countIsRightAfterAStackHasEndedInTheMidstOfTelling() throws Exception {
		DefaultActorSystem spacious = (DefaultActorSystem) ActorSystem.builder("spacious")
			.queueLimit(Integer.MAX_VALUE)
			.build();
		ActorRef actor = spacious.create(LambdaActor::idle,
				ActorOptions.defaults().mailbox(MailboxOptions.bounded(Integer.MAX_VALUE, Overflow.REJECT)));
		Thread deep = new Thread(null, () -> {
			for (int i = 0; i < 5_000; i++) {
				try {
					tellAtEachLevel(actor, i % 100);
				}
				catch (StackOverflowError ex) {
					// Somewhere within the last tell, or between two.
				}
			}
		}, "deep", 160 * 1024);
		deep.start();
		deep.join();
		end(spacious);
		assertThat(spacious.queueLimit().balance()).isZero();
	}

	/** Begins a little deeper, so that the stack ends somewhere else. */
	private static int tellAtEachLevel(ActorRef actor, int more) {
		if (more == 0) {
			actor.tell("deep");
		}
		return 1 + tellAtEachLevel(actor, Math.max(0, more - 1));
	}

	@Test
	void keyedActorRefusesAsWell() {
		ActorRef actor = busy(MailboxOptions.unbounded());
		fill(actor);
		ActorRef keyed = this.system
			.keyed("desk", LambdaActor.class, (key) -> LambdaActor.idle(), KeyedOptions.defaults())
			.of("a");
		assertThat(keyed.tryTell("too much")).isFalse();
		assertThat(keyed.ask("too much", String.class, LONG).handle((value, error) -> error).join())
			.isInstanceOf(OverloadException.class);
		this.go.countDown();
	}

	@Test
	void systemWithoutALimitCountsNothing() {
		ActorSystem unlimited = ActorSystem.create("unlimited");
		try {
			assertThat(unlimited.queueLoad()).isEmpty();
			assertThat(unlimited.create(LambdaActor::idle).getClass()).isEqualTo(ActorCell.class);
		}
		finally {
			end(unlimited);
		}
		assertThatIllegalArgumentException().isThrownBy(() -> ActorSystem.builder("x").queueLimit(0))
			.withMessage("'queueLimit' must be at least 1 (was 0)");
	}

}
