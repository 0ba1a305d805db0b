package io.pyctor.spring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.DeadLetterReason;
import io.pyctor.MessageContext;
import io.pyctor.spring.TestDatabase.Lines;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what is told within transactions of a real database. An actor gets what it is
 * told and asked in one order; so when a question is answered, every message that was
 * told before it has been received.
 */
@ExtendWith(OutputCaptureExtension.class)
class TellAfterCommitTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
		.withUserConfiguration(TestDatabase.class, Witness.class, Clerk.class);

	/** Run with a transaction, the reference that waits for its commit, and the table. */
	private void run(Scenario scenario) {
		this.contextRunner.run((context) -> scenario.run(context, template(context), afterCommit(context)));
	}

	private static TransactionTemplate template(AssertableApplicationContext context) {
		return template(context, TransactionDefinition.PROPAGATION_REQUIRED);
	}

	private static TransactionTemplate template(AssertableApplicationContext context, int propagation) {
		TransactionTemplate template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		template.setPropagationBehavior(propagation);
		return template;
	}

	private static ActorRef afterCommit(AssertableApplicationContext context) {
		return context.getBean(Actors.class).afterCommit(witness(context));
	}

	private static ActorRef witness(AssertableApplicationContext context) {
		return context.getBean("witness", ActorRef.class);
	}

	/** What the witness has received, each with the lines that it saw in the table. */
	@SuppressWarnings("unchecked")
	private static List<String> received(AssertableApplicationContext context) {
		return witness(context).ask(Witness.REPORT, List.class, SOON).join();
	}

	@Test
	void messageIsToldWhenOthersSeeWhatWasWritten() {
		run((context, transaction, witness) -> {
			transaction.executeWithoutResult((status) -> {
				context.getBean(Lines.class).add("row");
				witness.tell("hello");
				assertThat(received(context)).isEmpty();
			});
			assertThat(received(context)).containsExactly("hello saw [row]");
		});
	}

	@Test
	void directMessageIsToldBeforeOthersSeeWhatWasWritten() {
		run((context, transaction, witness) -> {
			transaction.executeWithoutResult((status) -> {
				context.getBean(Lines.class).add("row");
				witness(context).tell("hello");
				assertThat(received(context)).containsExactly("hello saw []");
			});
		});
	}

	@Test
	void rollbackLeavesNoMessage() {
		run((context, transaction, witness) -> {
			assertThatIllegalStateException().isThrownBy(() -> transaction.executeWithoutResult((status) -> {
				context.getBean(Lines.class).add("row");
				witness.tell("hello");
				throw new IllegalStateException("on purpose");
			}));
			transaction.executeWithoutResult((status) -> {
				witness.tell("hello again");
				status.setRollbackOnly();
			});
			assertThat(received(context)).isEmpty();
			assertThat(context.getBean(Lines.class).texts()).isEmpty();
		});
	}

	@Test
	void messagesKeepTheirOrderAndSenders() {
		run((context, transaction, witness) -> {
			ActorRef sender = context.getBean("clerk", ActorRef.class);
			Actors actors = context.getBean(Actors.class);
			transaction.executeWithoutResult((status) -> {
				for (int i = 0; i < 100; i++) {
					((i % 2 == 0) ? witness : actors.afterCommit(witness(context))).tell(i, sender);
				}
			});
			assertThat(received(context)).hasSize(100).element(99).isEqualTo("99 from clerk saw []");
			assertThat(received(context)).map((line) -> line.substring(0, line.indexOf(' ')))
				.isSortedAccordingTo((one, other) -> Integer.parseInt(one) - Integer.parseInt(other));
		});
	}

	@Test
	void messageIsToldAtOnceWithoutATransaction() {
		run((context, transaction, witness) -> {
			witness.tell("one");
			assertThat(received(context)).containsExactly("one saw []");
			template(context, TransactionDefinition.PROPAGATION_SUPPORTS).executeWithoutResult((status) -> {
				assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isTrue();
				witness.tell("two");
				assertThat(received(context)).hasSize(2);
			});
			template(context, TransactionDefinition.PROPAGATION_NEVER).executeWithoutResult((status) -> {
				witness.tell("three");
				assertThat(received(context)).hasSize(3);
			});
		});
	}

	@Test
	void questionsAreAskedAtOnce() {
		run((context, transaction, witness) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			transaction.executeWithoutResult((status) -> {
				witness.tell("later");
				assertThat(witness.ask(Witness.REPORT, List.class, SOON)).succeedsWithin(SOON).isEqualTo(List.of());
				assertThat(witness.ask(new Count())).succeedsWithin(SOON).isEqualTo(0);
				assertThat(witness.ask(new Count(), SOON)).succeedsWithin(SOON).isEqualTo(0);
				assertThat(system.ask(witness, new Count(), SOON)).succeedsWithin(SOON).isEqualTo(0);
			});
			assertThat(received(context)).containsExactly("later saw []");
		});
	}

	@Test
	void innerTransactionOfItsOwnDecidesForItsMessages() {
		run((context, transaction, witness) -> {
			TransactionTemplate inner = template(context, TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			transaction.executeWithoutResult((status) -> {
				witness.tell("outer");
				inner.executeWithoutResult((innerStatus) -> witness.tell("committed"));
				inner.executeWithoutResult((innerStatus) -> {
					witness.tell("rolled back");
					innerStatus.setRollbackOnly();
				});
				assertThat(received(context)).containsExactly("committed saw []");
				status.setRollbackOnly();
			});
			assertThat(received(context)).containsExactly("committed saw []");
		});
	}

	@Test
	void rollbackToASavepointDropsWhatWasToldSince() {
		run((context, transaction, witness) -> {
			TransactionTemplate nested = template(context, TransactionDefinition.PROPAGATION_NESTED);
			transaction.executeWithoutResult((status) -> {
				witness.tell("before");
				nested.executeWithoutResult((nestedStatus) -> {
					context.getBean(Lines.class).add("taken back");
					witness.tell("taken back");
					nested.executeWithoutResult((innermost) -> witness.tell("taken back, too"));
					nestedStatus.setRollbackOnly();
				});
				nested.executeWithoutResult((nestedStatus) -> {
					context.getBean(Lines.class).add("kept");
					witness.tell("kept");
				});
				witness.tell("after");
			});
			assertThat(received(context)).containsExactly("before saw [kept]", "kept saw [kept]", "after saw [kept]");
		});
	}

	@Test
	void messageIsToldThoughSomebodyElseFailsAfterTheCommit() {
		run((context, transaction, witness) -> {
			assertThatIllegalStateException().isThrownBy(() -> transaction.executeWithoutResult((status) -> {
				afterCommit(() -> {
					throw new IllegalStateException("on purpose");
				});
				witness.tell("hello");
			}));
			assertThat(received(context)).containsExactly("hello saw []");
		});
	}

	@Test
	void messageIsToldByWhoeverHearsOfTheCommit() {
		run((context, transaction, witness) -> {
			transaction.executeWithoutResult((status) -> afterCommit(() -> witness.tell("hello")));
			assertThat(received(context)).containsExactly("hello saw []");
		});
	}

	private static void afterCommit(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				action.run();
			}

		});
	}

	@Test
	void commitOfUnknownOutcomeTellsNothingAndSaysSo(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(FailingCommits.class).run((context) -> {
			ActorRef witness = afterCommit(context);
			assertThatExceptionOfType(TransactionSystemException.class)
				.isThrownBy(() -> template(context).executeWithoutResult((status) -> witness.tell("hello")));
			assertThat(received(context)).isEmpty();
			assertThat(output).contains("ActorRef[/user/witness] is not told a java.lang.String: "
					+ "whether the transaction was committed is not known");
		});
	}

	@Test
	void messageToADeadActorIsADeadLetterAfterTheCommit() {
		run((context, transaction, witness) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			system.stop(witness);
			await().atMost(SOON).until(() -> system.find("/user/witness").isEmpty());
			transaction.executeWithoutResult((status) -> {
				witness.tell("hello");
				assertThat(system.deadLetters().get(DeadLetterReason.STOPPED)).isZero();
			});
			assertThat(system.deadLetters().get(DeadLetterReason.STOPPED)).isOne();
		});
	}

	@Test
	void handlerTellsInItsOwnNameAfterItsCommit() {
		run((context, transaction, witness) -> {
			ActorRef clerk = context.getBean("clerk", ActorRef.class);
			assertThat(clerk.ask("one", String.class, SOON)).succeedsWithin(SOON);
			assertThat(clerk.ask("fail", String.class, SOON)).failsWithin(SOON);
			assertThat(clerk.ask("two", String.class, SOON)).succeedsWithin(SOON);
			assertThat(received(context)).containsExactly("one from clerk saw [one]", "two from clerk saw [one, two]");
		});
	}

	@Test
	void attributeAndPropertiesDecideForInjectedReferences() {
		assertDeferred(this.contextRunner.withPropertyValues("pyctor.tell-after-commit=true"), "witness", true);
		assertDeferred(this.contextRunner.withPropertyValues("pyctor.actors.witness.tell-after-commit=true"), "witness",
				true);
		assertDeferred(this.contextRunner, "witness", false);
		ApplicationContextRunner careful = this.contextRunner.withUserConfiguration(Careful.class);
		assertDeferred(careful, "careful", true);
		assertDeferred(careful.withPropertyValues("pyctor.actors.careful.tell-after-commit=false",
				"pyctor.tell-after-commit=true"), "careful", false);
	}

	private static void assertDeferred(ApplicationContextRunner runner, String name, boolean deferred) {
		runner.run(checked((context) -> {
			ActorRef actor = context.getBean(name, ActorRef.class);
			template(context).executeWithoutResult((status) -> {
				actor.tell("hello");
				assertThat(actor.ask(new Count())).succeedsWithin(SOON).isEqualTo(deferred ? 0 : 1);
			});
			assertThat(actor.ask(new Count())).succeedsWithin(SOON).isEqualTo(1);
		}));
	}

	private static ContextConsumer<AssertableApplicationContext> checked(
			Consumer<AssertableApplicationContext> consumer) {
		return (context) -> {
			assertThat(context).hasNotFailed();
			consumer.accept(context);
		};
	}

	@Test
	void contextIsThatOfTheMomentOfTelling() {
		ApplicationContextRunner runner = this.contextRunner.withBean(Callers.class)
			.withPropertyValues("pyctor.propagate-context=true");
		runner.run((context) -> assertContextIsThatOfTheMomentOfTelling(context, afterCommit(context)));
		runner.withPropertyValues("pyctor.tell-after-commit=true")
			.run((context) -> assertContextIsThatOfTheMomentOfTelling(context, witness(context)));
	}

	private static void assertContextIsThatOfTheMomentOfTelling(AssertableApplicationContext context,
			ActorRef witness) {
		Callers callers = context.getBean(Callers.class);
		template(context).executeWithoutResult((status) -> {
			callers.current = "Ada";
			witness.tell("hello");
			callers.current = "Grace";
		});
		assertThat(received(context)).hasSize(1);
		assertThat(callers.entered).containsExactly("Ada", "Grace");
	}

	@Test
	void messageThatIsNoneIsRefusedAtOnce() {
		run((context, transaction, witness) -> transaction.executeWithoutResult((status) -> {
			assertThatIllegalArgumentException().isThrownBy(() -> witness.tell(null));
			assertThatIllegalArgumentException().isThrownBy(() -> context.getBean(Actors.class).afterCommit(null));
		}));
	}

	@Test
	void referenceStandsForTheSameActor() {
		run((context, transaction, witness) -> {
			assertThat(witness).isEqualTo(witness(context)).hasSameHashCodeAs(witness(context));
			assertThat(witness(context)).isEqualTo(witness);
			assertThat(witness).isEqualTo(witness(context).resolve());
			assertThat(witness(context).resolve()).isEqualTo(witness);
			assertThat(witness).isNotEqualTo(context.getBean("clerk"));
			assertThat(witness.path()).isEqualTo(witness(context).path());
			assertThat(context.getBean(Actors.class).afterCommit(witness)).isSameAs(witness);
		});
	}

	@FunctionalInterface
	interface Scenario {

		void run(AssertableApplicationContext context, TransactionTemplate transaction, ActorRef witness);

	}

	record Count() implements Ask<Integer> {

	}

	/** Says who calls, and notes in whose name messages are handled. */
	static class Callers implements CallerContext {

		private volatile String current = "nobody";

		private final List<String> entered = new CopyOnWriteArrayList<>();

		@Override
		public MessageContext capture() {
			String captured = this.current;
			return () -> {
				this.entered.add(captured);
				return () -> {
				};
			};
		}

	}

	/** Notes what it receives and what others see meanwhile. */
	@ActorComponent("witness")
	static class Witness {

		static final Object REPORT = List.of("report");

		private final Lines lines;

		private final List<String> received = new CopyOnWriteArrayList<>();

		Witness(Lines lines) {
			this.lines = lines;
		}

		@Receive
		void note(Object message, ActorRef sender, ActorContext context) {
			String from = (sender == context.system().nobody()) ? "" : " from " + sender.name();
			this.received.add(message + from + " saw " + this.lines.texts());
		}

		@Receive
		List<String> report(List<?> question) {
			return List.copyOf(this.received);
		}

		@Receive
		int count(Count question) {
			return this.received.size();
		}

	}

	/** Asks for what others have to be told. */
	@ActorComponent(value = "careful", tellAfterCommit = true)
	static class Careful extends Witness {

		Careful(Lines lines) {
			super(lines);
		}

	}

	/** Writes a line and tells the witness, in one transaction. */
	@ActorComponent("clerk")
	static class Clerk {

		private final Lines lines;

		private final ActorRef witness;

		private final Actors actors;

		Clerk(Lines lines, ActorRef witness, Actors actors) {
			this.lines = lines;
			this.witness = witness;
			this.actors = actors;
		}

		@Receive
		@Transactional
		String write(String text, ActorContext context) {
			this.lines.add(text);
			context.tell(this.actors.afterCommit(this.witness), text);
			if (text.equals("fail")) {
				throw new IllegalArgumentException("on purpose");
			}
			return "told";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(TestDatabase.class)
	static class FailingCommits {

		@Bean
		@Primary
		JdbcTransactionManager failing(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource) {

				private static final long serialVersionUID = 1L;

				@Override
				protected void doCommit(DefaultTransactionStatus status) {
					throw new TransactionSystemException("on purpose");
				}

			};
		}

	}

}
