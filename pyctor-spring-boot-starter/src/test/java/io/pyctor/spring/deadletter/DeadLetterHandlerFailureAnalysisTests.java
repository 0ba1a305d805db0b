package io.pyctor.spring.deadletter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.EnableResilientMethods;

import io.pyctor.ActorContext;
import io.pyctor.DeadLetter;
import io.pyctor.Terminated;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.DeadLetterHandler;
import io.pyctor.spring.Receive;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorDeadLetterAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what an application says that starts with a method that cannot deal with dead
 * letters, or with settings that make no sense.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeadLetterHandlerFailureAnalysisTests {

	@Test
	void methodThatReturnsSomething(CapturedOutput output) {
		fail(Returning.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The @DeadLetterHandler method 'on(String)' of the bean '")
			.contains("(" + Returning.class.getName() + ") returns boolean, which nobody would get")
			.contains("Let the method return void");
	}

	@Test
	void privateMethod(CapturedOutput output) {
		fail(Private.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("is private, so it cannot be called on the bean")
			.contains("Remove 'private' from the method");
	}

	@Test
	void staticMethod(CapturedOutput output) {
		fail(Static.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("is static, so it cannot be called");
	}

	@Test
	void finalMethodBehindAProxy(CapturedOutput output) {
		fail(Final.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("is final, so it cannot be called");
	}

	@Test
	void twoMessages(CapturedOutput output) {
		fail(TwoMessages.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("takes more than one message")
			.contains("write a method for each type");
	}

	@Test
	void theSameTwice(CapturedOutput output) {
		fail(Twice.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("takes more than one DeadLetter");
	}

	@Test
	void whatNoDeadLetterHas(CapturedOutput output) {
		fail(OfActor.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("takes a ActorContext, which no dead letter has")
			.contains("Let it take the message, a DeadLetter, a DeadLetterEntry or an ActorRef (the sender)");
	}

	@Test
	void whatIsNeverADeadLetter(CapturedOutput output) {
		fail(OfEnds.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("takes a Terminated, which no dead letter has");
	}

	@Test
	void methodOfAnActor(CapturedOutput output) {
		fail(OfComponent.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("of the bean 'component' (" + OfComponent.class.getName() + ") belongs to an actor")
			.contains("Move the method to another bean");
	}

	@Test
	void negativeCapacity(CapturedOutput output) {
		fail(Fine.class, "--pyctor.dead-letters.capacity=-1");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'pyctor.dead-letters.capacity' has the invalid value '-1'. Expected at least 0");
	}

	@Test
	void negativeNumberOfMessages(CapturedOutput output) {
		fail(Fine.class, "--pyctor.dead-letters.keep-messages=-1");
		assertThat(output)
			.contains("'pyctor.dead-letters.keep-messages' has the invalid value '-1'. Expected at least 0");
	}

	@Test
	void noRoomForHandlers(CapturedOutput output) {
		fail(Fine.class, "--pyctor.dead-letters.handler-capacity=0");
		assertThat(output)
			.contains("'pyctor.dead-letters.handler-capacity' has the invalid value '0'. Expected at least 1");
	}

	private static void fail(Class<?> bean, String... arguments) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Application.class, bean).web(WebApplicationType.NONE)
				.run(arguments)
				.close());
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PyctorAutoConfiguration.class, PyctorDeadLetterAutoConfiguration.class })
	static class Application {

	}

	static class Fine {

		@DeadLetterHandler
		void on(String message) {
		}

	}

	static class Returning {

		@DeadLetterHandler
		boolean on(String message) {
			return true;
		}

	}

	static class Private {

		@DeadLetterHandler
		private void on(String message) {
		}

	}

	static class Static {

		@DeadLetterHandler
		static void on(String message) {
		}

	}

	@EnableResilientMethods
	static class Final {

		@DeadLetterHandler
		final void on(String message) {
		}

		@ConcurrencyLimit(1)
		public void other() {
		}

	}

	static class TwoMessages {

		@DeadLetterHandler
		void on(String message, Integer other) {
		}

	}

	static class Twice {

		@DeadLetterHandler
		void on(DeadLetter letter, DeadLetter other) {
		}

	}

	static class OfActor {

		@DeadLetterHandler
		void on(ActorContext context) {
		}

	}

	static class OfEnds {

		@DeadLetterHandler
		void on(Terminated notice) {
		}

	}

	@ActorComponent("component")
	static class OfComponent {

		@Receive
		void text(String text) {
		}

		@DeadLetterHandler
		void on(String message) {
		}

	}

}
