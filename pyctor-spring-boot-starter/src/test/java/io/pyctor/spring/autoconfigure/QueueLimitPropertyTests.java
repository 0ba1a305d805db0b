package io.pyctor.spring.autoconfigure;

import java.util.concurrent.CountDownLatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;
import io.pyctor.spring.health.ActorSystemHealthIndicator;
import io.pyctor.spring.metrics.ActorSystemMetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@code pyctor.queue-limit}.
 */
class QueueLimitPropertyTests {

	private static final String QUEUED = "pyctor.messages.queued";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class,
				PyctorHealthContributorAutoConfiguration.class, PyctorMetricsAutoConfiguration.class))
		.withUserConfiguration(Desk.class);

	@Test
	void systemAboveItsLimitIsOutOfServiceUntilItIsBelow() {
		this.contextRunner.withPropertyValues("pyctor.queue-limit=5", "pyctor.health.recover-after=100ms")
			.run((context) -> {
				ActorRef desk = context.getBean("desk", ActorRef.class);
				MeterRegistry meters = meters(context);
				CountDownLatch go = new CountDownLatch(1);
				CountDownLatch begun = new CountDownLatch(1);
				desk.tell(new Wait(begun, go));
				begun.await();
				assertThat(health(context).getStatus()).isEqualTo(Status.UP);
				for (int i = 0; i < 5; i++) {
					desk.tell("queued");
				}
				assertThat(health(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
				assertThat(health(context).getDetails()).containsEntry("queued", 5L).containsEntry("queueLimit", 5L);
				assertThat(meters.get(QUEUED).gauge().value()).isEqualTo(5);
				assertThat(desk.tryTell("too much")).isFalse();
				CountDownLatch done = new CountDownLatch(1);
				go.countDown();
				while (!desk.tryTell(done)) {
					Thread.onSpinWait();
				}
				done.await();
				await().until(() -> health(context).getStatus().equals(Status.UP));
				assertThat(meters.get(QUEUED).gauge().value()).isZero();
			});
	}

	@Test
	void thereIsNoLimitByDefaultAndNothingIsCounted() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(ActorSystem.class).queueLoad()).isEmpty();
			assertThat(meters(context).find(QUEUED).gauge()).isNull();
			assertThat(health(context).getDetails()).doesNotContainKey("queued");
		});
	}

	@Test
	void limitThatIsNotPositiveIsRefused() {
		this.contextRunner.withPropertyValues("pyctor.queue-limit=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("pyctor.queue-limit"));
	}

	private static Health health(ApplicationContext context) {
		Health health = context.getBean(ActorSystemHealthIndicator.class).health(true);
		assertThat(health).isNotNull();
		return health;
	}

	private static MeterRegistry meters(ApplicationContext context) {
		MeterRegistry registry = new SimpleMeterRegistry();
		context.getBean(ActorSystemMetrics.class).bindTo(registry);
		return registry;
	}

	record Wait(CountDownLatch begun, CountDownLatch go) {

	}

	@ActorComponent(value = "desk", blocking = true)
	static class Desk {

		@Receive
		void wait(Wait message) throws InterruptedException {
			message.begun().countDown();
			message.go().await();
		}

		@Receive
		void done(CountDownLatch done) {
			done.countDown();
		}

		@Receive
		void queued(String message) {
		}

	}

}
