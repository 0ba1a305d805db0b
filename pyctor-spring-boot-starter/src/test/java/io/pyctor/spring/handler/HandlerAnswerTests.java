package io.pyctor.spring.handler;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.ActorState;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.DeadLetter;
import io.pyctor.Done;
import io.pyctor.Failure;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what the sender of a message gets to hear.
 */
class HandlerAnswerTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final Duration NEVER = Duration.ofHours(1);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
		.withBean(Stages.class)
		.withUserConfiguration(Desk.class, Asker.class);

	@Test
	void nullAnswersWithNullAtOnce() {
		run((desk, stages, system) -> assertThat(desk.ask(new Find("x"), NEVER)).succeedsWithin(SOON).isNull());
	}

	@Test
	void nothingAnswersAQuestionForNothingWhenTheMethodHasReturned() {
		run((desk, stages, system) -> {
			assertThat(desk.ask(new Clear(), NEVER)).succeedsWithin(SOON).isNull();
			assertThat(desk.ask(new Confirm(), NEVER)).succeedsWithin(SOON).isEqualTo(new Done());
		});
	}

	@Test
	void messageThatIsNoQuestionCanBeAskedAllTheSame() {
		run((desk, stages, system) -> {
			assertThat(desk.ask("anything", String.class, NEVER)).succeedsWithin(SOON).isNull();
			assertThat(desk.ask(42, String.class, NEVER)).succeedsWithin(SOON).isEqualTo("number 42");
		});
	}

	@Test
	void handlerThatTakesTheSenderAnswersItself() {
		run((desk, stages, system) -> assertThat(desk.ask(new Slow("x"), NEVER)).succeedsWithin(SOON)
			.isEqualTo("told x"));
	}

	@Test
	void exceptionIsTheAnswerAtOnce() {
		run((desk, stages, system) -> assertThat(desk.ask(new Fail("on purpose"), NEVER)).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(java.io.IOException.class)
			.withMessage("on purpose"));
	}

	@Test
	void questionThatOnlyAMethodWithoutAnswerTakesFailsAtOnce() {
		run((desk, stages, system) -> assertThat(desk.ask(new Unforeseen(), NEVER)).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessageContaining(Unforeseen.class.getName())
			.withMessageContaining("'other(HandlerAnswerTests.Anything)', which returns nothing"));
	}

	@Test
	void answerOfAnotherTypeThanWasAskedForFailsAtOnce() {
		run((desk, stages, system) -> assertThat(desk.ask(new Wrong(), NEVER)).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(ClassCastException.class)
			.withMessageContaining("java.lang.String (expected java.lang.Integer)"));
	}

	@Test
	void failureThatIsReturnedIsTheAnswer() {
		run((desk, stages, system) -> assertThat(desk.ask(new Refuse(), NEVER)).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.withMessage("refused"));
	}

	@Test
	void whatNobodyAskedForIsDropped() {
		run((desk, stages, system) -> {
			Queue<DeadLetter> letters = new ConcurrentLinkedQueue<>();
			system.addDeadLetterListener((letter, sender) -> letters.add(letter));
			desk.tell("text");
			desk.tell(new Find("x"));
			desk.tell(new Find("here"));
			desk.tell(new Clear());
			desk.tell(new Unforeseen());
			desk.tell(new Later("told"));
			stages.next().complete("late");
			assertThat(desk.ask(new Find("here"), SOON)).succeedsWithin(SOON).isEqualTo("found here");
			assertThat(letters).isEmpty();
		});
	}

	@Test
	void actorThatTellsIsToldTheAnswerAndNothingInPlaceOfNull() {
		this.contextRunner.run((context) -> {
			ActorRef asker = context.getBean("asker", ActorRef.class);
			asker.tell(new Relay(new Find("x")));
			asker.tell(new Relay(new Clear()));
			asker.tell(new Relay(new Find("here")));
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(asker.ask("heard?", Object.class, SOON).join())
					.isEqualTo(List.of("found here")));
		});
	}

	@Test
	void deadLettersAreNeverAnswered() {
		run((desk, stages, system) -> {
			Queue<DeadLetter> letters = new ConcurrentLinkedQueue<>();
			system.addDeadLetterListener((letter, sender) -> letters.add(letter));
			ActorRef gone = system.create(Desk.class, "gone");
			system.stop(gone);
			await().atMost(SOON).until(() -> system.find("/user/gone").isEmpty());
			system.create(TellsTheDead.class, "teller", gone);
			await().atMost(SOON).until(() -> letters.size() == 1);
			assertThat(system.find("/user/teller").orElseThrow().ask(new Find("?"), SOON)).succeedsWithin(SOON)
				.isEqualTo("object");
			assertThat(letters).hasSize(1);
		});
	}

	@Test
	void mailboxWaitsForAStage() {
		run((desk, stages, system) -> {
			CompletableFuture<String> first = desk.ask(new Later("one"), SOON);
			CompletableFuture<String> stage = stages.next();
			CompletableFuture<String> second = desk.ask(new Find("here"), SOON);
			await().atMost(SOON)
				.until(() -> system.snapshot("/user/desk").orElseThrow().state() == ActorState.AWAITING);
			assertThat(second).isNotDone();
			stage.complete("later");
			assertThat(first).succeedsWithin(SOON).isEqualTo("later");
			assertThat(second).succeedsWithin(SOON).isEqualTo("found here");
		});
	}

	@Test
	void mailboxGoesOnBesideAStageIfAsked() {
		run((desk, stages, system) -> {
			CompletableFuture<String> first = desk.ask(new Aside("one"), SOON);
			CompletableFuture<String> stage = stages.next();
			assertThat(desk.ask(new Find("here"), SOON)).succeedsWithin(SOON).isEqualTo("found here");
			assertThat(first).isNotDone();
			stage.complete("aside");
			assertThat(first).succeedsWithin(SOON).isEqualTo("aside");
		});
	}

	@Test
	void failedStageIsTheAnswerAndAFailureOfTheMessageIfItWasWaitedFor() {
		run((desk, stages, system) -> {
			CompletableFuture<String> first = desk.ask(new Later("one"), SOON);
			stages.next().completeExceptionally(new IllegalStateException("no luck"));
			assertThat(first).failsWithin(SOON).withThrowableThat().havingCause().withMessage("no luck");
			await().atMost(SOON).until(() -> system.snapshot("/user/desk").orElseThrow().failed() == 1);
			CompletableFuture<String> aside = desk.ask(new Aside("one"), SOON);
			stages.next().completeExceptionally(new IllegalStateException("no luck either"));
			assertThat(aside).failsWithin(SOON).withThrowableThat().havingCause().withMessage("no luck either");
			assertThat(system.snapshot("/user/desk").orElseThrow().failed()).isEqualTo(1);
		});
	}

	@Test
	void stagesThatAreDoneAndStagesOfNothingAnswer() {
		run((desk, stages, system) -> {
			assertThat(desk.ask(new Now("x"), NEVER)).succeedsWithin(SOON).isEqualTo("now x");
			assertThat(desk.ask(new Now("fail"), NEVER)).failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.withMessage("failed now");
			assertThat(desk.ask(new Flush(), NEVER)).succeedsWithin(SOON).isNull();
			assertThat(desk.ask(new Dynamic(), NEVER)).succeedsWithin(SOON).isEqualTo("dynamic");
		});
	}

	@Test
	void wrongTypeOfAStageFailsAtOnce() {
		run((desk, stages, system) -> {
			CompletableFuture<Integer> answer = desk.ask(new Untyped(), NEVER);
			stages.next().complete("no number");
			assertThat(answer).failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(ClassCastException.class)
				.withMessageContaining("expected java.lang.Integer");
			CompletableFuture<Integer> aside = desk.ask(new UntypedAside(), NEVER);
			stages.next().complete("no number");
			assertThat(aside).failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(ClassCastException.class);
		});
	}

	@Test
	void monoAnswersWithItsValueAndIsWaitedFor() {
		this.contextRunner.withUserConfiguration(Reactive.class).run((context) -> {
			ActorRef reactive = context.getBean("reactive", ActorRef.class);
			Stages stages = context.getBean(Stages.class);
			CompletableFuture<String> first = reactive.ask(new Later("mono"), SOON);
			CompletableFuture<Void> second = reactive.ask(new Clear(), SOON);
			CompletableFuture<String> stage = stages.next();
			assertThat(second).isNotDone();
			stage.complete("value");
			assertThat(first).succeedsWithin(SOON).isEqualTo("mono of value");
			assertThat(second).succeedsWithin(SOON).isNull();
			assertThat(reactive.ask(new Fail("mono"), SOON)).failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.withMessage("mono");
		});
	}

	private interface Steps {

		void take(ActorRef desk, Stages stages, ActorSystem system) throws Exception;

	}

	private void run(Steps steps) {
		this.contextRunner.run((context) -> steps.take(context.getBean("desk", ActorRef.class),
				context.getBean(Stages.class), context.getBean(ActorSystem.class)));
	}

	/** The stages that handlers wait for, in the order in which they were called. */
	static class Stages {

		private final BlockingQueue<CompletableFuture<String>> pending = new LinkedBlockingQueue<>();

		CompletableFuture<String> create() {
			CompletableFuture<String> stage = new CompletableFuture<>();
			this.pending.add(stage);
			return stage;
		}

		CompletableFuture<String> next() throws InterruptedException {
			CompletableFuture<String> next = this.pending.poll(10, TimeUnit.SECONDS);
			assertThat(next).isNotNull();
			return next;
		}

	}

	interface Anything {

	}

	record Find(String what) implements Ask<String> {

	}

	record Relay(Object message) {

	}

	record Clear() implements Ask<Void> {

	}

	record Confirm() implements Ask<Done> {

	}

	record Slow(String what) implements Ask<String> {

	}

	record Fail(String why) implements Ask<String> {

	}

	record Unforeseen() implements Anything, Ask<Integer> {

	}

	interface Loose {

	}

	record Wrong() implements Loose, Ask<Integer> {

	}

	record Refuse() implements Loose, Ask<Integer> {

	}

	record Dynamic() implements Loose, Ask<String> {

	}

	record Later(String what) implements Ask<String> {

	}

	record Aside(String what) implements Ask<String> {

	}

	record Now(String what) implements Ask<String> {

	}

	record Flush() implements Ask<Void> {

	}

	record Untyped() implements Ask<Integer> {

	}

	record UntypedAside() implements Ask<Integer> {

	}

	@ActorComponent("desk")
	static class Desk {

		private final Stages stages;

		Desk(Stages stages) {
			this.stages = stages;
		}

		@Receive
		String find(Find message) {
			return message.what().equals("here") ? "found here" : null;
		}

		@Receive
		void clear(Clear message) {
		}

		@Receive
		void confirm(Confirm message) {
		}

		@Receive
		void slow(Slow message, ActorRef sender, ActorContext context) {
			context.tell(sender, "told " + message.what());
		}

		@Receive
		String fail(Fail message) throws java.io.IOException {
			throw new java.io.IOException(message.why());
		}

		@Receive
		void text(String message) {
		}

		@Receive
		String number(Integer message) {
			return "number " + message;
		}

		@Receive
		void other(Anything message) {
		}

		@Receive
		Object loose(Loose message) {
			if (message instanceof Refuse) {
				return new Failure(new IllegalStateException("refused"));
			}
			return (message instanceof Dynamic) ? CompletableFuture.completedFuture("dynamic") : "no number";
		}

		@Receive
		CompletableFuture<String> later(Later message) {
			return this.stages.create();
		}

		@Receive(await = false)
		CompletionStage<String> aside(Aside message) {
			return this.stages.create();
		}

		@Receive
		CompletionStage<String> now(Now message) {
			return message.what().equals("fail")
					? CompletableFuture.failedFuture(new IllegalStateException("failed now"))
					: CompletableFuture.completedFuture("now " + message.what());
		}

		@Receive
		CompletableFuture<Void> flush(Flush message) {
			return CompletableFuture.runAsync(() -> {
			});
		}

		@Receive
		CompletionStage<?> untyped(Untyped message) {
			return this.stages.create();
		}

		@Receive(await = false)
		CompletionStage<?> untypedAside(UntypedAside message) {
			return this.stages.create();
		}

	}

	@ActorComponent("asker")
	static class Asker {

		private final ActorRef desk;

		private final List<Object> heard = new java.util.ArrayList<>();

		Asker(ActorRef desk) {
			this.desk = desk;
		}

		@Receive
		void relay(Relay message, ActorContext context) {
			context.tell(this.desk, message.message());
		}

		@Receive
		Object other(Object message) {
			if (message.equals("heard?")) {
				return List.copyOf(this.heard);
			}
			this.heard.add(message);
			return null;
		}

	}

	static class TellsTheDead {

		TellsTheDead(ActorRef gone) {
			this.gone = gone;
		}

		private final ActorRef gone;

		@io.pyctor.spring.Started
		void started(ActorContext context) {
			context.tell(this.gone, "hello?");
		}

		@Receive
		Object any(Object message) {
			return "object";
		}

	}

	@ActorComponent("reactive")
	static class Reactive {

		private final Stages stages;

		Reactive(Stages stages) {
			this.stages = stages;
		}

		@Receive
		Mono<String> later(Later message) {
			return Mono.fromFuture(this.stages.create()).map((value) -> message.what() + " of " + value);
		}

		@Receive
		Mono<Void> clear(Clear message) {
			return Mono.empty();
		}

		@Receive
		Mono<String> fail(Fail message) {
			return Mono.error(new IllegalStateException(message.why()));
		}

	}

}
