package io.pyctor;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A question that nobody waits for any more is skipped.
 */
class ExpiredAskTests extends WithActorSystem {

	private final Queue<Object> handled = new ConcurrentLinkedQueue<>();

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch go = new CountDownLatch(1);

	private ActorRef busy(ActorSystem system, boolean bounded) {
		MailboxOptions mailbox = bounded ? MailboxOptions.bounded(10, Overflow.REJECT) : MailboxOptions.unbounded();
		ActorRef actor = system.create(LambdaActor.factory((self, sender, message) -> {
			this.handled.add(message);
			this.begun.countDown();
			await(this.go);
			if (sender.isAsking()) {
				self.tell(sender, "answer");
			}
		})::get, ActorOptions.defaults().mailbox(mailbox));
		actor.tell("busy");
		await(this.begun);
		return actor;
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void questionThatTimedOutIsADeadLetterAndTheNextIsHandled(boolean bounded) {
		ActorRef actor = busy(this.system, bounded);
		CompletableFuture<String> late = actor.ask("late", String.class, Duration.ofMillis(1));
		CompletableFuture<String> patient = actor.ask("patient", String.class, LONG);
		assertThat(late).failsWithin(LONG).withThrowableThat().havingCause().isInstanceOf(AskTimeoutException.class);
		this.go.countDown();
		assertThat(patient).succeedsWithin(LONG).isEqualTo("answer");
		assertThat(this.handled).containsExactly("busy", "patient");
		assertThat(this.deadLetters).extracting(Heard::letter)
			.containsExactly(new DeadLetter(actor, "late", DeadLetterReason.EXPIRED));
		assertThat(this.system.deadLetters()).containsEntry(DeadLetterReason.EXPIRED, 1L);
	}

	@Test
	void questionThatWasCancelledIsSkipped() {
		ActorRef actor = busy(this.system, false);
		actor.ask("cancelled", String.class, LONG).cancel(false);
		this.go.countDown();
		assertThat(actor.ask("next", String.class, LONG)).succeedsWithin(LONG);
		assertThat(this.handled).containsExactly("busy", "next");
		assertThat(deadMessages()).containsExactly("cancelled");
	}

	@Test
	void questionWithinAContextIsSkippedAsWell() {
		ActorRef actor = busy(this.system, false);
		actor.within(() -> () -> {
		}).ask("within", String.class, LONG).cancel(false);
		this.go.countDown();
		assertThat(actor.ask("next", String.class, LONG)).succeedsWithin(LONG);
		assertThat(this.handled).containsExactly("busy", "next");
		assertThat(deadMessages()).containsExactly("within");
	}

	@Test
	void skippedQuestionIsNotCountedAsProcessed() {
		ActorRef actor = busy(this.system, false);
		actor.ask("cancelled", String.class, LONG).cancel(false);
		this.go.countDown();
		this.system.stop(actor);
		untilOver(actor);
		assertThat(this.system.typeSnapshots()).extracting(ActorTypeSnapshot::processed).containsExactly(1L);
	}

	@Test
	void whoWantsQuestionsCarriedOutAnywayCanHaveThat() {
		ActorSystem patient = ActorSystem.builder("patient").expireAsks(false).build();
		try {
			ActorRef actor = busy(patient, false);
			actor.ask("order", String.class, LONG).cancel(false);
			this.go.countDown();
			eventually().until(() -> this.handled.contains("order"));
		}
		finally {
			end(patient);
		}
	}

	@Test
	void questionThatWasPassedOnIsHandled() {
		ActorRef actor = busy(this.system, false);
		ActorRef router = this.system
			.create(LambdaActor.factory((self, sender, message) -> actor.tell(message, sender)));
		router.ask("passed on", String.class, Duration.ofMillis(200)).handle((value, error) -> error).join();
		this.go.countDown();
		eventually().until(() -> this.handled.contains("passed on"));
	}

	private ActorRef busyPool(ActorSystem system, boolean byKey) {
		ActorOptions blocking = ActorOptions.defaults().blocking();
		ActorOptions options = byKey ? blocking.instances(2, (message) -> "one") : blocking.instances(2);
		ActorRef pool = system.create(LambdaActor.factory((self, sender, message) -> {
			this.handled.add(message);
			if (message.equals("busy")) {
				await(this.go);
			}
			if (sender.isAsking() && !(message instanceof DeadLetter)) {
				self.tell(sender, "answer");
			}
		})::get, "pool", options);
		pool.tell("busy");
		if (!byKey) {
			pool.tell("busy");
		}
		eventually().until(() -> this.handled.size() == (byKey ? 1 : 2));
		return pool;
	}

	private static void untilTaken(ActorRef pool, int count) {
		eventually().until(() -> ((ActorCell) pool).outsideMailbox() == count);
	}

	@Test
	void questionsThatWaitForTheirWorkerOfAPoolAreSkipped() {
		ActorRef pool = busyPool(this.system, true);
		CompletableFuture<String> late = pool.ask("late", String.class, Duration.ofMillis(200));
		CompletableFuture<String> cancelled = pool.within(() -> () -> {
		}).ask("cancelled", String.class, LONG);
		CompletableFuture<String> patient = pool.ask("patient", String.class, LONG);
		pool.tell("told");
		untilTaken(pool, 4);
		cancelled.cancel(false);
		assertThat(late).failsWithin(LONG).withThrowableThat().havingCause().isInstanceOf(AskTimeoutException.class);
		this.go.countDown();
		assertThat(patient).succeedsWithin(LONG).isEqualTo("answer");
		this.system.stop(pool);
		untilOver(pool);
		assertThat(this.handled).containsExactly("busy", "patient", "told");
		assertThat(this.deadLetters).extracting(Heard::letter)
			.containsExactly(new DeadLetter(pool, "late", DeadLetterReason.EXPIRED),
					new DeadLetter(pool, "cancelled", DeadLetterReason.EXPIRED));
	}

	@Test
	void questionThatWaitsForAnyWorkerOfAPoolIsSkipped() {
		ActorRef pool = busyPool(this.system, false);
		CompletableFuture<String> cancelled = pool.ask("cancelled", String.class, LONG);
		untilTaken(pool, 1);
		cancelled.cancel(false);
		this.go.countDown();
		assertThat(pool.ask("next", String.class, LONG)).succeedsWithin(LONG);
		assertThat(this.handled).containsExactly("busy", "busy", "next");
		assertThat(deadMessages()).containsExactly("cancelled");
	}

	/** A free worker can be busy with what others than its pool have told it. */
	@Test
	void questionThatAWorkerOfAPoolComesToTooLateIsSkipped() {
		AtomicReference<ActorRef> worker = new AtomicReference<>();
		ActorRef pool = this.system.create(LambdaActor.factory((self, sender, message) -> {
			worker.set(self.self());
			this.handled.add(message);
			if (message.equals("stage")) {
				CompletableFuture<Object> stage = new CompletableFuture<>();
				self.await(stage, (value) -> {
				});
				this.begun.countDown();
				CompletableFuture.runAsync(() -> {
					await(this.go);
					stage.complete("x");
				});
			}
			else if (sender.isAsking() && !(message instanceof DeadLetter)) {
				self.tell(sender, "answer");
			}
		})::get, "pool", ActorOptions.defaults().instances(2, (message) -> "one"));
		assertThat(pool.ask("first", String.class, LONG)).succeedsWithin(LONG);
		// It answers a moment before it is free.
		eventually().until(() -> ((ActorCell) worker.get()).isResting());
		worker.get().tell("stage");
		await(this.begun);
		CompletableFuture<String> cancelled = pool.ask("cancelled", String.class, LONG);
		eventually().until(() -> ((ActorCell) worker.get()).inMailbox() == 1);
		cancelled.cancel(false);
		this.go.countDown();
		assertThat(pool.ask("next", String.class, LONG)).succeedsWithin(LONG);
		assertThat(this.handled).containsExactly("first", "stage", "next");
		assertThat(deadMessages()).containsExactly("cancelled");
	}

	@Test
	void whoWantsQuestionsOfAPoolCarriedOutAnywayCanHaveThat() {
		ActorSystem patient = ActorSystem.builder("patient").expireAsks(false).build();
		try {
			ActorRef pool = busyPool(patient, true);
			CompletableFuture<String> order = pool.ask("order", String.class, LONG);
			untilTaken(pool, 1);
			order.cancel(false);
			this.go.countDown();
			eventually().until(() -> this.handled.contains("order"));
		}
		finally {
			end(patient);
		}
	}

}
