package io.pyctor;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reference is safe to hold for ever: once its actor is dead it keeps nothing else
 * alive, whoever holds it and wherever it came from.
 */
class DeadReferenceTests extends WithActorSystem {

	private static final int MANY = 20;

	private final List<WeakReference<?>> gone = new ArrayList<>();

	private final List<WeakReference<?>> goneRefs = new ArrayList<>();

	@Override
	ActorSystemBuilder settings(ActorSystemBuilder builder) {
		// Nobody listens to the dead letters, or has a store of them, who would keep
		// them; and nobody looks at the system, who would clean up.
		return ActorSystem.builder("test")
			.parallelism(2)
			.health(HealthLimits.none())
			.deadLetterLogLimit(0)
			.deadLetters(DeadLetterOptions.defaults().capacity(0));
	}

	/** Something to be found in the heap, or not. */
	private static final class Ballast {

		private final byte[] bytes = new byte[1024];

		int length() {
			return this.bytes.length;
		}

	}

	private <T> T expectGone(T object) {
		this.gone.add(new WeakReference<>(object));
		return object;
	}

	private ActorRef expectGoneRef(ActorRef ref) {
		this.goneRefs.add(new WeakReference<>(ref));
		return ref;
	}

	private void untilAllGone() {
		assertThat(this.gone).isNotEmpty();
		eventually().until(() -> {
			System.gc();
			// A thread that is idle may still hold the cell that it ran last.
			return alive(this.gone) == 0 && alive(this.goneRefs) <= 3;
		});
	}

	private static long alive(List<WeakReference<?>> references) {
		return references.stream().filter((reference) -> reference.get() != null).count();
	}

	private static ActorOptions options(boolean blocking) {
		return blocking ? ActorOptions.defaults().blocking() : ActorOptions.defaults();
	}

	/** An actor whose object and factory both hold something. */
	private ActorFactory factory(LambdaActor.Behavior behavior) {
		Ballast ofTheFactory = expectGone(new Ballast());
		return expectGone(new ActorFactory() {

			@Override
			public Actor create() {
				Ballast ofTheActor = expectGone(new Ballast());
				return expectGone(new LambdaActor((self, sender, message) -> {
					assertThat(ofTheActor.length()).isEqualTo(ofTheFactory.length());
					behavior.receive(self, sender, message);
				}));
			}

		});
	}

