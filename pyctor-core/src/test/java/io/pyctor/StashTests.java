package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.pyctor.supervision.Backoff;
import io.pyctor.supervision.SupervisionStrategy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an actor puts aside comes back in order, and is never lost.
 */
class StashTests extends WithActorSystem {

	private final Queue<Object> handled = new ConcurrentLinkedQueue<>();

	private final AtomicReference<Throwable> refused = new AtomicReference<>();

	/** Puts everything aside until it is told to open. */
	private class Door extends LambdaActor {

		Door() {
			super((self, sender, message) -> ((Door) self).decide(sender, message));
		}

		private boolean open;

		private void decide(ActorRef sender, Object message) {
			if (message.equals("open")) {
				this.open = true;
				unstashAll();
			}
			else if (message.equals("close")) {
				this.open = false;
			}
			else if (message.equals("fail")) {
				throw new Mishap();
			}
			else if (this.open) {
				StashTests.this.handled.add(message);
				if (sender.isAsking()) {
					tell(sender, "answer");
				}
			}
			else {
				try {
					stash();
				}
				catch (StashFullException ex) {
					StashTests.this.refused.set(ex);
					throw ex;
				}
			}
		}

	}

	private ActorRef door() {
		return this.system.create(Door::new, "door");
	}

	private void untilHandled(Object... messages) {
		eventually().untilAsserted(() -> assertThat(this.handled).containsExactly(messages));
	}

	@Test
	void whatWasPutAsideIsHandledInOrderAndBeforeTheMailbox() {
		CountDownLatch go = new CountDownLatch(1);
		ActorRef door = door();
		for (String message : List.of("1", "2", "3")) {
			door.tell(message);
		}
		ActorRef blocked = this.system.create(LambdaActor.factory((self, sender, message) -> await(go)));
		blocked.tell("block");
		door.tell("open");
		door.tell("4");
		untilHandled("1", "2", "3", "4");
		go.countDown();
		assertThat(this.deadLetters).isEmpty();
		assertThat(this.system.snapshot("/user/door").orElseThrow().processed()).isEqualTo(5);
	}

