package io.pyctor.spring;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorHealthContributorAutoConfiguration;
import io.pyctor.spring.health.ActorSystemHealthIndicator;
import io.pyctor.supervision.Backoff;
import io.pyctor.supervision.Directive;
import io.pyctor.supervision.FailureLimit;
import io.pyctor.supervision.Retry;
import io.pyctor.supervision.SupervisionStrategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Supervision} and the properties that override it.
 */
class SupervisionTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorHealthContributorAutoConfiguration.class))
		.withBean(Log.class);

	@Test
	void componentResumesByDefault() {
		this.contextRunner.withUserConfiguration(Plain.class)
			.run((context) -> assertThat(strategy(context.getBean(ActorComponentRegistry.class)))
				.isSameAs(SupervisionStrategy.resume()));
	}

	@Test
	void attributesMakeAStrategy() {
		this.contextRunner.withUserConfiguration(Everything.class)
			.withPropertyValues("feed.within=30s")
			.run((context) -> {
				SupervisionStrategy strategy = strategy(context.getBean(ActorComponentRegistry.class));
				assertThat(strategy.otherwise()).isEqualTo(Directive.RESTART);
				assertThat(strategy.decide(new IOException())).isEqualTo(Directive.RESUME);
				assertThat(strategy.decide(new FileNotFoundException())).isEqualTo(Directive.STOP);
				assertThat(strategy.decide(new AssertionError())).isEqualTo(Directive.RESTART);
				assertThat(strategy.limit()).contains(new FailureLimit(5, Duration.ofSeconds(30)));
				assertThat(strategy.backoff())
					.isEqualTo(new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), 3, 0.5));
				assertThat(strategy.retry())
					.isEqualTo(new Retry(2, new Backoff(Duration.ofMillis(50), Duration.ofSeconds(10), 3, 0.5)));
			});
	}

	@Test
	void componentThatMayBeRestartedWaitsATenthOfASecondByDefault() {
		this.contextRunner.withUserConfiguration(Plain.class)
			.withPropertyValues("pyctor.actors.plain.supervision.restart-on=java.io.IOException")
			.run((context) -> {
				SupervisionStrategy strategy = strategy(context.getBean(ActorComponentRegistry.class));
				assertThat(strategy.decide(new FileNotFoundException())).isEqualTo(Directive.RESTART);
				assertThat(strategy.backoff()).isEqualTo(SupervisionStrategy.restart().backoff());
			});
	}

	@Test
	void propertiesOverrideEveryAttribute() {
		String prefix = "pyctor.actors.everything.supervision.";
		this.contextRunner.withUserConfiguration(Everything.class)
			.withPropertyValues(prefix + "directive=stop", prefix + "resume-on=java.lang.IllegalStateException",
					prefix + "stop-on=", prefix + "restart-on=java.io.IOException,java.lang.AssertionError",
					prefix + "max-failures=7", prefix + "within=2m", prefix + "backoff=1s", prefix + "max-backoff=1m",
					prefix + "backoff-factor=1.5", prefix + "jitter=0", prefix + "retries=4",
					prefix + "retry-backoff=2s", prefix + "one-for-all=line")
			.run((context) -> {
				SupervisionStrategy strategy = strategy(context.getBean(ActorComponentRegistry.class));
				Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 1.5, 0);
				Backoff retry = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1), 1.5, 0);
				assertThat(strategy.otherwise()).isEqualTo(Directive.STOP);
				assertThat(strategy.byType()).isEqualTo(Map.of(IllegalStateException.class, Directive.RESUME,
						IOException.class, Directive.RESTART, AssertionError.class, Directive.RESTART));
				assertThat(strategy.limit()).contains(new FailureLimit(7, Duration.ofMinutes(2)));
				assertThat(strategy.backoff()).isEqualTo(backoff);
				assertThat(strategy.retry()).isEqualTo(new Retry(4, retry));
				assertThat(strategy.oneForAll()).contains("line");
			});
	}

	@Test
	void failedStageIsDecidedOnByItsOwnFailure() {
		this.contextRunner.withUserConfiguration(Awaiting.class).run((context) -> {
			ActorRef actor = context.getBean("awaiting", ActorRef.class);
			FileNotFoundException gone = new FileNotFoundException("gone");
			assertThat(actor.ask(gone, String.class, SOON).handle((value, error) -> error)).succeedsWithin(SOON)
				.isSameAs(gone);
			// Who asked knows it before the actor does.
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(context.getBean(Log.class).lines).containsExactly("failed: " + gone));
			ActorSystem system = context.getBean(ActorSystem.class);
			await().atMost(SOON).until(() -> system.find("/user/awaiting").isEmpty());
		});
	}

	@Test
	void restartTakesAFreshBeanAndDestroysTheOldOne() {
		this.contextRunner.withUserConfiguration(Restarting.class).run((context) -> {
			ActorRef actor = context.getBean("restarting", ActorRef.class);
			Log log = context.getBean(Log.class);
			assertThat(actor.ask("a", Integer.class, SOON)).succeedsWithin(SOON).isEqualTo(1);
			assertThat(actor.ask("fail", Integer.class, SOON)).failsWithin(SOON);
			assertThat(actor.ask("b", Integer.class, SOON)).succeedsWithin(SOON).isEqualTo(1);
			assertThat(log.lines).containsExactly("started 1", "failed 1 fail: on purpose", "stopped 1", "destroyed 1",
					"started 2");
			assertThat(context.getBean(ActorSystem.class).deadLetters().values()).containsOnly(0L);
		});
	}

	@Test
	void methodForFailedMessagesThatThrowsLeavesADeadLetter() {
		this.contextRunner.withUserConfiguration(Restarting.class).run((context) -> {
			ActorRef actor = context.getBean("restarting", ActorRef.class);
			actor.tell("fail twice");
			assertThat(actor.ask("b", Integer.class, SOON)).succeedsWithin(SOON);
			assertThat(context.getBean(ActorSystem.class).deadLetters())
				.containsEntry(io.pyctor.DeadLetterReason.FAILED, 1L);
		});
	}

	@Test
	void beanThatCannotBeMadeIsTriedAgain() {
		this.contextRunner.withUserConfiguration(Flaky.class).run((context) -> {
			ActorRef actor = context.getBean("flaky", ActorRef.class);
			actor.tell("fail");
			assertThat(actor.ask("x", Integer.class, SOON)).succeedsWithin(SOON).isEqualTo(4);
		});
	}

	@Test
	void componentWhoseActorFailedForGoodIsDown() {
		this.contextRunner.withUserConfiguration(Restarting.class, Plain.class)
			.withPropertyValues("pyctor.actors.restarting.supervision.max-failures=2")
			.run((context) -> {
				ActorSystemHealthIndicator indicator = context.getBean(ActorSystemHealthIndicator.class);
				ActorRef actor = context.getBean("restarting", ActorRef.class);
				actor.tell("fail");
				assertThat(actor.ask("a", Integer.class, SOON)).succeedsWithin(SOON);
				assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
				actor.tell("fail");
				await().atMost(SOON).until(() -> indicator.health().getStatus().equals(Status.DOWN));
				Health down = indicator.health();
				assertThat(down.getDetails()).containsEntry("failed",
						Map.of("restarting", IllegalStateException.class.getName()));
				assertThat(down.toString()).doesNotContain("on purpose");
			});
	}

	@Test
	void workerOfAPoolThatFailedForGoodIsADetailOfTheHealth() {
		this.contextRunner.withUserConfiguration(Restarting.class)
			.withPropertyValues("pyctor.actors.restarting.supervision.max-failures=1",
					"pyctor.actors.restarting.instances=2", "pyctor.health.look-every=10ms")
			.run((context) -> {
				ActorSystemHealthIndicator indicator = context.getBean(ActorSystemHealthIndicator.class);
				ActorRef actor = context.getBean("restarting", ActorRef.class);
				actor.tell("fail");
				actor.tell("fail");
				actor.tell("fail");
				await().atMost(SOON).until(() -> indicator.health().getDetails().containsKey("failedActors"));
				assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
				assertThat(indicator.health().getDetails().get("failedActors").toString())
					.contains("/user/restarting/", Restarting.class.getName())
					.doesNotContain("on purpose");
			});
	}

	@Test
	void componentThatWasStoppedOnPurposeIsNotDown() {
		this.contextRunner.withUserConfiguration(Plain.class).run((context) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			system.stop(context.getBean("plain", ActorRef.class));
			await().atMost(SOON).until(() -> system.find("/user/plain").isEmpty());
			assertThat(context.getBean(ActorSystemHealthIndicator.class).health().getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void nextStartOfTheContextBeginsAnew() {
		this.contextRunner.withUserConfiguration(Restarting.class)
			.withPropertyValues("pyctor.actors.restarting.supervision.directive=stop")
			.run((context) -> {
				ActorSystemHealthIndicator indicator = context.getBean(ActorSystemHealthIndicator.class);
				context.getBean("restarting", ActorRef.class).tell("fail");
				await().atMost(SOON).until(() -> indicator.health().getStatus().equals(Status.DOWN));
				context.getBean(ActorSystemLifecycle.class).stop();
				context.getBean(ActorSystemLifecycle.class).start();
				assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			});
	}

	private static SupervisionStrategy strategy(ActorComponentRegistry registry) {
		assertThat(registry.definitions()).hasSize(1);
		return registry.definitions().iterator().next().options().supervision();
	}

	static class Log {

		final List<String> lines = new CopyOnWriteArrayList<>();

		final AtomicInteger beans = new AtomicInteger();

		final Map<Class<?>, Integer> objects = new ConcurrentHashMap<>();

	}

	@Test
	void componentsOfAGroupAreRestartedTogether() {
		this.contextRunner.withUserConfiguration(Left.class, Right.class).run((context) -> {
			ActorRef right = context.getBean("right", ActorRef.class);
			assertThat(right.ask("object", String.class, SOON)).succeedsWithin(SOON).isEqualTo("Right 1");
			context.getBean("left", ActorRef.class).tell("fail");
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(right.ask("object", String.class, SOON)).succeedsWithin(SOON)
					.isEqualTo("Right 2"));
		});
	}

	@ActorComponent(value = "left",
			supervision = @Supervision(value = Directive.RESTART, backoff = "0s", oneForAll = "pair"))
	static class Left {

		private final String object;

		Left(Log log) {
			this.object = getClass().getSimpleName() + " " + log.objects.merge(getClass(), 1, Integer::sum);
		}

		@Receive
		String receive(String message) {
			if (message.equals("fail")) {
				throw new IllegalStateException("on purpose");
			}
			return this.object;
		}

	}

	@ActorComponent(value = "right",
			supervision = @Supervision(value = Directive.RESTART, backoff = "0s", oneForAll = "pair"))
	static class Right extends Left {

		Right(Log log) {
			super(log);
		}

	}

	@ActorComponent(value = "awaiting", supervision = @Supervision(stopOn = IOException.class))
	static class Awaiting {

		private final Log log;

		Awaiting(Log log) {
			this.log = log;
		}

		@Receive
		CompletionStage<String> receive(IOException message) {
			return CompletableFuture.<String>failedFuture(message).thenApply(String::trim);
		}

		@Failed
		void failed(Object message, Throwable error) {
			this.log.lines.add("failed: " + error);
		}

	}

	@ActorComponent("plain")
	static class Plain {

		@Receive
		void receive(String message) {
		}

	}

	@ActorComponent(value = "everything",
			supervision = @Supervision(value = Directive.RESTART, resumeOn = IOException.class,
					stopOn = { FileNotFoundException.class, SecurityException.class }, maxFailures = 5,
					within = "${feed.within}", backoff = "200ms", maxBackoff = "10s", backoffFactor = 3, jitter = 0.5,
					retries = 2, retryBackoff = "50ms"))
	static class Everything {

		@Receive
		void receive(String message) {
		}

	}

	@ActorComponent(value = "restarting", supervision = @Supervision(value = Directive.RESTART, backoff = "1ms"))
	static class Restarting {

		private final Log log;

		private final int number;

		private int received;

		Restarting(Log log) {
			this.log = log;
			this.number = log.beans.incrementAndGet();
		}

		@Started
		void started() {
			this.log.lines.add("started " + this.number);
		}

		@Receive
		int receive(String message) {
			if (message.startsWith("fail")) {
				throw new IllegalStateException("on purpose");
			}
			return ++this.received;
		}

		@Failed
		void failed(Object message, Throwable error) {
			this.log.lines.add("failed " + this.number + " " + message + ": " + error.getMessage());
			if (message.equals("fail twice")) {
				throw new IllegalStateException("on purpose, again");
			}
		}

		@Stopped
		void stopped() {
			this.log.lines.add("stopped " + this.number);
		}

		@PreDestroy
		void destroy() {
			this.log.lines.add("destroyed " + this.number);
		}

	}

	@ActorComponent(value = "flaky", supervision = @Supervision(value = Directive.RESTART, backoff = "1ms"))
	static class Flaky {

		private final int number;

		Flaky(Log log) {
			this.number = log.beans.incrementAndGet();
			if (this.number == 2 || this.number == 3) {
				throw new BeanCreationException("on purpose");
			}
		}

		@Receive
		int receive(String message) {
			if (message.equals("fail")) {
				throw new IllegalStateException("on purpose");
			}
			return this.number;
		}

	}

}
