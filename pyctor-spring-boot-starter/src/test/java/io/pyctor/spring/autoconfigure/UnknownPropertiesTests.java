package io.pyctor.spring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for properties {@code pyctor.*} that there are not.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "shutdown-timout", "queue-limits", "metrics.enable", "web.retry", "healt.stuck-after",
			"health.stuck-afterr", "health.status.stuk", "dead-letters.capacities", "sequential.max-call" })
	void propertyThatThereIsNotStopsTheStart(String name) {
		this.contextRunner.withPropertyValues("pyctor." + name + "=1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnboundConfigurationPropertiesException.class)
				.hasMessageContaining("pyctor." + name));
	}

	@Test
	void propertiesThatThereAreDoNotHoweverTheyAreWritten() {
		this.contextRunner
			.withPropertyValues("pyctor.shutdownTimeout=1s", "pyctor.dead_letters.keepMessages=1",
					"pyctor.health.stuck-after=1m", "pyctor.health.status.oldest-message=down",
					"pyctor.sequential.max-calls=10", "pyctor.web.retry-after=3s", "pyctors.other=1")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "shutdown-timeout", "queue-limit", "parallelism", "virtual-threads", "health.stuck-after" })
	void propertyThatIsEmptyHasItsDefault(String name) {
		this.contextRunner.withPropertyValues("pyctor." + name + "=${NOWHERE:}")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void applicationSaysWhichOneItIs(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.run("--pyctor.health.stuck-afterr=10m"));
		assertThat(output).contains("APPLICATION FAILED TO START", "Property: pyctor.health.stuck-afterr",
				"\"pyctor.health.stuck-afterr\" from property source \"commandLineArgs\"");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(PyctorAutoConfiguration.class)
	static class Application {

	}

}
