package io.pyctor.spring.health;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.QueueLoad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

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

	@Test
	void systemThatRefusesMessagesNowAndThenStaysOutOfService() {
		ActorSystem system = mock(ActorSystem.class);
		given(system.stopped()).willReturn(new CompletableFuture<>());
		given(system.name()).willReturn("shop");
		AtomicBoolean refusing = new AtomicBoolean();
		given(system.queueLoad()).willAnswer((call) -> Optional.of(new QueueLoad(95, 100, refusing.get())));
		AtomicLong now = new AtomicLong(-1);
		ActorSystemHealthIndicator indicator = new ActorSystemHealthIndicator(system, Map::of,
				FindingStatuses.defaults(), Duration.ofNanos(30), now::get);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		refusing.set(true);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		refusing.set(false);
		now.addAndGet(29);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		now.addAndGet(1);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
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
