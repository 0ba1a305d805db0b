package io.pyctor;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

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

}
