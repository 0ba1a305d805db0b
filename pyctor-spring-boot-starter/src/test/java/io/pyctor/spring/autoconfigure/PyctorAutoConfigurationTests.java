package io.pyctor.spring.autoconfigure;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.DispatcherServlet;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorFactories;
import io.pyctor.spring.ActorSystemBuilderCustomizer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PyctorAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PyctorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class));

	@Test
	void systemAndFactoriesAreBeans() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(ActorSystem.class).hasSingleBean(ActorFactories.class);
			assertThat(context.getBean(ActorSystem.class).name()).isEqualTo("pyctor");
		});
	}

	@Test
	void systemEndsWithTheContext() {
		ActorSystem[] system = new ActorSystem[1];
		this.contextRunner.run((context) -> system[0] = context.getBean(ActorSystem.class));
		assertThat(system[0].stopped()).isDone();
	}

	@Test
	void systemEndsWhenTheContextFails() {
		ActorSystem[] system = new ActorSystem[1];
		this.contextRunner.withUserConfiguration(FailingBean.class)
			.withBean(ActorSystemBuilderCustomizer.class, () -> (builder) -> system[0] = builder.build())
			.run((context) -> assertThat(context).hasFailed());
		assertThat(system[0]).isNotNull();
		system[0].close();
		this.contextRunner.withUserConfiguration(FailingComponent.class)
			.run((context) -> assertThat(context).hasFailed());
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("pyctor-"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			shop            | shop
			Order Desk (EU) | Order-Desk-EU-
			größe           | gr-e
			..              | pyctor
			' '             | pyctor
			""")
	void nameOfTheApplicationIsMadeLegal(String applicationName, String expected) {
		this.contextRunner.withPropertyValues("spring.application.name=" + applicationName)
			.run((context) -> assertThat(context.getBean(ActorSystem.class).name()).startsWith(expected.substring(0, 2))
				.isEqualTo(ActorSystemConfigurer.legalName(applicationName))
				.isEqualTo(expected));
	}

	@Test
	void nameOfTheSystemGoesBeforeThatOfTheApplication() {
		this.contextRunner.withPropertyValues("spring.application.name=shop", "pyctor.name=desk")
			.run((context) -> assertThat(context.getBean(ActorSystem.class).name()).isEqualTo("desk"));
	}

	@Test
	void propertiesHaveTheDefaultsOfTheBuilder() {
		this.contextRunner.run((context) -> {
			PyctorProperties properties = context.getBean(PyctorProperties.class);
			assertThat(properties.name()).isNull();
			assertThat(properties.parallelism()).isNull();
			assertThat(properties.throughput()).isEqualTo(256);
			assertThat(properties.batchTime()).isEqualTo(Duration.ofNanos(200_000));
			assertThat(properties.virtualThreads()).isNull();
			assertThat(properties.askTimeout()).isEqualTo(Duration.ofSeconds(5));
			assertThat(properties.shutdownTimeout()).isEqualTo(Duration.ofSeconds(20));
			assertThat(properties.deadLetterLogLimit()).isEqualTo(10);
			assertThat(properties.metrics().enabled()).isTrue();
		});
	}

	@Test
	void numberOfThreadsIsApplied() {
		this.contextRunner.withPropertyValues("pyctor.parallelism=1", "pyctor.name=narrow")
			.withUserConfiguration(Silent.class)
			.run((context) -> {
				ActorSystem system = context.getBean(ActorSystem.class);
				Set<String> threads = ConcurrentHashMap.newKeySet();
				CountDownLatch seen = new CountDownLatch(100);
				for (int i = 0; i < 100; i++) {
					system.create(() -> new ThreadSpy(threads, seen)).tell("look");
				}
				assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
				assertThat(threads).hasSize(1);
			});
	}

	@Test
	void askTimeoutIsApplied() {
		this.contextRunner.withPropertyValues("pyctor.ask-timeout=10ms")
			.withUserConfiguration(Silent.class)
			.run((context) -> assertThat(context.getBean("silent", ActorRef.class).ask(new Question()))
				.failsWithin(Duration.ofSeconds(4))
				.withThrowableThat()
				.withMessageContaining("PT0.01S"));
	}

	@Test
	void customizersAreCalledInOrderAfterTheProperties() {
		this.contextRunner.withPropertyValues("pyctor.ask-timeout=1h")
			.withUserConfiguration(Silent.class, Customizers.class)
			.run((context) -> assertThat(context.getBean("silent", ActorRef.class).ask(new Question()))
				.failsWithin(Duration.ofSeconds(4))
				.withThrowableThat()
				.withMessageContaining("PT0.02S"));
	}

	@Test
	void systemOfTheUserTakesItsPlace() {
		this.contextRunner.withUserConfiguration(OwnSystem.class, Silent.class).run((context) -> {
			assertThat(context).hasSingleBean(ActorSystem.class);
			assertThat(context.getBean(ActorSystem.class).name()).isEqualTo("own");
			assertThat(context.getBean(ActorSystem.class).find("/user/silent")).isPresent();
		});
	}

	@Test
	void systemThatTheUserKeepsAliveOutlivesTheContext() {
		ActorSystem system = ActorSystem.create("kept");
		KeptSystem.system = system;
		this.contextRunner.withUserConfiguration(KeptSystem.class, Silent.class)
			.run((context) -> assertThat(system.find("/user/silent")).isPresent());
		assertThat(system.isShutdown()).isFalse();
		assertThat(system.find("/user/silent")).isEmpty();
		system.close();
	}

	@Test
	void executorOfTheApplicationStays() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.run((context) -> assertThat(context.getBeanNamesForType(Executor.class))
				.containsExactly("applicationTaskExecutor"));
	}

	@Test
	void timeoutThatTheContextWouldNotWaitForIsWarnedOf(CapturedOutput output) {
		this.contextRunner.withPropertyValues("pyctor.shutdown-timeout=40s")
			.run((context) -> assertThat(output).contains("'pyctor.shutdown-timeout' (PT40S) should be less than")
				.contains("PT30S"));
	}

	@Test
	void timeoutBelowThatOfTheContextIsNotWarnedOf(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("pyctor.shutdown-timeout=40s", "spring.lifecycle.timeout-per-shutdown-phase=1m")
			.run((context) -> assertThat(output).doesNotContain("should be less than"));
	}

	@Test
	void applicationWithoutMicrometerStarts() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(PyctorEndpointAutoConfiguration.class,
					PyctorHealthContributorAutoConfiguration.class, PyctorMetricsAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=*")
			.withClassLoader(new FilteredClassLoader(MeterRegistry.class.getPackageName()))
			.run((context) -> assertThat(context).hasBean("actorsEndpoint")
				.hasBean("pyctorHealthIndicator")
				.doesNotHaveBean("actorSystemMetrics"));
	}

	@Test
	void applicationWithoutActuatorHasMeters() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(PyctorEndpointAutoConfiguration.class,
					PyctorHealthContributorAutoConfiguration.class, PyctorMetricsAutoConfiguration.class))
			.withClassLoader(
					new FilteredClassLoader(Endpoint.class.getPackageName(), "org.springframework.boot.actuate",
							HealthIndicator.class.getPackageName(), "org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("actorSystemMetrics")
				.doesNotHaveBean("actorsEndpoint")
				.doesNotHaveBean("pyctorHealthIndicator"));
	}

	@Test
	void wholeApplicationStartsWithoutAndWithAServer() {
		new ApplicationContextRunner().withUserConfiguration(WholeApplication.class, Silent.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("pyctorHealthIndicator")
				.hasBean("actorSystemMetrics"));
		new WebApplicationContextRunner().withUserConfiguration(WholeApplication.class, Silent.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(DispatcherServlet.class));
	}

	record Question() implements Ask<String> {

	}

	@ActorComponent("silent")
	static class Silent extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

	}

	static class ThreadSpy extends Actor {

		private final Set<String> threads;

		private final CountDownLatch seen;

		ThreadSpy(Set<String> threads, CountDownLatch seen) {
			this.threads = threads;
			this.seen = seen;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			this.threads.add(Thread.currentThread().getName());
			this.seen.countDown();
		}

	}

	@ActorComponent("failing")
	static class FailingComponent extends Silent {

		FailingComponent() {
			throw new IllegalStateException("failed");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WholeApplication {

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingBean {

		@Bean
		Object failing(ActorSystem system) {
			throw new IllegalStateException("failed with " + system);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Order(2)
		ActorSystemBuilderCustomizer last() {
			return (builder) -> builder.askTimeout(Duration.ofMillis(20));
		}

		@Bean
		@Order(1)
		ActorSystemBuilderCustomizer first() {
			return (builder) -> builder.askTimeout(Duration.ofHours(2));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSystem {

		@Bean
		ActorSystem system() {
			return ActorSystem.create("own");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class KeptSystem {

		private static ActorSystem system;

		@Bean(destroyMethod = "")
		ActorSystem system() {
			return system;
		}

	}

}
