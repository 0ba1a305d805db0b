package io.pyctor.spring.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.AskTimeoutException;
import io.pyctor.DeadLetter;
import io.pyctor.DeadLetterReason;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Actors;
import io.pyctor.spring.CallerContext;
import io.pyctor.spring.Every;
import io.pyctor.spring.Receive;
import io.pyctor.spring.Restarted;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorContextAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the context of callers. There is one thread for all actors, so that what one
 * message leaves behind would be found by the next one.
 */
class ContextPropagationTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorContextAutoConfiguration.class))
		.withPropertyValues("pyctor.parallelism=1")
		.withUserConfiguration(Tenants.class, Desk.class, Plain.class, Front.class);

	@AfterEach
	void leaveNothing() {
		TENANT.remove();
		MDC.clear();
	}

	private static ActorRef desk(ApplicationContext context) {
		return context.getBean("desk", ActorRef.class);
	}

	private static void be(String tenant) {
		TENANT.set(tenant);
		MDC.put("tenant", tenant);
	}

	@Test
	void contextOfTheCallerIsThereAndGoneAfterwards() {
		this.contextRunner.run((context) -> {
			ActorRef desk = desk(context);
			ActorRef plain = context.getBean("plain", ActorRef.class);
			be("Ada");
			assertThat(desk.ask(new Who())).succeedsWithin(SOON).isEqualTo("Ada Ada");
			assertThat(desk.ask(new Who(), SOON)).succeedsWithin(SOON).isEqualTo("Ada Ada");
			assertThat(desk.ask(new Who(), Object.class, SOON)).succeedsWithin(SOON).isEqualTo("Ada Ada");
			assertThat(plain.ask(new Who())).succeedsWithin(SOON).isEqualTo("null null");
			assertThat(desk.ask(new Who())).succeedsWithin(SOON).isEqualTo("Ada Ada");
			leaveNothing();
			assertThat(desk.ask(new Who())).succeedsWithin(SOON).isEqualTo("null null");
			assertThat(TENANT.get()).isNull();
		});
	}

	@Test
	void contextIsThatOfTheMomentOfTelling() {
		this.contextRunner.run((context) -> {
			ActorRef desk = desk(context);
			CountDownLatch busy = new CountDownLatch(1);
			desk.tell(busy);
			be("Ada");
			CompletableFuture<String> one = desk.ask(new Who());
			be("Grace");
			CompletableFuture<String> two = desk.ask(new Who());
			busy.countDown();
			assertThat(one).succeedsWithin(SOON).isEqualTo("Ada Ada");
			assertThat(two).succeedsWithin(SOON).isEqualTo("Grace Grace");
		});
	}

	@Test
	void failureIsHandledInTheContextWhichIsGoneAfterwards() {
		this.contextRunner.run((context) -> {
			be("Ada");
			assertThat(desk(context).ask("fail", String.class, SOON)).failsWithin(SOON)
				.withThrowableThat()
				.withMessageContaining("on purpose");
			assertThat(desk(context).ask(new Log())).succeedsWithin(SOON)
				.isEqualTo(List.of("fail by Ada Ada failed with on purpose"));
			leaveNothing();
			assertThat(desk(context).ask(new Who())).succeedsWithin(SOON).isEqualTo("null null");
		});
	}

	@Test
	void contextIsThereWhenTheActorGoesOnAfterAStage() {
		this.contextRunner.run((context) -> {
			ActorRef desk = desk(context);
			CompletableFuture<String> stage = new CompletableFuture<>();
			be("Ada");
			CompletableFuture<String> answer = desk.ask(new Await(stage));
			leaveNothing();
			CompletableFuture<String> next = desk.ask(new Who());
			stage.complete("value");
			assertThat(answer).succeedsWithin(SOON).isEqualTo("value for Ada Ada");
			assertThat(next).succeedsWithin(SOON).isEqualTo("null null");
		});
	}

	@Test
	void contextGoesOnFromActorToActor() {
		this.contextRunner.run((context) -> {
			be("Ada");
			ActorRef front = context.getBean("front", ActorRef.class);
			assertThat(front.ask("forward", String.class, SOON)).succeedsWithin(SOON).isEqualTo("Ada Ada");
			assertThat(front.ask("ask", String.class, SOON)).succeedsWithin(SOON).isEqualTo("Ada Ada");
		});
	}

	@Test
	void callsThatNobodyMadeHaveNoContext() {
		this.contextRunner.run((context) -> {
			be("Ada");
			assertThat(desk(context).ask(new Who())).succeedsWithin(SOON).isEqualTo("Ada Ada");
			desk(context).tell("schedule");
			await().atMost(SOON)
				.until(() -> desk(context).ask(new Log()).join(), (log) -> log.contains("tick of null null"));
		});
	}

	@Test
	void deadLettersHaveTheMessage() {
		this.contextRunner.run((context) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			List<DeadLetter> letters = new ArrayList<>();
			system.addDeadLetterListener((letter, sender) -> letters.add(letter));
			be("Ada");
			assertThat(desk(context).ask(1, String.class, SOON)).failsWithin(SOON);
			ActorRef desk = desk(context).resolve();
			system.stop(desk);
			await().atMost(SOON).until(() -> system.find("/user/desk").isEmpty());
			desk(context).tell("late");
			assertThat(letters).containsExactly(new DeadLetter(desk, 1, DeadLetterReason.UNHANDLED),
					new DeadLetter(desk, "late", DeadLetterReason.STOPPED));
		});
	}

	@Test
	void messageThatWaitsForTheStartKeepsItsContext() {
		this.contextRunner.withUserConfiguration(Early.class).run((context) -> {
			Early early = context.getBean(Early.class);
			assertThat(early.answer).succeedsWithin(SOON).isEqualTo("Ada Ada");
			assertThat(desk(context).ask(new Log())).succeedsWithin(SOON).isEqualTo(List.of("told by Ada Ada"));
		});
	}

	@Test
	void questionWaitsAsLongAsTheComponentSays() {
		this.contextRunner.withPropertyValues("pyctor.actors.desk.ask-timeout=50ms", "pyctor.ask-timeout=1h")
			.run((context) -> {
				CompletableFuture<String> stage = new CompletableFuture<>();
				assertThat(desk(context).ask(new Await(stage))).failsWithin(SOON)
					.withThrowableThat()
					.withCauseInstanceOf(AskTimeoutException.class);
				stage.complete("late");
			});
	}

	@Test
	void contextGoesToTheActorOfAKey() {
		this.contextRunner.withUserConfiguration(Keyed.class).run((context) -> {
			be("Ada");
			ActorRef actor = context.getBean(Actors.class).of(Keyed.class, "42");
			assertThat(actor.ask(new Who())).succeedsWithin(SOON).isEqualTo("Ada Ada");
			assertThat(actor).isEqualTo(context.getBean(Actors.class).of(Keyed.class, "42"));
		});
	}

	@Test
	void propertiesDecide() {
		assertPropagated(this.contextRunner, "plain", false);
		assertPropagated(this.contextRunner.withPropertyValues("pyctor.propagate-context=true"), "plain", true);
		assertPropagated(this.contextRunner.withPropertyValues("pyctor.actors.plain.propagate-context=true"), "plain",
				true);
		assertPropagated(this.contextRunner.withPropertyValues("pyctor.actors.desk.propagate-context=false",
				"pyctor.propagate-context=true"), "desk", false);
	}

	private static void assertPropagated(ApplicationContextRunner runner, String name, boolean propagated) {
		be("Ada");
		runner.run((context) -> assertThat(context.getBean(name, ActorRef.class).ask(new Who())).succeedsWithin(SOON)
			.isEqualTo(propagated ? "Ada Ada" : "null null"));
	}

	@Test
	void callerContextOfTheApplicationReplacesTheOneOfTheLibrary() {
		be("Ada");
		this.contextRunner.withBean(CallerContext.class, () -> () -> () -> {
			TENANT.set("somebody");
			return TENANT::remove;
		}).run((context) -> assertThat(desk(context).ask(new Who())).succeedsWithin(SOON).isEqualTo("somebody null"));
	}

	@Test
	void withoutPropagationThereIsNoNeedForTheLibrary() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
			.withUserConfiguration(Plain.class)
			.run((context) -> assertThat(context.getBean("plain", ActorRef.class).ask(new Who())).succeedsWithin(SOON)
				.isEqualTo("null null"));
	}

	record Who() implements Ask<String> {

	}

	record Log() implements Ask<List<String>> {

	}

	record Await(CompletionStage<String> stage) implements Ask<String> {

	}

	@Configuration(proxyBeanMethods = false)
	static class Tenants {

		@Bean
		ContextSnapshotFactory snapshots() {
			ContextRegistry registry = new ContextRegistry().registerThreadLocalAccessor("tenant", TENANT);
			return ContextSnapshotFactory.builder().contextRegistry(registry).clearMissing(true).build();
		}

	}

	/** Tells and asks before there is an actor. */
	static class Early {

		private final CompletableFuture<String> answer;

		Early(ActorRef desk) {
			be("Ada");
			desk.tell("told");
			this.answer = desk.ask(new Who());
			TENANT.remove();
			MDC.clear();
		}

	}

	@ActorComponent("plain")
	static class Plain {

		final List<String> log = new ArrayList<>();

		@Receive
		String who(Who message) {
			return TENANT.get() + " " + MDC.get("tenant");
		}

		@Receive
		List<String> log(Log message) {
			return List.copyOf(this.log);
		}

	}

	@ActorComponent(value = "desk", propagateContext = true)
	static class Desk extends Plain {

		private boolean ticking;

		@Receive
		void note(String message) {
			if (message.equals("fail")) {
				throw new IllegalStateException("on purpose");
			}
			this.ticking |= message.equals("schedule");
			this.log.add(message + " by " + who(new Who()));
		}

		@Receive
		void block(CountDownLatch message) throws InterruptedException {
			message.await(SOON.toSeconds(), TimeUnit.SECONDS);
		}

		@Receive
		void await(Await message, ActorRef sender, ActorContext context) {
			context.await(message.stage(), (value) -> context.tell(sender, value + " for " + who(new Who())));
		}

		@Restarted
		void again(Object message, Throwable error) {
			this.log.add(message + " by " + who(new Who()) + " failed with " + error.getMessage());
		}

		@Every("1ms")
		void tick() {
			if (this.ticking) {
				this.ticking = false;
				this.log.add("tick of " + who(new Who()));
			}
		}

	}

	@ActorComponent(value = "keyed", keyed = true, propagateContext = true)
	static class Keyed extends Plain {

	}

	@ActorComponent(value = "front", propagateContext = true)
	static class Front {

		private final ActorRef desk;

		Front(ActorRef desk) {
			this.desk = desk;
		}

		@Receive
		void pass(String way, ActorRef sender, ActorContext context) {
			if (way.equals("forward")) {
				this.desk.tell(new Who(), sender);
			}
			else {
				context.await(context.ask(this.desk, new Who(), SOON), (answer) -> context.tell(sender, answer));
			}
		}

	}

}
