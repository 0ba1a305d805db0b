package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a mailbox with a capacity takes, and what happens to the rest.
 */
class BoundedMailboxTests extends WithActorSystem {

	private static final int CAPACITY = 3;

	/** Lets the actor begin each message, and says which it has begun. */
	private final LinkedBlockingQueue<Object> begun = new LinkedBlockingQueue<>();

	private final CountDownLatch go = new CountDownLatch(1);

	private ActorRef bounded(Overflow overflow) {
		ActorOptions options = ActorOptions.defaults().mailbox(MailboxOptions.bounded(CAPACITY, overflow));
		return this.system.create(() -> new LambdaActor((self, sender, message) -> {
			this.begun.add(message);
			await(this.go);
			if (sender.isAsking()) {
				self.tell(sender, "received " + message);
			}
		}), "bounded", options);
	}

	@AfterEach
	void letGo() {
		this.go.countDown();
	}

	/** An actor that is handling "0" while as many wait as may. */
	private ActorRef full(Overflow overflow) throws Exception {
		ActorRef actor = bounded(overflow);
		actor.tell("0");
		assertThat(next()).isEqualTo("0");
		for (int i = 1; i <= CAPACITY; i++) {
			actor.tell("" + i);
		}
		assertThat(this.deadLetters).isEmpty();
		return actor;
	}

	private Object next() throws InterruptedException {
		return this.begun.poll(LONG.toSeconds(), TimeUnit.SECONDS);
	}

	private List<Object> rest(ActorRef actor) {
		this.go.countDown();
		this.system.stop(actor);
		untilOver(actor);
		return List.copyOf(this.begun);
	}

	private long mailboxSize() {
		return this.system.snapshot("/user/bounded").orElseThrow().mailboxSize();
	}

