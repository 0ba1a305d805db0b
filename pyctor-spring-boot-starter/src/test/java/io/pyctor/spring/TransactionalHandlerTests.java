package io.pyctor.spring;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.annotation.Transactional;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.Ask;
import io.pyctor.spring.TestDatabase.Lines;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for actors whose messages are handled in transactions of a real database.
 */
class TransactionalHandlerTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class));

	@Test
	void handlerCommitsAndRollsBack() {
		this.contextRunner.withUserConfiguration(TestDatabase.class, Notes.class)
			.run((context) -> commitsAndRollsBack(context.getBean("notes", ActorRef.class),
					context.getBean(Lines.class)));
	}

	@Test
	void handlerOfAnInterfaceCommitsAndRollsBackBehindItsProxy() {
		this.contextRunner.withUserConfiguration(TestDatabase.class, NotesByInterface.class)
			.run((context) -> commitsAndRollsBack(context.getBean("notes", ActorRef.class),
					context.getBean(Lines.class)));
	}

	@Test
	void subclassOfActorCommitsAndRollsBack() {
		this.contextRunner.withUserConfiguration(TestDatabase.class, NotesByHand.class)
			.run((context) -> commitsAndRollsBack(context.getBean("notes", ActorRef.class),
					context.getBean(Lines.class)));
	}

	private static void commitsAndRollsBack(ActorRef notes, Lines lines) {
		assertThat(notes.ask(new Note("one"))).succeedsWithin(SOON).isEqualTo(List.of("one"));
		assertThat(notes.ask(new Note("fail"))).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(IllegalArgumentException.class)
			.withMessage("saw [one, fail]");
		assertThat(lines.texts()).containsExactly("one");
		assertThat(notes.ask(new Note("two"))).succeedsWithin(SOON).isEqualTo(List.of("one", "two"));
		assertThat(lines.texts()).containsExactly("one", "two");
	}

	@Test
	void lazyInitializationStartsTransactionalActors() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withUserConfiguration(TestDatabase.class, Notes.class)
			.run((context) -> commitsAndRollsBack(context.getBean("notes", ActorRef.class),
					context.getBean(Lines.class)));
	}

	@Test
	void severalContextsHaveTransactionsOfTheirOwn() {
		ApplicationContextRunner runner = this.contextRunner.withUserConfiguration(TestDatabase.class, Notes.class);
		runner.run((one) -> runner.run((two) -> {
			ActorRef first = one.getBean("notes", ActorRef.class);
			ActorRef second = two.getBean("notes", ActorRef.class);
			assertThat(first.ask(new Note("first"))).succeedsWithin(SOON).isEqualTo(List.of("first"));
			assertThat(second.ask(new Note("second"))).succeedsWithin(SOON).isEqualTo(List.of("second"));
			one.close();
			assertThat(second.ask(new Note("third"))).succeedsWithin(SOON).isEqualTo(List.of("second", "third"));
		}));
	}

	record Note(String text) implements Ask<List<String>> {

		/** Write it, and return what the transaction sees; fail if it says so. */
		List<String> write(Lines lines) {
			lines.add(text());
			if (text().equals("fail")) {
				throw new IllegalArgumentException("saw " + lines.texts());
			}
			return lines.texts();
		}

	}

	@ActorComponent("notes")
	static class Notes {

		private final Lines lines;

		Notes(Lines lines) {
			this.lines = lines;
		}

		@Receive
		@Transactional
		List<String> write(Note note) {
			return note.write(this.lines);
		}

	}

	interface Writes {

		@Receive
		List<String> write(Note note);

	}

	/** Final, so that it can have a proxy of its interface only. */
	@ActorComponent("notes")
	static final class NotesByInterface implements Writes {

		private final Lines lines;

		NotesByInterface(Lines lines) {
			this.lines = lines;
		}

		@Override
		@Transactional
		public List<String> write(Note note) {
			return note.write(this.lines);
		}

	}

	/** Answers itself, and so has to wait for the commit itself. */
	@ActorComponent("notes")
	static class NotesByHand extends Actor {

		private final Lines lines;

		private final Actors actors;

		NotesByHand(Lines lines, Actors actors) {
			this.lines = lines;
			this.actors = actors;
		}

		@Override
		@Transactional
		protected void receive(ActorRef sender, Object message) {
			tell(this.actors.afterCommit(sender), ((Note) message).write(this.lines));
		}

	}

}
