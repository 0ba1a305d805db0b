package io.pyctor.spring.sequential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
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
 * Tests for how many calls there may be, and how long callers wait.
 */
class SequentialLimitTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorSequentialAutoConfiguration.class))
		.withBean(Service.class);

	@Test
	void callThatFindsTooManyOfItsKeyIsRefused() {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			service.hold("secret key");
			assertThat(target(service).held.await(20, TimeUnit.SECONDS)).isTrue();
			service.hold("secret key");
			service.hold("secret key");
			assertThatExceptionOfType(SequentialCallRejectedException.class)
				.isThrownBy(() -> service.hold("secret key"))
				.withMessageContaining("SequentialLimitTests.Service.hold(String)")
				.withMessageContaining("2 calls of its key wait already")
				.withMessageNotContaining("secret")
				.returns(Reason.FULL, SequentialCallRejectedException::reason);
			assertThat(service.future("secret key")).failsWithin(SOON)
				.withThrowableThat()
				.withCauseInstanceOf(SequentialCallRejectedException.class);
			service.hold("other key");
			SequentialGroup group = group(context.getBean(SequentialCalls.class));
			assertThat(group.queued()).isEqualTo(2);
			assertThat(group.activeKeys()).isEqualTo(2);
			assertThat(group.rejected()).isEqualTo(2);
			target(service).go.countDown();
			await().atMost(SOON).until(() -> group.calls() == 0);
			assertThat(target(service).calls).hasValue(4);
		});
	}

	@Test
	void callThatFindsTooManyOfItsGroupIsRefused() {
		this.contextRunner.withPropertyValues("pyctor.sequential.max-calls=3").run((context) -> {
			Service service = context.getBean(Service.class);
			service.hold("1");
			service.hold("2");
			service.hold("3");
			assertThatExceptionOfType(SequentialCallRejectedException.class).isThrownBy(() -> service.hold("4"))
				.withMessageContaining("'service' has 3 calls already (pyctor.sequential.max-calls)");
			target(service).go.countDown();
			await().atMost(SOON).until(() -> group(context.getBean(SequentialCalls.class)).calls() == 0);
			assertThat(service.value("4")).isEqualTo("4");
		});
	}

	@Test
	void onlySoManyCallsHaveThreadsAtATime() {
		this.contextRunner.withPropertyValues("pyctor.sequential.concurrency=2").run((context) -> {
			Service service = context.getBean(Service.class);
			for (int i = 0; i < 10; i++) {
				service.hold("key " + i);
			}
			assertThat(target(service).held.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(service.value("another")).isEqualTo("another");
			target(service).go.countDown();
			await().atMost(SOON).until(() -> target(service).calls.get() == 10);
			assertThat(target(service).most).hasValueLessThanOrEqualTo(2);
		});
	}

	@Test
	void callThatWaitsForAnotherTurnLeavesItsThreadsPlaceToOthers() {
		this.contextRunner.withPropertyValues("pyctor.sequential.concurrency=1").run((context) -> {
			Service service = context.getBean(Service.class);
			CompletableFuture<String> answer = service.task("outer", () -> {
				service.hold("inner");
				target(service).go.countDown();
				return service.value("inner");
			});
			assertThat(answer).succeedsWithin(SOON).isEqualTo("inner");
			assertThat(service.future("outer")).succeedsWithin(SOON);
		});
	}

	@Test
	void callerWhoseTurnDoesNotComeInTimeGivesUpItsPlace() {
		this.contextRunner.withPropertyValues("value.timeout=20ms").run((context) -> {
			Service service = context.getBean(Service.class);
			service.hold("key");
			assertThatExceptionOfType(SequentialCallRejectedException.class).isThrownBy(() -> service.value("key"))
				.withMessageContaining("its turn did not come within PT0.02S")
				.returns(Reason.TIMED_OUT, SequentialCallRejectedException::reason);
			assertThat(group(context.getBean(SequentialCalls.class)).calls()).isEqualTo(1);
			target(service).go.countDown();
			await().atMost(SOON).until(() -> target(service).calls.get() == 1);
			assertThat(service.value("key")).isEqualTo("key");
		});
	}

	@Test
	void callerThatIsInterruptedGivesUpItsPlaceAndStaysInterrupted() {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			service.hold("key");
			CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
			Thread caller = new Thread(() -> {
				try {
					service.value("key");
					interrupted.complete(false);
				}
				catch (SequentialCallRejectedException ex) {
					interrupted.complete(ex.reason() == Reason.INTERRUPTED && Thread.currentThread().isInterrupted());
				}
			});
			caller.start();
			SequentialGroup group = group(context.getBean(SequentialCalls.class));
			await().atMost(SOON).until(() -> group.queued() == 1);
			caller.interrupt();
			assertThat(interrupted).succeedsWithin(SOON).isEqualTo(true);
			assertThat(group.queued()).isZero();
			target(service).go.countDown();
			await().atMost(SOON).until(() -> group.calls() == 0);
			assertThat(target(service).values).hasValue(0);
		});
	}

	@Test
	void callsThatWaitCrosswiseEndAtTheTimeout() {
		this.contextRunner.withPropertyValues("value.timeout=200ms").run((context) -> {
			Service service = context.getBean(Service.class);
			CountDownLatch both = new CountDownLatch(2);
			List<CompletableFuture<String>> answers = new ArrayList<>();
			answers.add(service.task("one", () -> meetAndCall(service, both, "two")));
			answers.add(service.task("two", () -> meetAndCall(service, both, "one")));
			answers.forEach((answer) -> assertThat(answer.handle((value, error) -> "ended")).succeedsWithin(SOON));
			assertThat(answers).anyMatch(CompletableFuture::isCompletedExceptionally);
			assertThat(service.value("one")).isEqualTo("one");
		});
	}

	/** An interrupt that one call leaves behind must not reach the next one. */
	@Test
	void callDoesNotSeeTheInterruptOfTheOneBefore() {
		this.contextRunner.withPropertyValues("pyctor.sequential.concurrency=1").run((context) -> {
			Service service = context.getBean(Service.class);
			for (int i = 0; i < 20; i++) {
				service.task("key", () -> {
					Thread.currentThread().interrupt();
					return "";
				});
				assertThat(service.task("key", () -> String.valueOf(Thread.currentThread().isInterrupted())))
					.succeedsWithin(SOON)
					.isEqualTo("false");
			}
		});
	}

	private static String meetAndCall(Service service, CountDownLatch both, String key) {
		both.countDown();
		awaitLatch(both);
		return service.value(key);
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			latch.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SequentialGroup group(SequentialCalls calls) {
		return calls.groups().list().get(0);
	}

	/** Fields are those of the object behind the proxy. */
	private static <T> T target(T bean) {
		return AopTestUtils.getTargetObject(bean);
	}

	static class Service {

		private final CountDownLatch held = new CountDownLatch(1);

		private final CountDownLatch go = new CountDownLatch(1);

		private final AtomicInteger running = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		private final AtomicInteger calls = new AtomicInteger();

		private final AtomicInteger values = new AtomicInteger();

		@Sequential(key = "#key", group = "service", capacity = 2)
		public void hold(String key) {
			this.most.accumulateAndGet(this.running.incrementAndGet(), Math::max);
			this.held.countDown();
			awaitLatch(this.go);
			this.running.decrementAndGet();
			this.calls.incrementAndGet();
		}

		@Sequential(key = "#key", group = "service", timeout = "${value.timeout:1m}")
		public String value(String key) {
			this.values.incrementAndGet();
			return key;
		}

		@Sequential(key = "#key", group = "service", capacity = 2)
		public CompletableFuture<String> future(String key) {
			return CompletableFuture.completedFuture(key);
		}

		@Sequential(key = "#key", group = "service")
		public CompletableFuture<String> task(String key, Supplier<String> task) {
			return CompletableFuture.completedFuture(task.get());
		}

	}

}
