package io.pyctor.spring.metrics;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.test.util.AopTestUtils;

import io.pyctor.spring.Sequential;
import io.pyctor.spring.SequentialCallRejectedException;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorMetricsAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorSequentialAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SequentialMetrics}.
 */
class SequentialMetricsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorSequentialAutoConfiguration.class,
				PyctorMetricsAutoConfiguration.class))
		.withBean(SimpleMeterRegistry.class)
		.withBean(Service.class)
		.withBean("late", Late.class, Late::new, (definition) -> definition.setLazyInit(true));

	@Test
	void metersShowCallsThatWaitAndKeysAndRefusals() {
		this.contextRunner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(SequentialMetrics.class).bindTo(registry);
			Service service = context.getBean(Service.class);
			service.hold("one");
			service.hold("one");
			service.hold("two");
			assertThatExceptionOfType(SequentialCallRejectedException.class).isThrownBy(() -> service.hold("one"));
			assertThat(gauge(registry, "pyctor.sequential.queued")).isEqualTo(1);
			assertThat(gauge(registry, "pyctor.sequential.active.keys")).isEqualTo(2);
			assertThat(registry.get("pyctor.sequential.rejected").tag("group", "holding").functionCounter().count())
				.isEqualTo(1);
			AopTestUtils.<Service>getTargetObject(service).go.countDown();
			await().atMost(Duration.ofSeconds(20)).until(() -> gauge(registry, "pyctor.sequential.active.keys") == 0);
		});
	}

	@Test
	void groupThatComesLaterHasMetersToo() {
		this.contextRunner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(SequentialMetrics.class).bindTo(registry);
			String group = "SequentialMetricsTests.Late.call";
			assertThat(registry.find("pyctor.sequential.queued").tag("group", group).gauge()).isNull();
			context.getBean("late", Late.class);
			assertThat(registry.find("pyctor.sequential.queued").tag("group", group).gauge()).isNotNull();
		});
	}

	@Test
	void worksWithoutMicrometer() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(MeterBinder.class)).run((context) -> {
			assertThat(context).doesNotHaveBean(SequentialMetrics.class);
			assertThat(context.getBean(Late.class).call("key")).isEqualTo("key");
		});
	}

	private static double gauge(MeterRegistry registry, String name) {
		return registry.get(name).tag("group", "holding").gauge().value();
	}

	public static class Service {

		private final CountDownLatch go = new CountDownLatch(1);

		@Sequential(key = "#key", group = "holding", capacity = 1)
		public void hold(String key) throws InterruptedException {
			this.go.await(20, TimeUnit.SECONDS);
		}

	}

	public static class Late {

		@Sequential(key = "#key")
		public String call(String key) {
			return key;
		}

	}

}
