package io.pyctor;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The looks of a system at its own health, and their end.
 */
class HealthWatchTests {

	private static final HealthLimits SHORT = HealthLimits.defaults()
		.lookEvery(Duration.ofMillis(5))
		.stuckAfter(Duration.ofMillis(50))
		.recoverAfter(Duration.ofMillis(20));

	@Test
	void systemLooksByItselfAndTheThreadEndsWithIt() {
		ActorSystem system = ActorSystem.builder("watched").health(SHORT).build();
		CountDownLatch go = new CountDownLatch(1);
		ActorRef actor = system.create(LambdaActor.factory((self, sender, message) -> WithActorSystem.await(go))::get,
				ActorOptions.defaults().blocking());
		actor.tell("wait");
		WithActorSystem.eventually().until(() -> report(system).findings(HealthFinding.Stuck.class).size() == 1);
		assertThat(WithActorSystem.threads("pyctor-watched-health")).hasSize(1);
		go.countDown();
		WithActorSystem.eventually().until(() -> report(system).findings().isEmpty());
		WithActorSystem.end(system);
		assertThat(report(system).findings()).isEmpty();
	}

	private static HealthReport report(ActorSystem system) {
		return system.health().orElseThrow();
	}

	@Test
	void systemWithoutLimitsHasNoThreadForThem() {
		ActorSystem system = ActorSystem.builder("unwatched").health(HealthLimits.none()).build();
		assertThat(system.health()).isEmpty();
		assertThat(WithActorSystem.threads("pyctor-unwatched-health")).isEmpty();
		WithActorSystem.end(system);
	}

	@Test
	void limitsThatMakeNoSenseAreRefused() {
		HealthLimits limits = HealthLimits.defaults();
		assertThatIllegalArgumentException().isThrownBy(() -> limits.stuckAfter(Duration.ofSeconds(-1)))
			.withMessage("'stuckAfter' must not be negative (was PT-1S)");
		assertThatIllegalArgumentException().isThrownBy(() -> limits.saturation(1.5))
			.withMessage("'saturation' must be from 0 to 1 (was 1.5)");
		assertThatIllegalArgumentException().isThrownBy(() -> limits.saturation(Double.NaN))
			.withMessage("'saturation' must be from 0 to 1 (was NaN)");
		assertThatIllegalArgumentException().isThrownBy(() -> limits.restarts(1, Duration.ZERO))
			.withMessage("'restartsWithin' must be positive (was PT0S)");
		assertThatIllegalArgumentException().isThrownBy(() -> limits.growth(-1))
			.withMessage("'growth' must not be negative (was -1)");
		assertThatIllegalArgumentException().isThrownBy(() -> limits.warnEvery(Duration.ZERO))
			.withMessage("'warnEvery' must be positive (was PT0S)");
	}

	@Test
	void limitsAreAValueThatChangesOneAtATime() {
		HealthLimits limits = HealthLimits.defaults()
			.lookEvery(Duration.ofSeconds(2))
			.stuckAfter(Duration.ofSeconds(3))
			.oldestMessage(Duration.ofSeconds(4))
			.saturation(0.5)
			.restarts(6, Duration.ofSeconds(7))
			.growth(8)
			.recoverAfter(Duration.ofSeconds(9))
			.warnEvery(Duration.ofSeconds(10));
		assertThat(limits)
			.isEqualTo(new HealthLimits(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4), 0.5, 6,
					Duration.ofSeconds(7), 8, Duration.ofSeconds(9), Duration.ofSeconds(10)));
	}

}