	@Test
	void rejectedMessageIsADeadLetterOfWhichItsSenderLearns() throws Exception {
		ActorRef actor = full(Overflow.REJECT);
		CompletableFuture<Object> learned = new CompletableFuture<>();
		this.system.create(new LambdaActor((self, sender, message) -> learned.complete(message))
			.whenStarted((self) -> self.tell(actor, "too much")));
		DeadLetter letter = new DeadLetter(actor, "too much", DeadLetterReason.MAILBOX_FULL);
		assertThat(learned.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(letter);
		assertThat(this.deadLetters).extracting(Heard::letter).containsExactly(letter);
		assertThat(this.system.deadLetters()).containsEntry(DeadLetterReason.MAILBOX_FULL, 1L);
		assertThat(mailboxSize()).isEqualTo(CAPACITY);
		assertThat(rest(actor)).containsExactly("1", "2", "3");
	}

	@Test
	void tryTellSaysNoAndLeavesTheMessageToItsCaller() throws Exception {
		ActorRef actor = full(Overflow.REJECT);
		assertThat(actor.tryTell("too much")).isFalse();
		assertThat(actor.tryTell("too much", this.system.nobody())).isFalse();
		assertThat(this.deadLetters).isEmpty();
		assertThat(rest(actor)).containsExactly("1", "2", "3");
	}

	@Test
	void tryTellSaysYesWhereThereIsAPlace() {
		this.go.countDown();
		ActorRef actor = bounded(Overflow.REJECT);
		assertThat(actor.tryTell("1")).isTrue();
		assertThat(rest(actor)).containsExactly("1");
	}

	@Test
	void tryTellOfAnActorNamesItAsTheSender() throws Exception {
		CompletableFuture<ActorRef> seen = new CompletableFuture<>();
		ActorRef target = this.system.create(LambdaActor.factory((self, sender, message) -> seen.complete(sender)));
		CompletableFuture<Boolean> accepted = new CompletableFuture<>();
		ActorRef teller = this.system
			.create(LambdaActor.factory((self, sender, message) -> accepted.complete(self.tryTell(target, message))));
		teller.tell("pass on");
		assertThat(seen.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(teller);
		assertThat(accepted.join()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void deadActorAcceptsNothing(Overflow overflow) {
		ActorRef bounded = bounded(overflow);
		ActorRef unbounded = this.system.create(LambdaActor::idle);
		for (ActorRef dead : List.of(bounded, unbounded)) {
			this.system.stop(dead);
			untilOver(dead);
			assertThat(dead.tryTell("late")).isFalse();
			assertThat(this.deadLetters).isEmpty();
		}
	}

	@Test
	void questionFailsAtOnceAndSaysHowFullTheMailboxIs() throws Exception {
		ActorRef actor = full(Overflow.REJECT);
		long since = System.nanoTime();
		eventually().until(() -> System.nanoTime() - since > 50_000_000);
		CompletableFuture<String> answer = actor.ask("too much", String.class, LONG);
		assertThat(answer).isCompletedExceptionally();
		Throwable failure = answer.handle((value, error) -> error).join();
		assertThat(failure).isInstanceOfSatisfying(MailboxFullException.class, (full) -> {
			assertThat(full.actor()).isSameAs(actor);
			assertThat(full.capacity()).isEqualTo(CAPACITY);
			assertThat(full.oldestAge()).isBetween(Duration.ofMillis(50), LONG);
			assertThat(full).hasMessageContainingAll(actor.path().toString(), "java.lang.String", "capacity 3",
					full.oldestAge().toMillis() + " ms");
		});
		assertThat(this.deadLetters).extracting(Heard::reason).containsExactly(DeadLetterReason.MAILBOX_FULL);
	}

	@Test
	void ageIsThatOfTheMessageNextInTurn() throws Exception {
		ActorRef actor = full(Overflow.REJECT);
		LimitedCell cell = (LimitedCell) actor;
		long before = cell.oldestSince();
		assertThat(before).isNotZero();
		this.go.countDown();
		eventually().until(() -> cell.mailboxSize() == 0);
		assertThat(cell.oldestAge()).isZero();
	}

	@Test
	void newestIsDroppedWhereThatIsWanted() throws Exception {
		ActorRef actor = full(Overflow.DROP_NEWEST);
		actor.tell("4");
		assertThat(actor.tryTell("5")).as("accepted, and dropped").isTrue();
		assertThat(this.deadLetters).extracting(Heard::message).containsExactly("4", "5");
		assertThat(this.deadLetters).extracting(Heard::reason).containsOnly(DeadLetterReason.DROPPED);
		assertThat(mailboxSize()).isEqualTo(CAPACITY);
		assertThat(rest(actor)).containsExactly("1", "2", "3");
	}

	@Test
	void droppedQuestionFailsAtOnce() throws Exception {
		ActorRef actor = full(Overflow.DROP_NEWEST);
		assertThat(actor.ask("4", String.class, LONG).handle((value, error) -> error).join())
			.isInstanceOf(MailboxFullException.class);
	}

	@Test
	void oldestIsDroppedWhereThatIsWantedAndTheRestKeepsItsOrder() throws Exception {
		ActorRef actor = full(Overflow.DROP_OLDEST);
		actor.tell("4");
		assertThat(actor.tryTell("5")).isTrue();
		assertThat(this.deadLetters).extracting(Heard::message).containsExactly("1", "2");
		assertThat(this.deadLetters).extracting(Heard::reason).containsOnly(DeadLetterReason.DROPPED);
		assertThat(mailboxSize()).isEqualTo(CAPACITY);
		assertThat(rest(actor)).containsExactly("3", "4", "5");
	}

	@Test
	void questionThatIsDroppedAsTheOldestFailsAtOnce() throws Exception {
		ActorRef actor = bounded(Overflow.DROP_OLDEST);
		actor.tell("0");
		assertThat(next()).isEqualTo("0");
		CompletableFuture<String> question = actor.ask("1", String.class, LONG);
		for (int i = 2; i <= CAPACITY; i++) {
			actor.tell("" + i);
		}
		assertThat(question).isNotDone();
		actor.tell("too much");
		assertThat(question.handle((value, error) -> error).join()).isInstanceOf(MailboxFullException.class);
	}

	@Test
	void whatComesAfterAStopIsNotHandledInPlaceOfWhatWasDropped() throws Exception {
		ActorRef actor = full(Overflow.DROP_OLDEST);
		this.system.stop(actor);
		actor.tell("4");
		actor.tell("5");
		this.go.countDown();
		untilOver(actor);
		assertThat(this.begun).containsExactly("3");
		assertThat(this.deadLetters).extracting(Heard::message).containsExactly("1", "2", "4", "5");
		assertThat(this.deadLetters).extracting(Heard::reason)
			.containsExactly(DeadLetterReason.DROPPED, DeadLetterReason.DROPPED, DeadLetterReason.STOPPED,
					DeadLetterReason.STOPPED);
	}

	@ParameterizedTest
	@EnumSource
	void handledMessagesGiveTheirPlacesBack(Overflow overflow) throws Exception {
		ActorRef actor = full(overflow);
		this.go.countDown();
		for (int i = 1; i <= CAPACITY; i++) {
			assertThat(next()).isEqualTo("" + i);
		}
		for (int i = 0; i < 20 * CAPACITY; i++) {
			assertThat(actor.ask("more", String.class, LONG).join()).isEqualTo("received more");
		}
		assertThat(mailboxSize()).isZero();
		assertThat(this.deadLetters).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void failedAndUnhandledMessagesGiveTheirPlacesBack(Overflow overflow) {
		ActorRef actor = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			if (message.equals("fail")) {
				throw new Mishap();
			}
			if (message.equals("unknown")) {
				self.unhandled(message);
			}
			else {
				self.tell(sender, message);
			}
		}), ActorOptions.defaults().mailbox(MailboxOptions.bounded(1, overflow)));
		for (int i = 0; i < 3; i++) {
			assertThat(actor.ask("fail", String.class, LONG).handle((value, error) -> error).join())
				.isInstanceOf(Mishap.class);
			assertThat(actor.ask("unknown", String.class, LONG).handle((value, error) -> error).join())
				.isInstanceOf(MessageRejectedException.class);
			assertThat(actor.ask("echo", String.class, LONG).join()).isEqualTo("echo");
		}
	}

	@ParameterizedTest
	@EnumSource
	void stopTakesNoPlaceAndIsNeverRefused(Overflow overflow) throws Exception {
		ActorRef actor = full(overflow);
		this.system.stop(actor);
		this.go.countDown();
		untilOver(actor);
		assertThat(this.begun).containsExactly("1", "2", "3");
	}

	@ParameterizedTest
	@EnumSource
	void poisonPillTakesNoPlaceAndIsNeverRefused(Overflow overflow) throws Exception {
		ActorRef actor = full(overflow);
		assertThat(actor.tryTell(new PoisonPill())).isTrue();
		this.go.countDown();
		untilOver(actor);
		assertThat(this.begun).containsExactly("1", "2", "3");
	}

	@ParameterizedTest
	@EnumSource
	void stopNowLeavesEveryPlaceToTheDeadLetters(Overflow overflow) throws Exception {
		ActorRef actor = full(overflow);
		this.system.stopNow(actor);
		this.go.countDown();
		untilOver(actor);
		assertThat(this.begun).isEmpty();
		assertThat(this.deadLetters).filteredOn((heard) -> heard.reason() == DeadLetterReason.STOPPED)
			.extracting(Heard::message)
			.containsExactly("1", "2", "3");
		for (int i = 0; i < 2 * CAPACITY; i++) {
			this.deadLetters.clear();
			actor.tell("late");
			assertThat(this.deadLetters).extracting(Heard::reason).containsExactly(DeadLetterReason.STOPPED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void terminatedAndTicksAreNeverRefused(Overflow overflow) throws Exception {
		List<Object> seen = new CopyOnWriteArrayList<>();
		CountDownLatch ended = new CountDownLatch(1);
		ActorRef other = this.system.create(LambdaActor::idle);
		ActorRef actor = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			seen.add((message instanceof Terminated) ? "terminated" : message);
			if (message.equals("0")) {
				this.begun.add(message);
				await(this.go);
			}
			if (message instanceof Terminated) {
				ended.countDown();
			}
		}).whenStarted((self) -> self.context().watch(other)), "bounded",
				ActorOptions.defaults().mailbox(MailboxOptions.bounded(1, overflow)));
		actor.tell("0");
		assertThat(next()).isEqualTo("0");
		actor.tell("1");
		this.system.scheduleTell(actor, "tick", Schedule.after(Duration.ZERO));
		CountDownLatch laterTick = new CountDownLatch(1);
		this.system.scheduleTell(this.system.create(LambdaActor.factory((self, sender, tick) -> laterTick.countDown())),
				"tick", Schedule.after(Duration.ofMillis(1)));
		await(laterTick);
		this.system.stop(other);
		untilOver(other);
		this.go.countDown();
		await(ended);
		eventually().until(() -> seen.size() == 4);
		assertThat(seen).contains("0", "1", "tick", "terminated");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void poolHasAPlaceOfItsOwnAndWithAKeyAsManyAgain(boolean keyed) throws Exception {
		int capacity = 10;
		ActorOptions options = ActorOptions.defaults()
			.mailbox(MailboxOptions.bounded(capacity, Overflow.REJECT))
			.blocking();
		ActorRef pool = this.system.create(LambdaActor.factory((self, sender, message) -> {
			this.begun.add(message);
			await(this.go);
		})::get, "pool", keyed ? options.instances(2, (message) -> "the same") : options.instances(2));
		int busy = keyed ? 1 : 2;
		for (int i = 0; i < busy; i++) {
			pool.tell("busy");
			next();
		}
		int own = keyed ? capacity : 1;
		for (int i = 0; i < own; i++) {
			int waiting = i + 1;
			pool.tell(i);
			eventually().until(() -> ((ActorCell) pool).outsideMailbox() == waiting);
		}
		for (int i = 0; i < capacity; i++) {
			assertThat(pool.tryTell(i)).isTrue();
		}
		assertThat(pool.tryTell("too much")).isFalse();
		this.go.countDown();
	}

	@Test
	void blockingActorIsBoundedAsWell() throws Exception {
		ActorOptions options = ActorOptions.defaults().mailbox(MailboxOptions.bounded(1, Overflow.REJECT)).blocking();
		assertThat(options.isBlocking()).isTrue();
		ActorRef actor = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			this.begun.add(message);
			await(this.go);
		}), options);
		actor.tell("0");
		assertThat(next()).isEqualTo("0");
		assertThat(actor.tryTell("1")).isTrue();
		assertThat(actor.tryTell("2")).isFalse();
		this.go.countDown();
	}

