package io.pyctor.spring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.DeadLetterReason;
import io.pyctor.MailboxFullException;
import io.pyctor.MessagePriority;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for mailboxes with a capacity while their actors have not started.
 */
class EarlyOverflowTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
		.withBean(Log.class)
		.withPropertyValues("pyctor.actors.small.capacity=2");

	@Test
	void rejectedMessagesAreNotAcceptedAndFailTheirQuestions() {
		this.contextRunner.withUserConfiguration(Small.class, Teller.class).run((context) -> {
			Teller teller = context.getBean(Teller.class);
			assertThat(teller.accepted).containsExactly(true, true, false, false);
			assertThat(teller.answer).failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(MailboxFullException.class)
				.withMessageStartingWith("ActorRef[/user/small] did not accept " + Question.class.getName()
						+ ": as many messages wait for its start as its mailbox has places (capacity 2)");
			assertThat(context.getBean(Log.class).take(2)).containsExactly("0", "1");
			// The one that was told and the question; who tried keeps the message.
			assertThat(letters(context.getBean(ActorSystem.class), DeadLetterReason.MAILBOX_FULL)).isEqualTo(2);
		});
	}

	@Test
	void newestMessagesAreDropped() {
		this.contextRunner.withPropertyValues("pyctor.actors.small.overflow=drop-newest")
			.withUserConfiguration(Small.class, Teller.class)
			.run((context) -> {
				assertThat(context.getBean(Teller.class).accepted).containsExactly(true, true, true, true);
				assertThat(context.getBean(Log.class).take(2)).containsExactly("0", "1");
				assertThat(letters(context.getBean(ActorSystem.class), DeadLetterReason.DROPPED)).isEqualTo(4);
			});
	}

	@Test
	void oldestMessagesAreDropped() {
		this.contextRunner.withPropertyValues("pyctor.actors.small.overflow=drop-oldest")
			.withUserConfiguration(Small.class, Teller.class)
			.run((context) -> {
				assertThat(context.getBean(Log.class).take(2)).containsExactly("told", "asked");
				assertThat(context.getBean(Teller.class).answer).succeedsWithin(SOON);
				assertThat(letters(context.getBean(ActorSystem.class), DeadLetterReason.DROPPED)).isEqualTo(4);
			});
	}

	@Test
	void eachKeyHasPlacesOfItsOwn() {
		this.contextRunner.withUserConfiguration(Keyed.class, KeyTeller.class)
			.withPropertyValues("pyctor.validate-actor-names=false")
			.run((context) -> assertThat(context.getBean(KeyTeller.class).accepted).containsExactly(true, false, true,
					false));
	}

	@Test
	void messageThatTheMailboxCannotTakeFailsAlone() {
		this.contextRunner.withUserConfiguration(Small.class, EarlyTeller.class)
			.withPropertyValues("pyctor.actors.small.capacity=10",
					"pyctor.actors.small.priority=" + OfStrings.class.getName())
			.run((context) -> {
				assertThat(context.getBean(Log.class).take(2)).containsExactly("first", "second");
				assertThat(context.getBean(ActorSystem.class).deadLetters()).containsEntry(DeadLetterReason.FAILED, 1L)
					.containsEntry(DeadLetterReason.NOBODY, 0L);
			});
	}

	private static long letters(ActorSystem system, DeadLetterReason reason) {
		return system.deadLetters().getOrDefault(reason, 0L);
	}

	record Question(String text) implements Ask<Integer> {

	}

	static class Log {

		private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

		List<String> take(int count) throws InterruptedException {
			List<String> taken = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				taken.add(String.valueOf(this.lines.poll(10, TimeUnit.SECONDS)));
			}
			return taken;
		}

	}

	@ActorComponent("small")
	static class Small {

		private final Log log;

		Small(Log log) {
			this.log = log;
		}

		@Receive
		void on(String text) {
			this.log.lines.add(text);
		}

		@Receive
		int on(Question question) {
			this.log.lines.add(question.text());
			return 1;
		}

	}

	static class Teller {

		final List<Boolean> accepted;

		final CompletableFuture<Integer> answer;

		Teller(ActorRef small) {
			this.accepted = IntStream.range(0, 4).mapToObj((i) -> small.tryTell(String.valueOf(i))).toList();
			small.tell("told");
			this.answer = small.ask(new Question("asked"));
		}

	}

	@ActorComponent(value = "keyed", keyed = true, capacity = 1)
	static class Keyed {

		@Receive
		void on(String text) {
		}

	}

	static class OfStrings implements MessagePriority {

		@Override
		public int of(Object message) {
			return ((String) message).isEmpty() ? 1 : 0;
		}

	}

	static class EarlyTeller {

		EarlyTeller(ActorRef small) {
			small.tell("first");
			small.tell(42);
			small.tell("second");
		}

	}

	static class KeyTeller {

		final List<Boolean> accepted;

		KeyTeller(Actors actors) {
			this.accepted = List.of("a", "a", "b", "b")
				.stream()
				.map((key) -> actors.of(Keyed.class, key).tryTell("x"))
				.toList();
		}

	}

}
