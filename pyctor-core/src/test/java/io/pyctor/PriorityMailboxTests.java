package io.pyctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Messages of a higher priority come first.
 */
class PriorityMailboxTests extends WithActorSystem {

	record Job(int priority, int number) {

	}

	private static final MessagePriority PRIORITY = (message) -> (message instanceof Job job) ? job.priority() : 0;

	private final Queue<Object> handled = new ConcurrentLinkedQueue<>();

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch go = new CountDownLatch(1);

	/** An actor that is handling "first". */
	private ActorRef busy(MailboxOptions mailbox) {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			this.handled.add(message);
			this.begun.countDown();
			await(this.go);
		})::get, ActorOptions.defaults().mailbox(mailbox));
		actor.tell("first");
		await(this.begun);
		return actor;
	}

	private List<Object> rest(ActorRef actor) {
		this.go.countDown();
		this.system.stop(actor);
		untilOver(actor);
		return this.handled.stream().skip(1).toList();
	}

	@Test
	void higherPriorityComesFirstAndEqualsInTheirOrder() {
		ActorRef actor = busy(MailboxOptions.unbounded().priority(PRIORITY));
		for (int number = 0; number < 4; number++) {
			for (int priority : new int[] { 1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE }) {
				actor.tell(new Job(priority, number));
			}
		}
		List<Object> expected = new ArrayList<>();
		for (int priority : new int[] { Integer.MAX_VALUE, 1, 0, Integer.MIN_VALUE }) {
			for (int number = 0; number < 4; number++) {
				expected.add(new Job(priority, number));
			}
		}
		assertThat(rest(actor)).isEqualTo(expected);
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void stopEndsItAfterAsManyAsWaited() {
		ActorRef actor = busy(MailboxOptions.unbounded().priority(PRIORITY));
		actor.tell(new Job(1, 0));
		actor.tell(new Job(1, 1));
		this.system.stop(actor);
		actor.tell(new Job(2, 2));
		this.go.countDown();
		untilOver(actor);
		assertThat(this.handled).containsExactly("first", new Job(2, 2), new Job(1, 0));
		assertThat(deadMessages()).containsExactly(new Job(1, 1));
	}

	@Test
	void boundedOneRejectsWhatFindsNoPlaceHoweverImportant() {
		ActorRef actor = busy(MailboxOptions.bounded(2, Overflow.REJECT).priority(PRIORITY));
		actor.tell(new Job(0, 0));
		assertThat(actor.tryTell(new Job(1, 1))).isTrue();
		assertThat(actor.tryTell(new Job(2, 2))).isFalse();
		assertThat(actor.ask(new Job(2, 3), String.class, LONG).handle((value, error) -> error).join())
			.isInstanceOf(MailboxFullException.class)
			.hasMessageContaining("capacity 2");
		assertThat(rest(actor)).containsExactly(new Job(1, 1), new Job(0, 0));
		assertThat(deadMessages()).containsExactly(new Job(2, 3));
	}

	@Test
	void currentMessageIsTheOneThatIsHandled() throws Exception {
		ActorRef actor = this.system.create(
				LambdaActor.factory((self, sender, message) -> self.unhandled(message))::get,
				ActorOptions.defaults().mailbox(MailboxOptions.unbounded().priority(PRIORITY)));
		Job job = new Job(1, 1);
		Throwable failure = actor.ask(job, String.class, LONG).handle((value, error) -> error).get();
		assertThat(failure).isInstanceOf(MessageRejectedException.class);
		assertThat(deadMessages()).containsExactly(job);
	}

	@Test
	void whatThePriorityThrowsIsThrownAtTheTeller() {
		MessagePriority broken = (message) -> {
			if (message instanceof Job) {
				throw new Mishap();
			}
			return 0;
		};
		ActorRef actor = busy(MailboxOptions.unbounded().priority(broken));
		assertThatThrownBy(() -> actor.tell(new Job(0, 0))).isInstanceOf(Mishap.class);
		actor.tell("second");
		assertThat(rest(actor)).containsExactly("second");
	}

	@Test
	void whatThePriorityThrowsBeforeTheActorOfAKeyBeginsIsTheAnswer() {
		MessagePriority broken = (message) -> (Integer) message;
		KeyedActors keyed = this.system.keyed("key", LambdaActor.class, (key) -> LambdaActor.echo(),
				KeyedOptions.defaults()
					.actorOptions(ActorOptions.defaults().mailbox(MailboxOptions.unbounded().priority(broken))));
		assertThat(keyed.of("a").ask("x", String.class, LONG)).failsWithin(LONG)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(ClassCastException.class);
		assertThat(this.deadLetters).singleElement().extracting(Heard::reason).isEqualTo(DeadLetterReason.FAILED);
		assertThat(keyed.of("a").ask(1, Integer.class, LONG).join()).isEqualTo(1);
		assertThatThrownBy(() -> keyed.of("a").tell("x")).isInstanceOf(ClassCastException.class);
	}

	@Test
	void everyMessageIsAccountedFor() {
		Seeds.each(10, (seed) -> {
			this.deadLetters.clear();
			Queue<Object> seen = new ConcurrentLinkedQueue<>();
			ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> seen.add(message))::get,
					ActorOptions.defaults()
						.mailbox(MailboxOptions.bounded(1 + (int) seed * 10, Overflow.DROP_NEWEST).priority(PRIORITY)));
			Outsiders tellers = Outsiders.start(3, (teller) -> {
				for (int i = 0; i < 2_000; i++) {
					actor.tell(new Job(i % 3, 10_000 * teller + i));
				}
			});
			eventually().until(() -> !seen.isEmpty());
			this.system.stop(actor);
			tellers.join();
			untilOver(actor);
			assertThat(seen).doesNotHaveDuplicates();
			assertThat(deadMessages()).doesNotHaveDuplicates();
			assertThat(seen.size() + this.deadLetters.size()).isEqualTo(6_000);
		});
	}

	@Test
	void optionsAreAValue() {
		MailboxOptions options = MailboxOptions.unbounded().priority(PRIORITY);
		assertThat(options).isEqualTo(MailboxOptions.unbounded().priority(PRIORITY))
			.isNotEqualTo(MailboxOptions.unbounded().priority((message) -> 1))
			.isNotEqualTo(MailboxOptions.unbounded())
			.hasToString("unbounded with priorities");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MailboxOptions.bounded(1, Overflow.DROP_OLDEST).priority(PRIORITY))
			.withMessageContaining("use REJECT or DROP_NEWEST");
	}

}
