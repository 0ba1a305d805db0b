package io.pyctor.spring.metrics;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import io.pyctor.Actor;
import io.pyctor.ActorOptions;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.HealthLimits;
import io.pyctor.MailboxOptions;
import io.pyctor.Overflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ActorHealthMetrics}.
 */
class ActorHealthMetricsTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void metersShowWhatTheLastLookHasFound() {
		CountDownLatch go = new CountDownLatch(1);
		try (ActorSystem system = ActorSystem.builder("test")
			.health(HealthLimits.defaults().lookEvery(Duration.ofMillis(5)).stuckAfter(Duration.ofMillis(20)))
			.build()) {
			new ActorHealthMetrics(system).bindTo(this.registry);
			assertThat(value("pyctor.actors.stuck")).isZero();
			ActorRef actor = system.create(() -> new Waiting(go),
					ActorOptions.defaults().blocking().mailbox(MailboxOptions.bounded(10, Overflow.REJECT)));
			for (int i = 0; i < 6; i++) {
				actor.tell(i);
			}
			await().untilAsserted(() -> {
				assertThat(value("pyctor.actors.stuck")).isEqualTo(1);
				assertThat(value("pyctor.mailbox.saturation")).isEqualTo(0.5);
				assertThat(value("pyctor.mailbox.oldest.age")).isBetween(0.02, 10.0);
			});
			assertThat(this.registry.get("pyctor.mailbox.oldest.age").gauge().getId().getBaseUnit())
				.isEqualTo("seconds");
			go.countDown();
			await().untilAsserted(() -> {
				assertThat(value("pyctor.mailbox.saturation")).isZero();
				assertThat(value("pyctor.mailbox.oldest.age")).isZero();
			});
		}
	}

	@Test
	void systemThatDoesNotLookHasNoSuchMeters() {
		try (ActorSystem system = ActorSystem.builder("test").health(HealthLimits.none()).build()) {
			new ActorHealthMetrics(system).bindTo(this.registry);
			assertThat(this.registry.getMeters()).isEmpty();
		}
	}

	private double value(String name) {
		return this.registry.get(name).gauge().value();
	}

	static class Waiting extends Actor {

		private final CountDownLatch go;

		Waiting(CountDownLatch go) {
			this.go = go;
		}

		@Override
		protected void receive(ActorRef sender, Object message) throws InterruptedException {
			this.go.await();
		}

	}

}
