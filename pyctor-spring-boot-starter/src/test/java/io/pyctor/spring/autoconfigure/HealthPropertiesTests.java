package io.pyctor.spring.autoconfigure;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.pyctor.ActorSystem;
import io.pyctor.HealthLimits;
import io.pyctor.spring.health.FindingStatus;
import io.pyctor.spring.health.FindingStatuses;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code pyctor.health}.
 */
class HealthPropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class));

	@Test
	void defaultsAreThoseOfTheSystem() {
		this.contextRunner.run((context) -> {
			HealthProperties properties = context.getBean(HealthProperties.class);
			assertThat(properties.limits()).isEqualTo(HealthLimits.defaults());
			assertThat(properties.statuses()).isEqualTo(FindingStatuses.defaults());
			assertThat(context.getBean(ActorSystem.class).health()).isPresent();
		});
	}

	@Test
	void everyLimitIsAProperty() {
		this.contextRunner
			.withPropertyValues("pyctor.health.look-every=2s", "pyctor.health.stuck-after=3s",
					"pyctor.health.oldest-message=4s", "pyctor.health.saturation=0.5", "pyctor.health.restarts=6",
					"pyctor.health.restarts-within=7s", "pyctor.health.growth=8", "pyctor.health.recover-after=9s",
					"pyctor.health.warn-every=10s", "pyctor.health.status.stuck=out-of-service",
					"pyctor.health.status.oldest-message=down", "pyctor.health.status.saturation=out-of-service",
					"pyctor.health.status.restarts=down")
			.run((context) -> {
				HealthProperties properties = context.getBean(HealthProperties.class);
				assertThat(properties.limits())
					.isEqualTo(new HealthLimits(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4),
							0.5, 6, Duration.ofSeconds(7), 8, Duration.ofSeconds(9), Duration.ofSeconds(10)));
				assertThat(properties.statuses()).isEqualTo(new FindingStatuses(FindingStatus.OUT_OF_SERVICE,
						FindingStatus.DOWN, FindingStatus.OUT_OF_SERVICE, FindingStatus.DOWN));
			});
	}

	@Test
	void looksCanBeSwitchedOff() {
		this.contextRunner.withPropertyValues("pyctor.health.look-every=0")
			.run((context) -> assertThat(context.getBean(ActorSystem.class).health()).isEmpty());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			look-every      | -1s | a time that is not negative
			stuck-after     | -1s | a time that is not negative
			oldest-message  | -1s | a time that is not negative
			saturation      | 90  | a number from 0 to 1
			restarts        | -1  | at least 0
			restarts-within | 0s  | a positive time
			growth          | -1  | at least 0
			recover-after   | -1s | a time that is not negative
			warn-every      | 0s  | a positive time
			""")
	void whatMakesNoSenseStopsTheStart(String property, String value, String expected) {
		this.contextRunner.withPropertyValues("pyctor.health." + property + "=" + value).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new PyctorPropertiesFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getCause()).isInstanceOf(InvalidConfigurationPropertyValueException.class);
			assertThat(analysis.getDescription()).contains("'pyctor.health." + property + "'")
				.endsWith("Expected " + expected + ".");
		});
	}

}
