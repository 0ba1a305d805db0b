package io.pyctor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is foreign and runs in the name of an actor, such as an exception's own methods, a
 * stage or a reference of another kind, may fail: nothing is lost, and nobody gets stuck.
 */
class ContainmentTests extends WithActorSystem {

	@Test
	void exceptionThatCannotEvenBeLoggedFailsItsMessageOnly() {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("fail")) {
				throw new Unspeakable();
			}
			self.tell(sender, message);
		}));
		actor.tell("fail");
		assertThat(actor.ask("hello", String.class, LONG).join()).isEqualTo("hello");
		assertThat(this.system.snapshot(actor.path().toString()).orElseThrow().failed()).isEqualTo(1);
	}

	@Test
	void stageThatCannotBeWaitedForCountsAsFailed() {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("wait")) {
				CompletionStage<String> broken = new BrokenStage();
				self.await(broken,
						(BiConsumer<String, Throwable>) (value, error) -> self.tell(sender, error.getMessage()));
			}
			else {
				self.tell(sender, message);
			}
		}));
		CompletableFuture<String> answer = actor.ask("wait", String.class, LONG);
		assertThat(actor.ask("hello", String.class, LONG).join()).isEqualTo("hello");
		assertThat(answer.join()).isEqualTo("broken on purpose");
	}

	@Test
	void senderThatThrowsAtItsDeadLetterLosesNoOther() {
		CountDownLatch go = new CountDownLatch(1);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> go.await()));
		actor.tell("first");
		this.system.stop(actor);
		actor.tell("second", new ForwardingRef(actor) {

			@Override
			public void tell(Object message, ActorRef sender) {
				throw new IllegalStateException("on purpose");
			}

		});
		actor.tell("third");
		go.countDown();
		assertEventuallyDead("second");
		assertEventuallyDead("third");
	}

	@Test
	void messageGivenBackTwiceIsOneDeadLetterAndNotProcessed() {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			self.unhandled(message);
			self.unhandled(message);
			throw new IllegalStateException("on purpose");
		}));
		actor.tell("back");
		assertEventuallyDead("back");
		this.system.stop(actor);
		assertThat(this.system.typeSnapshots().get(0).processed()).isZero();
		assertThat(this.deadLetters).hasSize(1);
	}

	@Test
	void scheduleOfSomebodyElseEndsWithItsTarget() {
		ActorRef target = this.system.create(LambdaActor.factory((self, sender, message) -> {
		}));
		Cancellable schedule = this.system.scheduleTell(target, "tick", Schedule.after(Duration.ofHours(1)));
		this.system.stop(target);
		org.awaitility.Awaitility.await().atMost(LONG).until(schedule::isCancelled);
		assertThat(schedule.cancel()).isFalse();
	}

	@Test
	void whatWaitsBehindAnActorThatNeverComesBackIsAccountedForAtTheDeadline() throws Exception {
		ActorSystem small = ActorSystem.builder("small").parallelism(1).deadLetterLogLimit(0).build();
		CountDownLatch stuck = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		ActorRef holder = small.create(LambdaActor.factory((self, sender, message) -> {
			stuck.countDown();
			awaitUninterruptibly(release);
		}), "holder");
		ActorRef waiting = small.create(LambdaActor.factory((self, sender, message) -> {
		}), "waiting");
		holder.tell("hold");
		assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
		for (int i = 0; i < 1_000; i++) {
			waiting.tell(i);
		}
		small.shutdown(Duration.ZERO);
		ShutdownReport report = small.stopped().get(20, TimeUnit.SECONDS);
		assertThat(report.abandoned()).containsExactly("/user/holder");
		assertThat(report.deadLetters()).isEqualTo(1_000);
		release.countDown();
	}

	@Test
	void batchEndsByTimeAlsoWhenItsMessagesBecomeSlow() throws Exception {
		ActorSystem small = ActorSystem.builder("small").parallelism(1).batchTime(Duration.ofMillis(1)).build();
		CountDownLatch go = new CountDownLatch(1);
		CompletableFuture<Integer> handledBefore = new CompletableFuture<>();
		int[] handled = new int[1];
		ActorRef slow = small.create(LambdaActor.factory((self, sender, message) -> {
			go.await();
			if (++handled[0] > 70) {
				spin(Duration.ofMillis(2));
			}
		}));
		for (int i = 0; i < 256; i++) {
			slow.tell(i);
		}
		ActorRef other = small
			.create(LambdaActor.factory((self, sender, message) -> handledBefore.complete(handled[0])));
		other.tell("now");
		go.countDown();
		assertThat(handledBefore.get(20, TimeUnit.SECONDS)).isLessThanOrEqualTo(112);
		small.close();
	}

	private static void spin(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		while (System.nanoTime() < end) {
			Thread.onSpinWait();
		}
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// That is what it is stuck for.
			}
		}
	}

	private void assertEventuallyDead(Object message) {
		org.awaitility.Awaitility.await()
			.atMost(LONG)
			.untilAsserted(() -> assertThat(this.deadLetters).extracting(Heard::message).contains(message));
	}

	/** Nothing of it can be printed. */
	static final class Unspeakable extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new IllegalStateException("not even this");
		}

	}

	private static final class BrokenStage extends CompletableFuture<String> {

		@Override
		public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
			throw new IllegalStateException("broken on purpose");
		}

	}

}