	@ParameterizedTest
	@EnumSource
	void keyedActorIsBoundedAsWell(Overflow overflow) throws Exception {
		ActorOptions options = ActorOptions.defaults().blocking().mailbox(MailboxOptions.bounded(CAPACITY, overflow));
		ActorRef keyed = this.system
			.keyed("desk", LambdaActor.class, (key) -> new LambdaActor((self, sender, message) -> {
				this.begun.add(message);
				await(this.go);
			}), KeyedOptions.defaults().actorOptions(options))
			.of("a");
		keyed.tell("0");
		assertThat(next()).isEqualTo("0");
		for (int i = 1; i <= CAPACITY + 2; i++) {
			keyed.tell("" + i);
		}
		boolean oldest = overflow == Overflow.DROP_OLDEST;
		assertThat(deadMessages()).containsExactlyElementsOf(oldest ? List.of("1", "2") : List.of("4", "5"));
		assertThat(keyed.tryTell("6")).isEqualTo(overflow != Overflow.REJECT);
		this.go.countDown();
		eventually().until(() -> this.begun.size() == CAPACITY);
		assertThat(this.begun).containsExactlyElementsOf(oldest ? List.of("4", "5", "6") : List.of("1", "2", "3"));
	}

	@Test
	void plainActorIsNotOfTheClassThatCounts() {
		assertThat(this.system.create(LambdaActor::idle).getClass()).isEqualTo(ActorCell.class);
		assertThat(this.system.create(LambdaActor::idle, ActorOptions.defaults().mailbox(MailboxOptions.unbounded()))
			.getClass()).isEqualTo(ActorCell.class);
	}