	private void stopAndWait(ActorRef ref) {
		this.system.stop(ref);
		untilOver(ref);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void keepsNeitherTheObjectNorItsFactory(boolean blocking) {
		ActorRef dead = this.system.create(factory((self, sender, message) -> self.tell(sender, message)),
				options(blocking));
		assertThat(dead.ask("x", String.class, LONG).join()).isEqualTo("x");
		stopAndWait(dead);
		untilAllGone();
		assertThat(dead.name()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void keepsNoMessageThatWasQueuedAtTheEnd(boolean now) {
		CountDownLatch go = new CountDownLatch(1);
		ActorRef dead = this.system.create(factory((self, sender, message) -> go.await()), ActorOptions.defaults());
		tellBallast(dead);
		if (now) {
			this.system.stopNow(dead);
		}
		else {
			this.system.stop(dead);
		}
		tellBallast(dead);
		go.countDown();
		untilOver(dead);
		tellBallast(dead);
		untilAllGone();
		assertThat(dead.name()).isNotEmpty();
	}

	private void tellBallast(ActorRef ref) {
		for (int i = 0; i < MANY; i++) {
			ref.tell(expectGone(new Ballast()));
		}
	}

	@Test
	void keepsNoChildAndNoWatcherAndNobodyWhomItWatched() {
		ActorRef dead = family();
		untilAllGone();
		assertThat(dead.name()).isNotEmpty();
	}

	/** In a frame of its own, so that no local variable keeps anything. */
	private ActorRef family() {
		CountDownLatch watched = new CountDownLatch(1 + MANY);
		List<ActorRef> friends = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			friends.add(expectGoneRef(this.system.create(idle(), ActorOptions.defaults())));
		}
		ActorRef dead = this.system.create(LambdaActor.idle().whenStarted((self) -> {
			for (int i = 0; i < MANY; i++) {
				expectGoneRef(self.create(idle(), ActorOptions.defaults()));
			}
			friends.forEach(self::watch);
			watched.countDown();
		}));
		List<ActorRef> watchers = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			watchers.add(expectGoneRef(this.system.create(LambdaActor.idle().whenStarted((self) -> {
				self.watch(dead);
				watched.countDown();
			}))));
		}
		await(watched);
		// Half of those with whom it has to do die before it, the others later.
		watchers.subList(0, MANY / 2).forEach(this::stopAndWait);
		friends.subList(0, MANY / 2).forEach(this::stopAndWait);
		stopAndWait(dead);
		watchers.forEach(this::stopAndWait);
		friends.forEach(this::stopAndWait);
		return dead;
	}

	private ActorFactory idle() {
		return factory((self, sender, message) -> {
		});
	}

	@Test
	void isNotKeptByAStageThatNeverCompletes() {
		CompletableFuture<String> never = new CompletableFuture<>();
		for (int i = 0; i < MANY; i++) {
			awaitAndStop(never);
		}
		untilAllGone();
		assertThat(never).isNotDone();
	}

	private void awaitAndStop(CompletableFuture<String> never) {
		CountDownLatch waiting = new CountDownLatch(1);
		ActorRef dead = expectGoneRef(this.system.create(factory((self, sender, message) -> {
			self.await(never, (value) -> assertThat(value).isEqualTo(message));
			waiting.countDown();
		}), ActorOptions.defaults()));
		tellBallast(dead);
		await(waiting);
		this.system.stopNow(dead);
		untilOver(dead);
	}

	@Test
	void keepsNoSibling() {
		ActorRef dead = oneOfMany();
		untilAllGone();
		assertThat(dead.name()).isNotEmpty();
	}

	private ActorRef oneOfMany() {
		List<ActorRef> siblings = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			siblings.add(this.system.create(idle(), ActorOptions.defaults()));
		}
		siblings.forEach(this::stopAndWait);
		ActorRef dead = siblings.remove(MANY / 2);
		siblings.forEach(this::expectGoneRef);
		return dead;
	}

	@Test
	void ofAChildKeepsNeitherItsSiblingsNorTheObjectOfItsParent() {
		ActorRef dead = oneOfManyChildren();
		untilAllGone();
		assertThat(dead.path().toString()).startsWith("/user/");
	}

	private ActorRef oneOfManyChildren() {
		List<ActorRef> children = new ArrayList<>();
		CountDownLatch created = new CountDownLatch(1);
		ActorRef parent = this.system.create(factory((self, sender, message) -> {
			for (int i = 0; i < MANY; i++) {
				children.add(self.create(idle(), ActorOptions.defaults()));
			}
			created.countDown();
		}), ActorOptions.defaults());
		parent.tell("create");
		await(created);
		stopAndWait(parent);
		ActorRef dead = children.remove(MANY / 2);
		children.forEach(this::expectGoneRef);
		return dead;
	}

	@Test
	void inATerminatedKeepsNothing() {
		Probe probe = Probe.create(this.system, "probe");
		Terminated terminated = terminated(probe);
		untilOver(terminated.actor());
		untilAllGone();
		assertThat(terminated.actor().name()).isNotEmpty();
	}

	private Terminated terminated(Probe probe) {
		ActorFactory factory = idle();
		ActorRef child = probe.call((self) -> self.create(factory, ActorOptions.defaults()));
		this.system.stop(child);
		return probe.next(Terminated.class);
	}

	@Test
	void inADeadLetterKeepsItsMessageAndNothingElse() {
		List<DeadLetter> letters = new ArrayList<>();
		Cancellable listening = this.system.addDeadLetterListener((letter, sender) -> letters.add(letter));
		ActorRef dead = this.system.create(idle(), ActorOptions.defaults());
		stopAndWait(dead);
		dead.tell("late");
		listening.cancel();
		untilAllGone();
		assertThat(letters).containsExactly(new DeadLetter(dead, "late", DeadLetterReason.STOPPED));
	}

