package io.pyctor.spring.sequential;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.pyctor.spring.CallerContext;
import io.pyctor.spring.Sequential;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorContextAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorSequentialAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what comes along from the caller's thread.
 */
class SequentialContextTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final String ACCESSOR = "request";

	private static final ThreadLocal<String> REQUEST = new ThreadLocal<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorContextAutoConfiguration.class,
				PyctorSequentialAutoConfiguration.class))
		.withBean(Service.class);

	@BeforeEach
	void registerAccessor() {
		ContextRegistry.getInstance().registerThreadLocalAccessor(ACCESSOR, REQUEST);
	}

	@AfterEach
	void removeAccessor() {
		ContextRegistry.getInstance().removeThreadLocalAccessor(ACCESSOR);
		MDC.remove(ACCESSOR);
		REQUEST.remove();
	}

	@Test
	void callSeesWhatItsOwnCallerCarried() {
		this.contextRunner.withPropertyValues("pyctor.sequential.concurrency=1").run((context) -> {
			Service service = context.getBean(Service.class);
			REQUEST.set("one");
			MDC.put(ACCESSOR, "mdc one");
			CompletableFuture<String> one = service.carried("key");
			REQUEST.set("two");
			MDC.put(ACCESSOR, "mdc two");
			CompletableFuture<String> two = service.carried("key");
			MDC.remove(ACCESSOR);
			REQUEST.remove();
			CompletableFuture<String> nothing = service.carried("key");
			assertThat(one).succeedsWithin(SOON).isEqualTo("one, mdc one");
			assertThat(two).succeedsWithin(SOON).isEqualTo("two, mdc two");
			assertThat(nothing).succeedsWithin(SOON).isEqualTo("null, null");
		});
	}

	@Test
	void nothingComesAlongWithoutTheLibrary() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ContextSnapshot.class.getPackageName()))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(CallerContext.class);
				REQUEST.set("one");
				MDC.put(ACCESSOR, "mdc one");
				assertThat(context.getBean(Service.class).carried("key")).succeedsWithin(SOON).isEqualTo("null, null");
			});
	}

	public static class Service {

		@Sequential(key = "#key")
		public CompletableFuture<String> carried(String key) {
			return CompletableFuture.completedFuture(REQUEST.get() + ", " + MDC.get(ACCESSOR));
		}

	}

}
