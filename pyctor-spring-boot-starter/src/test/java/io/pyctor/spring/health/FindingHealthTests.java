package io.pyctor.spring.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.ActorState;
import io.pyctor.ActorSystem;
import io.pyctor.HealthFinding;
import io.pyctor.HealthReport;
import io.pyctor.QueueLoad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for what the health makes of findings.
 */
class FindingHealthTests {

	private static final FindingStatuses ALL_OUT_OF_SERVICE = new FindingStatuses(FindingStatus.OUT_OF_SERVICE,
			FindingStatus.OUT_OF_SERVICE, FindingStatus.OUT_OF_SERVICE, FindingStatus.OUT_OF_SERVICE);

	private final ActorSystem real = ActorSystem.create("real");

	private final ActorRef actor = this.real.create(Idle::new, "orders");

	private final ActorSystem system = mock(ActorSystem.class);

	@BeforeEach
	void live() {
		given(this.system.name()).willReturn("shop");
		given(this.system.stopped()).willReturn(new CompletableFuture<>());
		given(this.system.queueLoad()).willReturn(Optional.empty());
		given(this.system.typeSnapshots()).willReturn(List.of());
		given(this.system.deadLetters()).willReturn(Map.of());
	}

	@AfterEach
	void shutDown() {
		this.real.close();
	}

	private Health health(FindingStatuses statuses, HealthFinding... findings) {
		given(this.system.health())
			.willReturn(Optional.of(new HealthReport(List.of(findings), Duration.ofSeconds(3), 0.5)));
		return new ActorSystemHealthIndicator(this.system, Map::of, statuses).health();
	}

	private HealthFinding stuck() {
		return new HealthFinding.Stuck(this.actor, "shop.Orders", ActorState.BUSY, Optional.of("shop.Place"),
				Duration.ofMillis(312_500).plusNanos(7), Duration.ofMinutes(5));
	}

	private HealthFinding late() {
		return new HealthFinding.Late(this.actor, "shop.Orders", 12, Duration.ofSeconds(70), Duration.ofMinutes(1));
	}

	private HealthFinding saturated() {
		return new HealthFinding.Saturated(this.actor, "shop.Orders", 95, 100, 0.9);
	}

	private HealthFinding restarting() {
		return new HealthFinding.Restarting(this.actor, "shop.Orders", 11, Duration.ofMinutes(1), 10);
	}

	private HealthFinding growing() {
		return new HealthFinding.Growing(this.actor, "shop.Orders", 20_000, 500, 3, 10_000);
	}

	private HealthFinding failed() {
		return new HealthFinding.Failed(this.actor, "shop.Orders", 2, Duration.ofMinutes(1));
	}

	@Test
	void actorsThatEndedByAFailureAreADetail() {
		Health health = health(ALL_OUT_OF_SERVICE, failed());
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("failedActors", Map.of("count", 1, "limit", "1 in PT1M", "actors",
				List.of(Map.of("actor", "/user/orders", "type", "shop.Orders", "ends", 2L))));
	}

	@Test
	void nothingFoundIsUpWithoutADetail() {
		Health health = health(FindingStatuses.defaults());
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsOnlyKeys("system", "actors", "deadLetters");
	}

	@Test
	void actorThatIsStuckIsDownByDefaultAndAllElseIsADetail() {
		FindingStatuses defaults = FindingStatuses.defaults();
		assertThat(health(defaults, stuck()).getStatus()).isEqualTo(Status.DOWN);
		Health health = health(defaults, late(), saturated(), restarting(), growing());
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsKeys("oldestMessage", "saturation", "restarts", "growth");
	}

	@Test
	void worstOfAllCounts() {
		FindingStatuses statuses = new FindingStatuses(FindingStatus.UP, FindingStatus.OUT_OF_SERVICE,
				FindingStatus.DOWN, FindingStatus.UP);
		assertThat(health(statuses, stuck(), restarting()).getStatus()).isEqualTo(Status.UP);
		assertThat(health(statuses, stuck(), late()).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(health(statuses, late(), saturated(), restarting()).getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void eachKindHasAStatusOfItsOwnAndGrowthHasNone() {
		for (HealthFinding finding : List.of(stuck(), late(), saturated(), restarting())) {
			assertThat(health(ALL_OUT_OF_SERVICE, finding).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		}
		assertThat(health(ALL_OUT_OF_SERVICE, growing()).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void detailsNameActorTimeAndLimit() {
		Map<String, Object> details = health(FindingStatuses.defaults(), stuck(), late(), saturated(), restarting(),
				growing())
			.getDetails();
		assertThat(details.get("stuck"))
			.isEqualTo(Map.of("count", 1, "limit", "PT5M", "actors", List.of(Map.of("actor", "/user/orders", "type",
					"shop.Orders", "state", "BUSY", "message", "shop.Place", "lasting", "PT5M12.5S"))));
		assertThat(details.get("oldestMessage")).isEqualTo(Map.of("count", 1, "limit", "PT1M", "actors",
				List.of(Map.of("actor", "/user/orders", "type", "shop.Orders", "waiting", 12L, "age", "PT1M10S"))));
		assertThat(details.get("saturation")).isEqualTo(Map.of("count", 1, "limit", 0.9, "actors",
				List.of(Map.of("actor", "/user/orders", "type", "shop.Orders", "waiting", 95L, "capacity", 100))));
		assertThat(details.get("restarts")).isEqualTo(Map.of("count", 1, "limit", "10 in PT1M", "actors",
				List.of(Map.of("actor", "/user/orders", "type", "shop.Orders", "restarts", 11L))));
		assertThat(details.get("growth"))
			.isEqualTo(Map.of("count", 1, "limit", 10_000L, "actors", List.of(Map.of("actor", "/user/orders", "type",
					"shop.Orders", "waiting", 20_000L, "growthPerSecond", 500L, "processedPerSecond", 3L))));
	}

	@Test
	void tenOfAKindAreShownAndHowManyMoreThereAre() {
		HealthFinding[] many = IntStream.range(0, 25).mapToObj((i) -> late()).toArray(HealthFinding[]::new);
		assertThat(health(FindingStatuses.defaults(), many).getDetails().get("oldestMessage")).asInstanceOf(MAP)
			.containsEntry("count", 25)
			.containsEntry("more", 15)
			.hasEntrySatisfying("actors", (actors) -> assertThat((List<?>) actors).hasSize(10));
	}

	@Test
	void refusedLoadAndFailuresComeFirst() {
		given(this.system.queueLoad()).willReturn(Optional.of(new QueueLoad(9, 9, true)));
		assertThat(health(FindingStatuses.defaults(), stuck()).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		given(this.system.queueLoad()).willReturn(Optional.empty());
		given(this.system.health())
			.willReturn(Optional.of(new HealthReport(List.of(late()), Duration.ofSeconds(3), 0.5)));
		assertThat(new ActorSystemHealthIndicator(this.system, () -> Map.of("orders", "java.lang.Error"),
				ALL_OUT_OF_SERVICE)
			.health()
			.getStatus()).isEqualTo(Status.DOWN);
	}

	static class Idle extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

	}

}