	@Test
	void withSchedulesThatWereItsOwnKeepsNeitherThemNorTheirMessages() {
		CountDownLatch scheduled = new CountDownLatch(1);
		ActorRef dead = this.system.create(factory((self, sender, message) -> {
			expectGone(self.scheduleTell(self.self(), expectGone(new Ballast()), Schedule.after(Duration.ofHours(1))));
			expectGone(self.scheduleTell(self.self(), expectGone(new Ballast()), Schedule.every(Duration.ofHours(1))));
			scheduled.countDown();
		}), ActorOptions.defaults());
		dead.tell("schedule");
		await(scheduled);
		expectGone(this.system.scheduleTell(dead, expectGone(new Ballast()), Schedule.every(Duration.ofHours(1))));
		stopAndWait(dead);
		expectGone(this.system.scheduleTell(dead, expectGone(new Ballast()), Schedule.every(Duration.ofHours(1))));
		untilAllGone();
		assertThat(((DefaultActorSystem) this.system).timers().size()).isZero();
		assertThat(dead.name()).isNotEmpty();
	}

	@Test
	void isNotKeptByItsSchedulesToAnother() {
		ActorRef target = this.system.create(LambdaActor::idle);
		for (int i = 0; i < MANY; i++) {
			scheduleAndDie(target);
		}
		untilAllGone();
		assertThat(target.name()).isNotEmpty();
	}

	private void scheduleAndDie(ActorRef target) {
		CountDownLatch scheduled = new CountDownLatch(1);
		ActorRef dead = expectGoneRef(this.system.create(factory((self, sender, message) -> {
			self.scheduleTell(target, expectGone(new Ballast()), Schedule.every(Duration.ofHours(1)));
			scheduled.countDown();
		}), ActorOptions.defaults()));
		dead.tell("schedule");
		await(scheduled);
		stopAndWait(dead);
	}

	@ParameterizedTest
	@ValueSource(strings = { "answer", "fail", "die" })
	void inTheFutureOfACompletedAskKeepsNothing(String question) {
		ActorRef dead = this.system.create(factory((self, sender, message) -> {
			if (message.equals("fail")) {
				throw new Mishap();
			}
			if (message.equals("die")) {
				self.system().stopNow(self.self());
				return;
			}
			self.tell(sender, message);
		}), ActorOptions.defaults());
		CompletableFuture<String> answer = dead.ask(question, String.class, Duration.ofHours(1));
		if (question.equals("die")) {
			// It took the question with it, and only the end of the time would tell.
			eventually().until(() -> ((ActorCell) dead).isEnded());
			answer.cancel(false);
		}
		eventually().until(answer::isDone);
		stopAndWait(dead);
		untilAllGone();
		assertThat(answer).isDone();
		assertThat(((DefaultActorSystem) this.system).timers().size()).isZero();
	}

	/** Whoever answers later holds the sender of the question, and maybe for ever. */
	@Test
	void ofAnAnsweredAskKeepsNotItsQuestion() {
		List<ActorRef> senders = new ArrayList<>();
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			senders.add(sender);
			self.tell(sender, "answer");
		}));
		askBallast(actor);
		untilAllGone();
		assertThat(senders).hasSize(MANY);
	}

	private void askBallast(ActorRef actor) {
		for (int i = 0; i < MANY; i++) {
			assertThat(actor.ask(expectGone(new Ballast()), String.class, LONG).join()).isEqualTo("answer");
		}
	}

	@Test
	void thatAwaitedKeepsNeitherStageNorCallback() {
		CompletableFuture<String> stage = new CompletableFuture<>();
		CountDownLatch awaiting = new CountDownLatch(1);
		ActorRef dead = this.system.create(factory((self, sender, message) -> {
			Ballast ballast = expectGone(new Ballast());
			self.await(expectGone(stage.thenApply((value) -> value)), (value) -> ballast.length());
			awaiting.countDown();
		}), ActorOptions.defaults());
		dead.tell("await");
		await(awaiting);
		this.system.stopNow(dead);
		untilOver(dead);
		stage.complete("late");
		untilAllGone();
		assertThat(dead.name()).isNotEmpty();
	}

}
