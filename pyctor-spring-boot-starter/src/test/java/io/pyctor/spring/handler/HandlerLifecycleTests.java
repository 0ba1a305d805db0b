package io.pyctor.spring.handler;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Every;
import io.pyctor.spring.Receive;
import io.pyctor.spring.Restarted;
import io.pyctor.spring.Started;
import io.pyctor.spring.Stopped;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the methods that an actor calls by itself.
 */
class HandlerLifecycleTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
		.withBean(Log.class);

	@Test
	void hooksAreCalledInTheOrderOfALifeSuperclassFirst() {
		this.contextRunner.withUserConfiguration(Living.class).run((context) -> {
			ActorRef living = context.getBean("living", ActorRef.class);
			Log log = context.getBean(Log.class);
			assertThat(living.ask("fail", String.class, SOON)).failsWithin(SOON);
			assertThat(living.ask("hello", String.class, SOON)).succeedsWithin(SOON).isEqualTo("hello");
			context.getBean(ActorSystem.class).stop(living);
			await().atMost(SOON).until(() -> log.lines.contains("pre-destroy"));
			assertThat(log.lines).containsExactly("post-construct", "ancestor started",
					"started as pyctor://pyctor/user/living", "received fail",
					"restarted after fail: on purpose for ask", "received hello", "stopped", "pre-destroy");
		});
	}

	@Test
	void firstMessageWaitsForTheStageOfStarted() {
		this.contextRunner.withUserConfiguration(Loading.class).run((context) -> {
			Log log = context.getBean(Log.class);
			CompletableFuture<String> answer = context.getBean("loading", ActorRef.class)
				.ask("state?", String.class, SOON);
			await().atMost(SOON).until(() -> log.lines.contains("loading"));
			assertThat(answer).isNotDone();
			log.stage.complete("loaded");
			assertThat(answer).succeedsWithin(SOON).isEqualTo("loaded");
		});
	}

	@Test
	void failureInStartedStopsTheActor() {
		this.contextRunner.withUserConfiguration(Loading.class).run((context) -> {
			context.getBean(Log.class).stage.completeExceptionally(new IllegalStateException("on purpose"));
			await().atMost(SOON).until(() -> context.getBean(ActorSystem.class).find("/user/loading").isEmpty());
		});
	}

	@Test
	void repeatedMethodIsCalledUntilTheActorEnds() {
		this.contextRunner.withPropertyValues("tick.period=2ms").withUserConfiguration(Ticking.class).run((context) -> {
			ActorRef ticking = context.getBean("ticking", ActorRef.class);
			ActorSystem system = context.getBean(ActorSystem.class);
			AtomicInteger ticks = context.getBean(Log.class).ticks;
			await().atMost(SOON).until(() -> ticks.get() >= 5);
			assertThat(ticking.ask("self-inflicted", String.class, SOON)).succeedsWithin(SOON).isEqualTo("one thread");
			system.stop(ticking);
			await().atMost(SOON).until(() -> system.find("/user/ticking").isEmpty());
			int last = ticks.get();
			await().during(Duration.ofMillis(40)).atMost(SOON).until(() -> ticks.get() == last);
		});
	}

	@Test
	void repeatedMethodThatFailsIsCalledAgain() {
		this.contextRunner.withUserConfiguration(FailingTicks.class).run((context) -> {
			Log log = context.getBean(Log.class);
			await().atMost(SOON).until(() -> log.ticks.get() >= 3);
			assertThat(log.lines).contains("restarted: tick 1");
			assertThat(context.getBean(ActorSystem.class).snapshot("/user/failingTicks").orElseThrow().failed())
				.isGreaterThanOrEqualTo(2);
		});
	}

	@Test
	void repeatedMethodThatReturnsAStageIsWaitedFor() {
		this.contextRunner.withUserConfiguration(WaitingTicks.class).run((context) -> {
			Log log = context.getBean(Log.class);
			await().atMost(SOON).until(() -> log.ticks.get() == 1);
			CompletableFuture<String> answer = context.getBean("waitingTicks", ActorRef.class)
				.ask("x", String.class, SOON);
			await().during(Duration.ofMillis(40)).atMost(SOON).until(() -> log.ticks.get() == 1 && !answer.isDone());
			log.stage.complete("go on");
			assertThat(answer).succeedsWithin(SOON).isEqualTo("x");
			await().atMost(SOON).until(() -> log.ticks.get() > 1);
		});
	}

	@Test
	void scheduleIsWhatTheAnnotationSays() throws Exception {
		HandlerClass type = new HandlerClass("X", Schedules.class);
		HandlerMethods methods = HandlerMethods.of(type);
		assertThat(methods.repeated()
			.stream()
			.map((hook) -> hook.method().getName() + " "
					+ RepeatedMethod.of(type, hook, (text) -> text.replace("${delay}", "1m30s")).schedule()))
			.containsExactlyInAnyOrder("one after PT10S every PT10S", "two after PT1M30S at a rate of PT0.5S",
					"three after PT0S every PT1H");
	}

	static class Log {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		private final AtomicInteger ticks = new AtomicInteger();

		private final CompletableFuture<String> stage = new CompletableFuture<>();

	}

	abstract static class Ancestor {

		final Log log;

		Ancestor(Log log) {
			this.log = log;
		}

		@Started
		void begin() {
			this.log.lines.add("ancestor started");
		}

		@Receive
		String on(String message) {
			this.log.lines.add("received " + message);
			if (message.equals("fail")) {
				throw new IllegalStateException("on purpose");
			}
			return message;
		}

	}

	@ActorComponent("living")
	static class Living extends Ancestor {

		Living(Log log) {
			super(log);
		}

		@PostConstruct
		void construct() {
			this.log.lines.add("post-construct");
		}

		@Started
		void started(ActorContext context) {
			String path = context.self().path().toString();
			this.log.lines.add("started as pyctor://" + context.system().name() + path);
		}

		@Restarted
		void again(Throwable error, ActorRef sender, Object message) {
			this.log.lines.add("restarted after " + message + ": " + error.getMessage() + " for " + sender.name());
		}

		@Stopped
		void end(ActorContext context) {
			this.log.lines.add("stopped");
		}

		@PreDestroy
		void destroy() {
			this.log.lines.add("pre-destroy");
		}

	}

	@ActorComponent("loading")
	static class Loading {

		private final Log log;

		private String state = "empty";

		Loading(Log log) {
			this.log = log;
		}

		@Started
		CompletableFuture<Void> load() {
			this.log.lines.add("loading");
			return this.log.stage.thenAccept((value) -> this.state = value);
		}

		@Receive
		String state(String message) {
			return this.state;
		}

	}

	@ActorComponent("ticking")
	static class Ticking {

		private final Log log;

		private boolean busy;

		private boolean met;

		Ticking(Log log) {
			this.log = log;
		}

		@Every("${tick.period}")
		void tick(ActorContext context) {
			this.met |= this.busy || !context.self().name().equals("ticking");
			this.log.ticks.incrementAndGet();
		}

		@Receive
		String on(String message) {
			this.busy = true;
			int before = this.log.ticks.get();
			for (long end = System.nanoTime() + 20_000_000; System.nanoTime() < end;) {
				Thread.onSpinWait();
			}
			this.busy = false;
			return (this.met || this.log.ticks.get() != before) ? "met a tick" : "one thread";
		}

	}

	@ActorComponent("failingTicks")
	static class FailingTicks {

		private final Log log;

		FailingTicks(Log log) {
			this.log = log;
		}

		@Every("2ms")
		void tick() {
			throw new IllegalStateException("tick " + this.log.ticks.incrementAndGet());
		}

		@Restarted
		void again(Throwable error) {
			this.log.lines.add("restarted: " + error.getMessage());
		}

	}

	@ActorComponent("waitingTicks")
	static class WaitingTicks {

		private final Log log;

		WaitingTicks(Log log) {
			this.log = log;
		}

		@Every(value = "1ms", fixedRate = true)
		CompletableFuture<String> tick() {
			this.log.ticks.incrementAndGet();
			return this.log.stage;
		}

		@Receive
		String on(String message) {
			return message;
		}

	}

	static class Schedules {

		@Every("10s")
		void one() {
		}

		@Every(value = "500ms", fixedRate = true, initialDelay = "${delay}")
		void two() {
		}

		@Every(value = "PT1H", initialDelay = "0s")
		void three() {
		}

	}

}
