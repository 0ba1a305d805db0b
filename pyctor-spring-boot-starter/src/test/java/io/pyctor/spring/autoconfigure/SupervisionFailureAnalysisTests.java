package io.pyctor.spring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Failed;
import io.pyctor.spring.Receive;
import io.pyctor.spring.Supervision;
import io.pyctor.supervision.Directive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what an application says whose supervision makes no sense.
 */
@ExtendWith(OutputCaptureExtension.class)
class SupervisionFailureAnalysisTests {

	@Test
	void classOfFailuresWithTwoDirectivesIsNamed(CapturedOutput output) {
		fail(Undecided.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The actor component 'undecided' (" + Undecided.class.getName()
					+ ") has a supervision that says of java.lang.IllegalStateException that the actor is to restart "
					+ "and to stop.")
			.contains("Name each class of failures once, in 'resumeOn', 'restartOn' or 'stopOn'.");
	}

	@ParameterizedTest
	@CsvSource({ "resume-on, resume", "restart-on, restart", "stop-on, stop" })
	void classThatIsNoneOfFailuresIsNamed(String property, String directive, CapturedOutput output) {
		fail(Fine.class, "--pyctor.actors.fine.supervision." + property + "=java.lang.String");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("has a supervision that says of java.lang.String that the actor is to " + directive
					+ ", but that is no class of failures.")
			.contains("Name a subclass of java.lang.Throwable.");
	}

	@Test
	void waitThatIsLongerThanTheLongestIsExplained(CapturedOutput output) {
		fail(TooLong.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'tooLong' (" + TooLong.class.getName() + ") has a supervision that cannot wait as it says "
					+ "('backoff'): 'max' must not be shorter than 'initial' PT1M (was PT30S).")
			.contains("be no longer than 'maxBackoff'");
	}

	@Test
	void textThatIsNoTimeIsNamed(CapturedOutput output) {
		fail(NoTime.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("has @Supervision(within) with 'soon', which is no time that can be used.");
	}

	@Test
	void negativeNumbersAreRefused(CapturedOutput output) {
		fail(NegativeLimit.class);
		fail(NegativeRetries.class);
		assertThat(output).contains("has a supervision that has 'maxFailures' -1, which is negative.")
			.contains("has a supervision that has 'retries' -2, which is negative.");
	}

	@Test
	void keysCannotShareTheirFate(CapturedOutput output) {
		fail(KeyedForAll.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("has a supervision that has 'oneForAll' (line) and is keyed: a failure of one key would end the "
					+ "actors of all.")
			.contains("Remove 'oneForAll'.");
	}

	@Test
	void methodForFailedMessagesThatReturnsSomethingIsExplained(CapturedOutput output) {
		fail(Returning.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("has the @Failed method 'failed(Throwable)', which returns int, but nobody gets that.")
			.contains("Return nothing.");
	}

	@ParameterizedTest
	@CsvSource({ "max-failures, -1, at least 0", "retries, -1, at least 0", "within, 0s, a positive time",
			"backoff, -1s, a time that is not negative", "max-backoff, -1s, a time that is not negative",
			"retry-backoff, -1s, a time that is not negative", "backoff-factor, 0.5, at least 1",
			"jitter, 2.0, a number from 0 to 1" })
	void propertyThatMakesNoSenseIsNamedWithItsValue(String property, String value, String expected,
			CapturedOutput output) {
		String name = "pyctor.actors.fine.supervision." + property;
		fail(Fine.class, "--" + name + "=" + value);
		assertThat(output).contains("The configuration property '" + name + "' has the invalid value")
			.contains("Expected " + expected);
	}

	private static void fail(Class<?> component, String... arguments) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Application.class, component).web(WebApplicationType.NONE)
				.run(arguments)
				.close());
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(PyctorAutoConfiguration.class)
	static class Application {

	}

	@ActorComponent("fine")
	static class Fine {

		@Receive
		void receive(String message) {
		}

	}

	@ActorComponent(value = "keyedForAll", keyed = true, supervision = @Supervision(oneForAll = "line"))
	static class KeyedForAll extends Fine {

	}

	@ActorComponent(value = "undecided",
			supervision = @Supervision(restartOn = IllegalStateException.class, stopOn = IllegalStateException.class))
	static class Undecided extends Fine {

	}

	@ActorComponent(value = "tooLong", supervision = @Supervision(value = Directive.RESTART, backoff = "1m"))
	static class TooLong extends Fine {

	}

	@ActorComponent(value = "noTime", supervision = @Supervision(maxFailures = 3, within = "soon"))
	static class NoTime extends Fine {

	}

	@ActorComponent(value = "negativeLimit", supervision = @Supervision(maxFailures = -1))
	static class NegativeLimit extends Fine {

	}

	@ActorComponent(value = "negativeRetries", supervision = @Supervision(retries = -2))
	static class NegativeRetries extends Fine {

	}

	@ActorComponent("returning")
	static class Returning extends Fine {

		@Failed
		int failed(Throwable error) {
			return 1;
		}

	}

}
