package io.pyctor.spring.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ActorSystemHealthIndicator}.
 */
class ActorSystemHealthIndicatorTests {

	@Test
	void systemIsUpThenOutOfServiceThenDown() throws Exception {
		ActorSystem system = ActorSystem.create("test");
		ActorSystemHealthIndicator indicator = new ActorSystemHealthIndicator(system);
		CountDownLatch release = new CountDownLatch(1);
		system.create(() -> new Waiting(release), "waiting").tell("wait");
		Health up = indicator.health();
		assertThat(up.getStatus()).isEqualTo(Status.UP);
		assertThat(up.getDetails()).containsEntry("system", "test")
			.containsEntry("actors", 1L)
			.containsEntry("deadLetters", 0L);
		system.shutdown(Duration.ofMinutes(1));
		assertThat(indicator.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		release.countDown();
		assertThat(system.stopped()).succeedsWithin(Duration.ofSeconds(10));
		assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
	}

	static class Waiting extends Actor {

		private final CountDownLatch release;

		Waiting(CountDownLatch release) {
			this.release = release;
		}

		@Override
		protected void receive(ActorRef sender, Object message) throws InterruptedException {
			this.release.await();
		}

	}

}
