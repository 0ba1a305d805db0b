package io.pyctor.spring.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorListener;
import io.pyctor.spring.Receive;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorEventAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what an application says that starts with a listener that cannot work.
 */
@ExtendWith(OutputCaptureExtension.class)
class ActorListenerFailureAnalysisTests {

	@Test
	void listenerThatIsNoHandler(CapturedOutput output) {
		fail(NoHandler.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("has the @ActorListener method 'on(String)', which handles no messages")
			.contains("Annotate the method with @Receive as well");
	}

	@Test
	void listenerOfASubclassOfActor(CapturedOutput output) {
		fail(ActorItself.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("has the @ActorListener method 'on(String)', too, which nobody would call");
	}

	@Test
	void listenerOfATemplate(CapturedOutput output) {
		fail(Template.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'template' (" + Template.class.getName() + ") is not started with the context")
			.contains("Remove @ActorListener, or 'start = false'");
	}

	@Test
	void privateListener(CapturedOutput output) {
		fail(PrivateListener.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("has the private @");
	}

	@Test
	void keyOfComponentThatIsNotKeyed(CapturedOutput output) {
		fail(KeyWithoutKeys.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("is not keyed, but its @ActorListener method 'on' has the key '#event'")
			.contains("Remove the key");
	}

	@Test
	void noKeyOfKeyedComponent(CapturedOutput output) {
		fail(KeysWithoutKey.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("is keyed, but its @ActorListener method 'on' does not say which key is told an event");
	}

	@Test
	void keyThatIsNoExpression(CapturedOutput output) {
		fail(NoExpression.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("has the @ActorListener method 'on(String)' with the key '#event.(', which is no expression");
	}

	@Test
	void keyWithAnUnknownParameter(CapturedOutput output) {
		fail(UnknownParameter.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("with the key '#evnt.length()', which uses '#evnt', but the parameters are [event]");
	}

	@Test
	void listenerOfABeanThatIsNoComponent(CapturedOutput output) {
		fail(NoComponent.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("has the @ActorListener method 'on' (" + NoComponent.class.getName()
					+ "), but it is no actor component, so no event would be told to it.")
			.contains("Annotate its class with @ActorComponent and the method with @Receive");
	}

	@Test
	void listenerOfALazyBean(CapturedOutput output) {
		fail(LazyBeans.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The bean 'lazy' has the @ActorListener method 'on' (" + NoComponent.class.getName() + ")");
	}

	private static void fail(Class<?> component) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Application.class, component).web(WebApplicationType.NONE)
				.run()
				.close());
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PyctorAutoConfiguration.class, PyctorEventAutoConfiguration.class })
	static class Application {

	}

	@ActorComponent("noHandler")
	static class NoHandler {

		@Receive
		void number(Integer message) {
		}

		@ActorListener
		void on(String event) {
		}

	}

	@ActorComponent("actorItself")
	static class ActorItself extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

		@ActorListener
		void on(String event) {
		}

	}

	@ActorComponent(value = "template", start = false)
	static class Template {

		@Receive
		@ActorListener
		void on(String event) {
		}

	}

	@ActorComponent("privateListener")
	static class PrivateListener {

		@Receive
		@ActorListener
		private void on(String event) {
		}

	}

	@ActorComponent("keyWithoutKeys")
	static class KeyWithoutKeys {

		@Receive
		@ActorListener(key = "#event")
		void on(String event) {
		}

	}

	@ActorComponent(value = "keysWithoutKey", keyed = true)
	static class KeysWithoutKey {

		@Receive
		@ActorListener
		void on(String event) {
		}

	}

	@ActorComponent(value = "noExpression", keyed = true)
	static class NoExpression {

		@Receive
		@ActorListener(key = "#event.(")
		void on(String event) {
		}

	}

	@ActorComponent(value = "unknownParameter", keyed = true)
	static class UnknownParameter {

		@Receive
		@ActorListener(key = "#evnt.length()")
		void on(String event) {
		}

	}

	static class NoComponent {

		@ActorListener
		void on(String event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyBeans {

		@Bean
		@Lazy
		NoComponent lazy() {
			throw new AssertionError("Nobody asked for it");
		}

	}

}