	@Test
	void optionsAreAValue() {
		MailboxOptions options = MailboxOptions.bounded(5, Overflow.REJECT);
		assertThat(options).isEqualTo(MailboxOptions.bounded(5, Overflow.REJECT))
			.hasSameHashCodeAs(MailboxOptions.bounded(5, Overflow.REJECT))
			.isNotEqualTo(MailboxOptions.bounded(5, Overflow.DROP_NEWEST))
			.isNotEqualTo(MailboxOptions.bounded(6, Overflow.REJECT))
			.isNotEqualTo(MailboxOptions.unbounded())
			.hasToString("bounded(5, REJECT)");
		assertThat(options.isBounded()).isTrue();
		assertThat(MailboxOptions.unbounded().isBounded()).isFalse();
		assertThatIllegalStateException().isThrownBy(() -> MailboxOptions.unbounded().capacity())
			.withMessageContaining("unbounded");
		assertThatIllegalArgumentException().isThrownBy(() -> MailboxOptions.bounded(0, Overflow.REJECT))
			.withMessage("'capacity' must be at least 1 (was 0)");
	}

	@Test
	void messagesAtTheEndOfAStackLeaveNoOtherBehindInTheMailbox() throws Exception {
		for (MailboxOptions mailbox : List.of(MailboxOptions.bounded(1_000_000, Overflow.REJECT),
				MailboxOptions.bounded(1_000_000, Overflow.DROP_OLDEST),
				MailboxOptions.unbounded().priority((message) -> 0))) {
			for (int round = 0; round < 20; round++) {
				CountDownLatch go = new CountDownLatch(1);
				Queue<Object> received = new ConcurrentLinkedQueue<>();
				ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
					await(go);
					received.add(message);
				})::get, ActorOptions.defaults().blocking().mailbox(mailbox));
				int levels = round;
				Thread deep = new Thread(null, () -> {
					try {
						tellToTheEndOfTheStack(actor, levels);
					}
					catch (StackOverflowError ex) {
						// As expected.
					}
				}, "deep", 256 * 1024);
				deep.start();
				deep.join();
				actor.tell("last");
				go.countDown();
				this.system.stop(actor);
				untilOver(actor);
				assertThat(received).as("%s, round %s", mailbox, round).endsWith("last");
				assertThat(((ActorCell) actor).inMailbox()).isZero();
			}
		}
	}

	/** Each round begins a little deeper, so that the stack ends somewhere else. */
	private static int tellToTheEndOfTheStack(ActorRef actor, int levels) {
		if (levels == 0) {
			actor.tell("deep");
		}
		return 1 + tellToTheEndOfTheStack(actor, Math.max(0, levels - 1));
	}

}
