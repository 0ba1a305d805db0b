package io.pyctor.spring.sequential;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;
import io.pyctor.spring.Sequential;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorSequentialAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what an application says that starts with a sequential method that cannot
 * work.
 */
@ExtendWith(OutputCaptureExtension.class)
class SequentialFailureAnalysisTests {

	@Test
	void keyThatIsNoExpression(CapturedOutput output) {
		fail(NoExpression.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The @Sequential method 'place(String)' of " + NoExpression.class.getName()
					+ " has the key '#order.(', which is no expression:")
			.contains("such as '#order.customerId()' or '#p0'");
	}

	@Test
	void keyWithAnUnknownParameter(CapturedOutput output) {
		fail(UnknownParameter.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("has the key '#odrer.length()', which uses '#odrer', but the parameters are [order, number]");
	}

	@Test
	void keyWithANumberThatIsNotThere(CapturedOutput output) {
		fail(UnknownNumber.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("has the key '#p0', which uses '#p0', but there is no parameter");
	}

	@Test
	void noKey(CapturedOutput output) {
		fail(NoKey.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("has no key").contains("\"#p0\"");
	}

	@Test
	void privateMethod(CapturedOutput output) {
		fail(PrivateMethod.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("is private").contains("Remove 'private'");
	}

	@Test
	void finalMethod(CapturedOutput output) {
		fail(FinalMethod.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("is final").contains("Remove 'final'");
	}

	@Test
	void staticMethod(CapturedOutput output) {
		fail(StaticMethod.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("is static").contains("Remove 'static'");
	}

	@Test
	void finalClass(CapturedOutput output) {
		fail(FinalClass.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("belongs to a class that is final, so there can be no proxy of it");
	}

	@Test
	void methodThatIsInNoInterface(CapturedOutput output) {
		fail(NotInInterface.class, "--spring.aop.proxy-target-class=false");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("is in no interface")
			.contains("'spring.aop.proxy-target-class'");
	}

	@Test
	void methodOfAnActorComponent(CapturedOutput output) {
		fail(Component.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'on(String)' of " + Component.class.getName() + " belongs to an actor component");
	}

	@Test
	void futureWithoutAnEnd(CapturedOutput output) {
		fail(PlainFuture.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("returns java.util.concurrent.Future");
	}

	@Test
	void manyAnswers(CapturedOutput output) {
		fail(ManyAnswers.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("returns reactor.core.publisher.Flux");
	}

	@Test
	void asyncMethod(CapturedOutput output) {
		fail(AsyncMethod.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("@Async as well").contains("Remove @Async");
	}

	@Test
	void negativeCapacity(CapturedOutput output) {
		fail(NegativeCapacity.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("has the capacity -1");
	}

	@Test
	void timeoutThatIsNoTime(CapturedOutput output) {
		fail(NoTimeout.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("has @Sequential(timeout) with 'soon', which is no time that can be used");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			capacity    | 0  | at least 1
			max-calls   | 0  | at least 1
			concurrency | 0  | at least 1
			timeout     | 0s | a positive time
			""")
	void propertyWithAnInvalidValue(String property, String value, String expected, CapturedOutput output) {
		fail(Good.class, "--pyctor.sequential." + property + "=" + value);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The configuration property 'pyctor.sequential." + property + "' has the invalid value")
			.contains("Expected " + expected);
	}

	private static void fail(Class<?> bean, String... arguments) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Application.class, bean).web(WebApplicationType.NONE)
				.run(arguments)
				.close());
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PyctorAutoConfiguration.class, PyctorSequentialAutoConfiguration.class })
	static class Application {

	}

	static class Good {

		@Sequential(key = "#p0")
		public void place(String order) {
		}

	}

	static class NoExpression {

		@Sequential(key = "#order.(")
		public void place(String order) {
		}

	}

	static class UnknownParameter {

		@Sequential(key = "#odrer.length()")
		public void place(String order, int number) {
		}

	}

	static class UnknownNumber {

		@Sequential(key = "#p0")
		public void place() {
		}

	}

	static class NoKey {

		@Sequential(key = " ")
		public void place(String order) {
		}

	}

	static class PrivateMethod {

		@Sequential(key = "#p0")
		private void place(String order) {
		}

	}

	static class FinalMethod {

		@Sequential(key = "#p0")
		public final void place(String order) {
		}

	}

	static class StaticMethod {

		@Sequential(key = "#p0")
		public static void place(String order) {
		}

	}

	static final class FinalClass {

		@Sequential(key = "#p0")
		public void place(String order) {
		}

	}

	static class NotInInterface implements Runnable {

		@Override
		public void run() {
		}

		@Sequential(key = "#p0")
		public void place(String order) {
		}

	}

	@ActorComponent("component")
	static class Component {

		@Receive
		@Sequential(key = "#p0")
		void on(String message) {
		}

	}

	static class PlainFuture {

		@Sequential(key = "#p0")
		public Future<String> place(String order) {
			return CompletableFuture.completedFuture(order);
		}

	}

	static class ManyAnswers {

		@Sequential(key = "#p0")
		public Flux<String> place(String order) {
			return Flux.just(order);
		}

	}

	static class AsyncMethod {

		@Async
		@Sequential(key = "#p0")
		public void place(String order) {
		}

	}

	static class NegativeCapacity {

		@Sequential(key = "#p0", capacity = -1)
		public void place(String order) {
		}

	}

	static class NoTimeout {

		@Sequential(key = "#p0", timeout = "soon")
		public String place(String order) {
			return order;
		}

	}

}