	@Test
	void whatWaitsAlreadyComesAfterWhatWasPutAside() {
		CountDownLatch go = new CountDownLatch(1);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("1")) {
				if (this.handled.isEmpty()) {
					self.stash();
					this.handled.add("stashed");
				}
				else {
					this.handled.add("1");
				}
			}
			else if (message.equals("2")) {
				await(go);
				self.unstashAll();
				this.handled.add("2");
			}
			else {
				this.handled.add(message);
			}
		}));
		for (String message : List.of("1", "2", "3", "4")) {
			actor.tell(message);
		}
		go.countDown();
		untilHandled("stashed", "2", "1", "3", "4");
	}

	@Test
	void whoeverAskedGetsTheAnswerLater() throws Exception {
		ActorRef door = door();
		CompletableFuture<String> answer = door.ask("question", String.class, LONG);
		door.ask("fail", String.class, LONG).handle((value, error) -> error).get(LONG.toSeconds(), TimeUnit.SECONDS);
		assertThat(answer).isNotDone();
		door.tell("open");
		assertThat(answer.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("answer");
	}

	@Test
	void failuresLeaveItAsItIs() {
		ActorRef door = door();
		door.tell("1");
		door.tell("fail");
		door.tell("2");
		door.tell("fail");
		door.tell("open");
		untilHandled("1", "2");
		assertThat(this.system.snapshot("/user/door").orElseThrow().failed()).isEqualTo(2);
	}

	@Test
	void freshObjectBeginsWithWhatTheOldOnePutAside() {
		Fallible.Life life = new Fallible.Life().behavior((self, sender, message) -> {
			boolean aside = self.number == 1 && message.toString().startsWith("aside");
			if (aside) {
				self.stash();
			}
			return aside;
		});
		ActorRef actor = this.system.create(life,
				ActorOptions.defaults().supervision(SupervisionStrategy.restart().backoff(Backoff.none())));
		actor.tell("aside 1");
		actor.tell("aside 2");
		actor.tell(new Mishap());
		assertThat(actor.ask("later", Integer.class, LONG).join()).isEqualTo(2);
		assertThat(life.received()).containsExactly("1:aside 1", "1:aside 2", "1:on purpose", "2:aside 1", "2:aside 2",
				"2:later");
	}

	@Test
	void whatIsLeftBecomesDeadLettersInOrderWhenTheActorStops() {
		ActorRef door = door();
		door.tell("1");
		CompletableFuture<String> answer = door.ask("2", String.class, LONG);
		this.system.stop(door);
		untilOver(door);
		assertThat(this.deadLetters).extracting(Heard::message).containsExactly("1", "2");
		assertThat(this.deadLetters).extracting(Heard::reason).containsOnly(DeadLetterReason.STOPPED);
		assertThat(answer.handle((value, error) -> error).join()).isInstanceOf(ActorStoppedException.class);
	}

	@Test
	void whatWasTakenOutAndNotYetHandledBecomesDeadLettersAsWell() {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("open")) {
				self.unstashAll();
				this.handled.add(message);
			}
			else if (this.handled.isEmpty()) {
				self.stash();
			}
			else {
				this.handled.add(message);
				self.system().stopNow(self.self());
			}
		}));
		for (String message : List.of("1", "2", "3", "open", "4")) {
			actor.tell(message);
		}
		untilOver(actor);
		assertThat(this.handled).containsExactly("open", "1");
		assertThat(deadMessages()).containsExactly("2", "3", "4");
	}

	@Test
	void fullStashFailsTheMessageAndSaysSo() throws Exception {
		ActorRef door = this.system.create(Door::new, "door",
				ActorOptions.defaults().mailbox(MailboxOptions.unbounded().stash(2)));
		door.tell("1");
		door.tell("2");
		Throwable failure = door.ask("3", String.class, LONG)
			.handle((value, error) -> error)
			.get(LONG.toSeconds(), TimeUnit.SECONDS);
		assertThat(failure).isInstanceOf(StashFullException.class)
			.isSameAs(this.refused.get())
			.hasMessageContainingAll("/user/door", "2 messages");
		door.tell("open");
		untilHandled("1", "2");
	}

	@Test
	void noMessageIsPutAsideTwiceOrAfterItWasGivenBack() {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("twice")) {
				self.stash();
			}
			else {
				self.unhandled(message);
			}
			self.stash();
		}));
		for (String message : List.of("twice", "unknown")) {
			assertThat(actor.ask(message, String.class, LONG).handle((value, error) -> error).join())
				.isInstanceOfAny(IllegalStateException.class, MessageRejectedException.class);
		}
		this.system.stop(actor);
		untilOver(actor);
		assertThat(deadMessages()).containsExactlyInAnyOrder("twice", "unknown");
	}

	@Test
	void thereIsNothingToPutAsideInStarted() {
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		ActorRef actor = this.system.create(() -> LambdaActor.idle().whenStarted((self) -> {
			try {
				self.stash();
			}
			catch (IllegalStateException ex) {
				thrown.set(ex);
			}
		}), "early", ActorOptions.defaults());
		actor.tell("1");
		eventually().until(() -> thrown.get() != null);
		assertThat(thrown.get()).hasMessageContaining("/user/early");
	}

	@Test
	void questionThatNobodyWaitsForAnyMoreIsSkippedWhenItComesBack() {
		ActorRef door = door();
		CompletableFuture<String> question = door.ask("question", String.class, LONG);
		eventually().until(() -> ((ActorCell) door).extras().givenBack == 1);
		question.cancel(false);
		door.tell("open");
		door.tell("next");
		untilHandled("next");
		assertThat(this.deadLetters).extracting(Heard::letter)
			.containsExactly(new DeadLetter(door, "question", DeadLetterReason.EXPIRED));
	}

	@Test
	void scheduledMessageCanBePutAside() {
		ActorRef door = door();
		Cancellable ticks = this.system.scheduleTell(door, "tick", Schedule.every(Duration.ofMillis(1)));
		ActorCell cell = (ActorCell) door;
		eventually().until(() -> cell.extras().givenBack >= 3);
		ticks.cancel();
		door.tell("open");
		eventually().until(() -> this.handled.size() == cell.extras().givenBack);
		assertThat(this.handled).containsOnly("tick");
	}

	@Test
	void stashedMessageMayAwaitAStage() {
		CompletableFuture<String> stage = new CompletableFuture<>();
		CountDownLatch awaiting = new CountDownLatch(1);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("open")) {
				self.unstashAll();
				this.handled.add("open");
			}
			else if (this.handled.isEmpty()) {
				self.stash();
			}
			else if (message.equals("1")) {
				self.context().await(stage, (value) -> this.handled.add(value));
				awaiting.countDown();
			}
			else {
				this.handled.add(message);
			}
		}));
		for (String message : List.of("1", "2", "open", "3")) {
			actor.tell(message);
		}
		await(awaiting);
		assertThat(this.handled).containsExactly("open");
		stage.complete("awaited");
		untilHandled("open", "awaited", "2", "3");
	}

	@Test
	void manyStashedMessagesLeaveTheThreadToOthers() {
		ActorSystem single = ActorSystem.builder("single").parallelism(1).batchTime(Duration.ofNanos(1)).build();
		try {
			CountDownLatch others = new CountDownLatch(1);
			ActorRef other = single.create(LambdaActor.factory((self, sender, message) -> others.countDown()));
			ActorRef actor = single.create(LambdaActor.factory((self, sender, message) -> {
				if (message.equals("open")) {
					self.unstashAll();
					this.handled.add("open");
				}
				else if (this.handled.isEmpty()) {
					self.stash();
				}
				else if (this.handled.size() == 1) {
					this.handled.add(message);
					other.tell("you first");
				}
				else {
					// Never, if the other one gets no turn before this one is through.
					await(others);
					this.handled.add(message);
				}
			}));
			for (int i = 0; i < 500; i++) {
				actor.tell(i);
			}
			actor.tell("open");
			eventually().until(() -> this.handled.size() == 501);
		}
		finally {
			end(single);
		}
	}

	@Test
	void nothingIsLostWhereSomethingIsPutAsideAtRandom() {
		Seeds.each(10, (seed) -> {
			this.deadLetters.clear();
			this.handled.clear();
			Random random = new Random(seed);
			ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
				int dice = random.nextInt(10);
				if (dice < 3) {
					self.stash();
				}
				else if (dice == 8) {
					throw new Mishap();
				}
				else {
					this.handled.add(message);
				}
				if (dice == 9) {
					self.unstashAll();
				}
			}));
			Outsiders tellers = Outsiders.start(3, (teller) -> {
				for (int i = 0; i < 1_500; i++) {
					actor.tell(teller * 10_000 + i);
				}
			});
			if (seed % 2 == 0) {
				tellers.join();
			}
			this.system.stop(actor);
			tellers.join();
			untilOver(actor);
			List<Object> ends = new ArrayList<>(this.handled);
			ends.addAll(deadMessages());
			assertThat(ends).hasSize(4_500).doesNotHaveDuplicates();
		});
	}

}
