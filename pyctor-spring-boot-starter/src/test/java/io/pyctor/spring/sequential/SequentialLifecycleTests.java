package io.pyctor.spring.sequential;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.util.AopTestUtils;

import io.pyctor.spring.Sequential;
import io.pyctor.spring.SequentialCallRejectedException;
import io.pyctor.spring.SequentialCallRejectedException.Reason;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorSequentialAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for calls while a context starts, stops and closes.
 */
@ExtendWith(OutputCaptureExtension.class)
class SequentialLifecycleTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	@Test
	void callsThatWereAcceptedAreMadeAndLaterOnesRefused(CapturedOutput output) throws Exception {
		AnnotationConfigApplicationContext context = start("pyctor.shutdown-timeout=10s");
		Service service = context.getBean(Service.class);
		Service target = AopTestUtils.getTargetObject(service);
		service.hold("key");
		for (int i = 0; i < 10; i++) {
			service.count("key");
		}
		CompletableFuture<String> nested = service.future("key", () -> service.value("nested"));
		assertThat(target.held.await(20, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);
		await().atMost(SOON)
			.untilAsserted(() -> assertThatExceptionOfType(SequentialCallRejectedException.class)
				.isThrownBy(() -> service.value("key " + System.nanoTime()))
				.withMessageContaining("Service.value(String) was not made: the application is stopping")
				.returns(Reason.CLOSED, SequentialCallRejectedException::reason));
		assertThat(service.future("other", () -> "")).failsWithin(SOON)
			.withThrowableThat()
			.withCauseInstanceOf(SequentialCallRejectedException.class);
		assertThat(closed).isNotDone();
		target.go.countDown();
		assertThat(closed).succeedsWithin(SOON);
		assertThat(target.count).hasValue(10);
		assertThat(target.countWhenDestroyed).hasValue(10);
		assertThat(nested).succeedsWithin(SOON).isEqualTo("nested");
		assertThat(output).contains("Sequential calls have ended").contains(": 12 were under way");
	}

	@Test
	void whatDoesNotEndInTimeIsNamedInterruptedAndTold(CapturedOutput output) throws Exception {
		AnnotationConfigApplicationContext context = start("pyctor.shutdown-timeout=100ms");
		Service service = context.getBean(Service.class);
		Service target = AopTestUtils.getTargetObject(service);
		service.hold("key");
		service.count("key");
		CompletableFuture<String> future = service.future("key", () -> "");
		CompletableFuture<Reason> caller = new CompletableFuture<>();
		new Thread(() -> {
			try {
				service.value("key");
			}
			catch (SequentialCallRejectedException ex) {
				caller.complete(ex.reason());
			}
		}).start();
		assertThat(target.held.await(20, TimeUnit.SECONDS)).isTrue();
		SequentialCalls calls = context.getBean(SequentialCalls.class);
		await().atMost(SOON).until(() -> calls.size() == 4);
		context.close();
		assertThat(future).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.withMessageContaining("its turn did not come within PT0.1S");
		assertThat(caller).succeedsWithin(SOON).isEqualTo(Reason.CLOSED);
		assertThat(target.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(target.count).hasValue(0);
		assertThat(output).contains("Service.hold(String) still runs on")
			.contains("SequentialLifecycleTests.java")
			.contains("Service.count(String) was not made: the application is stopping")
			.contains("3 were not made and 1 still run after PT0.1S");
	}

	@Test
	void callThatHasNoThreadAtTheEndIsToldToo() throws Exception {
		AnnotationConfigApplicationContext context = start("pyctor.shutdown-timeout=100ms",
				"pyctor.sequential.concurrency=1");
		Service service = context.getBean(Service.class);
		Service target = AopTestUtils.getTargetObject(service);
		service.hold("key");
		assertThat(target.held.await(20, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<String> future = service.future("other", () -> "");
		context.close();
		assertThat(future).failsWithin(SOON)
			.withThrowableThat()
			.withCauseInstanceOf(SequentialCallRejectedException.class);
	}

	@Test
	void contextThatIsStoppedAndStartedAcceptsCallsAgain() {
		try (AnnotationConfigApplicationContext context = start()) {
			Service service = context.getBean(Service.class);
			context.stop();
			assertThatExceptionOfType(SequentialCallRejectedException.class).isThrownBy(() -> service.value("key"));
			context.start();
			assertThat(service.value("key")).isEqualTo("key");
			assertThat(service.future("key", () -> "x")).succeedsWithin(SOON).isEqualTo("x");
		}
	}

	@Test
	void callsOfContextThatNeverStartedAreMade() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.register(Application.class);
		AtomicInteger made = new AtomicInteger();
		context.registerBean("caller", Caller.class, () -> new Caller(context.getBean(Service.class), made));
		context.registerBean("failing", Object.class, () -> {
			throw new IllegalStateException("on purpose");
		});
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(context::refresh)
			.withStackTraceContaining("purpose");
		assertThat(made).hasValue(1);
	}

	private static AnnotationConfigApplicationContext start(String... properties) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of(properties).applyTo(context);
		context.register(Application.class);
		context.refresh();
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PyctorAutoConfiguration.class, PyctorSequentialAutoConfiguration.class })
	@Import(Service.class)
	static class Application {

	}

	static class Caller {

		Caller(Service service, AtomicInteger made) {
			service.run("key", () -> {
				// The start fails meanwhile.
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
				made.incrementAndGet();
			});
		}

	}

	static class Service implements DisposableBean {

		private final CountDownLatch held = new CountDownLatch(1);

		private final CountDownLatch go = new CountDownLatch(1);

		private final CountDownLatch interrupted = new CountDownLatch(1);

		private final AtomicInteger count = new AtomicInteger();

		private final AtomicInteger countWhenDestroyed = new AtomicInteger();

		@Override
		public void destroy() {
			this.countWhenDestroyed.set(this.count.get());
		}

		@Sequential(key = "#key", group = "service")
		public void hold(String key) {
			this.held.countDown();
			try {
				this.go.await(60, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				this.interrupted.countDown();
			}
		}

		@Sequential(key = "#key", group = "service")
		public void count(String key) {
			this.count.incrementAndGet();
		}

		@Sequential(key = "#key", group = "service")
		public void run(String key, Runnable task) {
			task.run();
		}

		@Sequential(key = "#key", group = "service")
		public String value(String key) {
			return key;
		}

		@Sequential(key = "#key", group = "service")
		public CompletableFuture<String> future(String key, Supplier<String> task) {
			return CompletableFuture.completedFuture(task.get());
		}

	}

}
