package io.pyctor.spring.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.actuate.ActorsEndpoint;
import io.pyctor.spring.metrics.ActorSystemMetrics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the auto-configuration of endpoint, health and meters.
 */
class PyctorActuatorTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorEndpointAutoConfiguration.class,
				PyctorHealthContributorAutoConfiguration.class, PyctorMetricsAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class));

	@Test
	void endpointIsThereOnlyWhenExposed() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(ActorsEndpoint.class));
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=actors")
			.run((context) -> assertThat(context).hasSingleBean(ActorsEndpoint.class));
		this.contextRunner
			.withPropertyValues("management.endpoints.web.exposure.include=actors",
					"management.endpoint.actors.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(ActorsEndpoint.class));
	}

	@Test
	void healthCanBeSwitchedOffAndReplaced() {
		this.contextRunner.run((context) -> assertThat(context).hasBean("pyctorHealthIndicator"));
		this.contextRunner.withPropertyValues("management.health.pyctor.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("pyctorHealthIndicator"));
		this.contextRunner.withBean("pyctorHealthContributor", HealthIndicator.class, () -> () -> null)
			.run((context) -> assertThat(context).doesNotHaveBean("pyctorHealthIndicator"));
	}

	@Test
	void metersOfComponentsAreThereFromTheStart() {
		this.contextRunner.withBean(SimpleMeterRegistry.class)
			.withUserConfiguration(Stock.class)
			.run((context) -> assertThat(
					context.getBean(MeterRegistry.class).get("pyctor.actors.live").tag("type", "Stock").gauge().value())
				.isEqualTo(1));
	}

	@Test
	void metersCanBeSwitchedOff() {
		this.contextRunner.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("pyctor.metrics.enabled=false")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(ActorSystemMetrics.class);
				assertThat(context.getBean(MeterRegistry.class).find("pyctor.dead.letters").meters()).isEmpty();
			});
	}

	@ActorComponent("stock")
	static class Stock extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

	}

}
