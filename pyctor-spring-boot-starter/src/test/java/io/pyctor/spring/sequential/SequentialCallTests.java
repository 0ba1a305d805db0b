package io.pyctor.spring.sequential;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.util.AopTestUtils;

import io.pyctor.spring.CallerContext;
import io.pyctor.spring.Sequential;
import io.pyctor.spring.SequentialExceptionHandler;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorSequentialAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what callers get, by what the method returns, and for keys.
 */
@ExtendWith(OutputCaptureExtension.class)
class SequentialCallTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorSequentialAutoConfiguration.class))
		.withBean(Service.class);

	@Test
	void callerOfMethodWithoutAnswerGoesOn() {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			CountDownLatch go = new CountDownLatch(1);
			service.run("key", () -> awaitLatch(go));
			service.run("key", () -> service.log("second"));
			assertThat(target(service).lines).isEmpty();
			go.countDown();
			await().atMost(SOON).until(() -> target(service).lines.contains("second"));
		});
	}

	@Test
	void callerThatNeedsTheValueMakesTheCallOnItsOwnThread() {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			assertThat(service.thread("key")).isSameAs(Thread.currentThread());
			CountDownLatch go = new CountDownLatch(1);
			service.run("key", () -> awaitLatch(go));
			CompletableFuture<Boolean> own = new CompletableFuture<>();
			Thread caller = new Thread(() -> own.complete(service.thread("key") == Thread.currentThread()));
			caller.start();
			await().atMost(SOON).until(() -> caller.getState() == Thread.State.TIMED_WAITING);
			assertThat(own).isNotDone();
			go.countDown();
			assertThat(own).succeedsWithin(SOON).isEqualTo(true);
		});
	}

	@Test
	void callerHasTheExceptionAsIfItHadCalledDirectly() {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> service.fail("key"))
				.withMessage("on purpose")
				.withNoCause();
			assertThat(service.thread("key")).isNotNull();
		});
	}

	@Test
	void nextCallStartsWhenTheFutureHasCompleted() {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			CompletableFuture<String> inner = new CompletableFuture<>();
			CompletableFuture<String> first = service.future("key", inner);
			CompletionStage<String> second = service.stage("key", "second");
			await().atMost(SOON).until(() -> target(service).lines.contains("future"));
			CompletableFuture<String> other = service.future("other", CompletableFuture.completedFuture("other"));
			assertThat(other).succeedsWithin(SOON).isEqualTo("other");
			assertThat(first).isNotDone();
			assertThat(target(service).lines).doesNotContain("second");
			inner.complete("done");
			assertThat(first).succeedsWithin(SOON).isEqualTo("done");
			assertThat(second).succeedsWithin(SOON).isEqualTo("second");
		});
	}

	@Test
	void failureOfTheFutureOrOfTheMethodIsInTheFuture() {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			assertThat(service.future("key", CompletableFuture.failedFuture(new IllegalStateException("inner"))))
				.failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(IllegalStateException.class)
				.withMessage("inner");
			assertThat(service.failingFuture("key")).failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.withMessage("outer");
			assertThat(service.nullFuture("key")).failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.withMessageContaining("nullFuture(String) has returned null");
			assertThat(service.future(null, new CompletableFuture<>())).failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.withMessageContaining("is null; every call needs one");
			assertThat(service.future("key", CompletableFuture.completedFuture("goes on"))).succeedsWithin(SOON);
		});
	}

	/** On the thread that completes the answer, if that is how it comes. */
	@Test
	void whoGetsTheAnswerMayCallAgainAndWait() {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			CompletableFuture<String> inner = new CompletableFuture<>();
			CompletableFuture<Boolean> value = service.future("key", inner)
				.thenApply((answer) -> service.thread("key") != null);
			inner.complete("first");
			assertThat(value).succeedsWithin(SOON).isEqualTo(true);
			CompletableFuture<String> other = new CompletableFuture<>();
			CompletableFuture<String> future = service.future("key", other)
				.thenApply((answer) -> service.future("key", CompletableFuture.completedFuture("second")).join());
			other.complete("first");
			assertThat(future).succeedsWithin(SOON).isEqualTo("second");
		});
	}

	@Test
	void callThatIsCancelledBeforeItsTurnIsNotMade() {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			CountDownLatch go = new CountDownLatch(1);
			service.run("key", () -> awaitLatch(go));
			CompletableFuture<String> cancelled = service.future("key", CompletableFuture.completedFuture("never"));
			cancelled.cancel(false);
			CompletionStage<String> next = service.stage("key", "next");
			go.countDown();
			assertThat(next).succeedsWithin(SOON);
			assertThat(target(service).lines).containsExactly("next");
		});
	}

	@Test
	void eachSubscriptionOfMonoIsOneCall() {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			Mono<Integer> mono = service.mono("key");
			assertThat(target(service).subscriptions).hasValue(0);
			assertThat(mono.block(SOON)).isEqualTo(1);
			assertThat(mono.block(SOON)).isEqualTo(2);
			assertThat(target(service).lines).containsExactly("mono", "mono");
		});
	}

	@Test
	void exceptionThatNobodyGetsIsLoggedWithoutContents(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			service.run("the secret", () -> {
				throw new IllegalStateException("on purpose");
			});
			await().atMost(SOON).until(() -> output.toString().contains("on purpose"));
			assertThat(output).contains(Service.class.getName() + ".run(String, Runnable) has failed")
				.contains("its key is of class java.lang.String")
				.doesNotContain("the secret");
			assertThat(service.thread("the secret")).isNotNull();
		});
	}

	@Test
	void exceptionThatNobodyGetsGoesToTheHandlerAndOneOfTheHandlerToTheLog(CapturedOutput output) {
		List<Object> handled = new CopyOnWriteArrayList<>();
		this.contextRunner.withBean(SequentialExceptionHandler.class, () -> (exception, method, key, arguments) -> {
			handled.addAll(List.of(exception.getMessage(), method.getName(), key, arguments.length));
			throw new IllegalStateException("handler on purpose");
		}).run((context) -> {
			Service service = context.getBean(Service.class);
			service.run("key", () -> {
				throw new IllegalStateException("on purpose");
			});
			await().atMost(SOON).until(() -> output.toString().contains("handler on purpose"));
			assertThat(handled).containsExactly("on purpose", "run", "key", 2);
			assertThat(service.thread("key")).isNotNull();
		});
	}

	@Test
	void keyThatIsNullOrAnArrayIsTheCallersError() {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			assertThatIllegalArgumentException().isThrownBy(() -> service.thread(null))
				.withMessageContaining(
						"The key '#key' of a call of SequentialCallTests.Service.thread(Object) is null");
			assertThatIllegalArgumentException().isThrownBy(() -> service.run(null, () -> {
			})).withMessageContaining("is null");
			assertThatIllegalArgumentException().isThrownBy(() -> service.thread(new byte[0]))
				.withMessageContaining("is an array");
			assertThatIllegalArgumentException().isThrownBy(() -> service.length(null))
				.withMessageContaining(
						"The key '#text.length()' of a call of SequentialCallTests.Service.length(String)"
								+ " cannot be told");
			assertThat(service.length("four")).isEqualTo(4);
			assertThat(context.getBean(SequentialCalls.class).size()).isZero();
		});
	}

	@Test
	void expressionsUseParametersByNameAndNumberAndMayBeConstant() {
		this.contextRunner.withBean(Keys.class).run((context) -> {
			Keys keys = context.getBean(Keys.class);
			assertThat(keys.named(new Order("Ada", 1), "x")).isEqualTo("Ada");
			assertThat(keys.numbered(new Order("Ada", 1), "x")).isEqualTo("Ada");
			assertThat(keys.constant(new Order("Ada", 1), "x")).isEqualTo("Ada");
			assertThat(keys.list(new Order("Ada", 1), "x")).isEqualTo("Ada");
			assertThat(keys.keys()).containsExactly("Ada", "1x", "all", List.of("Ada", 1));
		});
	}

	@Test
	void callWithinCallOfTheSameKeyRunsAtOnceIfItReturnsAValue() {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			CompletableFuture<String> nested = new CompletableFuture<>();
			service.run("key", () -> {
				service.run("key", () -> service.log("later"));
				service.future("key", CompletableFuture.completedFuture("x"));
				assertThat(service.nested("key", () -> service.nested("other", () -> service.thread("key"))))
					.isSameAs(Thread.currentThread());
				nested.complete("at once " + target(service).lines);
			});
			assertThat(nested).succeedsWithin(SOON).isEqualTo("at once []");
			await().atMost(SOON).until(() -> target(service).lines.equals(List.of("later", "future")));
		});
	}

	@Test
	void onlyBeansWithSequentialMethodsHaveAProxy() {
		this.contextRunner.withBean("plain", Plain.class).run((context) -> {
			assertThat(AopUtils.isAopProxy(context.getBean("plain"))).isFalse();
			assertThat(AopUtils.isCglibProxy(context.getBean(Service.class))).isTrue();
		});
	}

	@Test
	void methodOfAnInterfaceIsSequentialThroughTheProxyOfTheInterface() {
		this.contextRunner.withPropertyValues("spring.aop.proxy-target-class=false")
			.withBean("byInterface", ByInterface.class)
			.run((context) -> {
				Interface bean = context.getBean(Interface.class);
				assertThat(AopUtils.isJdkDynamicProxy(bean)).isTrue();
				assertSequential(context.getBean(SequentialCalls.class), bean);
			});
	}

	@Test
	void annotationOfAnInterfaceCountsForTheClass() {
		this.contextRunner.withBean("byInterface", ByInterface.class).run((context) -> {
			Interface bean = context.getBean(Interface.class);
			assertThat(AopUtils.isCglibProxy(bean)).isTrue();
			assertSequential(context.getBean(SequentialCalls.class), bean);
		});
	}

	private static void assertSequential(SequentialCalls calls, Interface bean) {
		assertThat(bean.onInterface("key", () -> activeKeys(calls))).isEqualTo(1);
		assertThat(bean.onClass("key", () -> activeKeys(calls))).isEqualTo(1);
	}

	private static int activeKeys(SequentialCalls calls) {
		return calls.groups().list().stream().mapToInt(SequentialGroup::activeKeys).sum();
	}

	@Test
	void methodOfAGenericInterfaceIsSequential() {
		this.contextRunner.withBean("generic", GenericByClass.class).run((context) -> {
			Generic<String> bean = context.getBean(GenericByClass.class);
			assertThat(bean.call("key", () -> activeKeys(context.getBean(SequentialCalls.class)))).isEqualTo(1);
		});
	}

	@Test
	void callWhoseContextCannotBeBroughtAlongFailsAlone() {
		AtomicInteger captured = new AtomicInteger();
		this.contextRunner.withBean(CallerContext.class, () -> () -> () -> {
			if (captured.incrementAndGet() <= 2) {
				throw new IllegalStateException("no context");
			}
			return () -> {
			};
		}).run((context) -> {
			Service service = context.getBean(Service.class);
			service.run("key", () -> service.log("never"));
			assertThat(service.future("key", new CompletableFuture<>())).failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.withMessage("no context");
			assertThat(service.future("key", CompletableFuture.completedFuture("third"))).succeedsWithin(SOON);
			assertThat(context.getBean(SequentialCalls.class).size()).isZero();
		});
	}

	@Test
	void keyThatCannotBeHashedLeavesNothingBehind() {
		this.contextRunner.run((context) -> {
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(Service.class).thread(new Object() {

				@Override
				public int hashCode() {
					throw new IllegalStateException("not initialised");
				}

			}));
			assertThat(context.getBean(SequentialCalls.class).size()).isZero();
		});
	}

	@Test
	void twoMethodsOfOneNameHaveGroupsOfTheirOwn() {
		this.contextRunner.withBean(Overloaded.class).run((context) -> {
			assertThat(context.getBean(SequentialCalls.class).groups().list()).extracting(SequentialGroup::name)
				.filteredOn((name) -> name.contains("Overloaded"))
				.hasSize(2)
				.contains("SequentialCallTests.Overloaded.same");
		});
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			latch.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Fields are those of the object behind the proxy. */
	private static <T> T target(T bean) {
		return AopTestUtils.getTargetObject(bean);
	}

	record Order(String customer, int number) {

	}

	static class Service {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		private final AtomicInteger subscriptions = new AtomicInteger();

		void log(String line) {
			this.lines.add(line);
		}

		@Sequential(key = "#key", group = "service")
		public void run(String key, Runnable task) {
			task.run();
		}

		@Sequential(key = "#key", group = "service")
		public Thread thread(Object key) {
			return Thread.currentThread();
		}

		@Sequential(key = "#key", group = "service")
		public Object nested(String key, Supplier<Object> task) {
			return task.get();
		}

		@Sequential(key = "#text.length()")
		public int length(String text) {
			return text.length();
		}

		@Sequential(key = "#key", group = "service")
		public String fail(String key) throws IOException {
			throw new IOException("on purpose");
		}

		@Sequential(key = "#key", group = "service")
		public CompletableFuture<String> future(String key, CompletableFuture<String> inner) {
			log("future");
			return inner;
		}

		@Sequential(key = "#key", group = "service")
		public CompletionStage<String> stage(String key, String answer) {
			log(answer);
			return CompletableFuture.completedStage(answer);
		}

		@Sequential(key = "#key", group = "service")
		public CompletableFuture<String> failingFuture(String key) {
			throw new IllegalStateException("outer");
		}

		@Sequential(key = "#key", group = "service")
		public CompletableFuture<String> nullFuture(String key) {
			return null;
		}

		@Sequential(key = "#key", group = "service")
		public Mono<Integer> mono(String key) {
			log("mono");
			return Mono.fromSupplier(this.subscriptions::incrementAndGet);
		}

	}

	static class Keys {

		private final ObjectProvider<SequentialCalls> calls;

		private final List<Object> keys = new CopyOnWriteArrayList<>();

		Keys(ObjectProvider<SequentialCalls> calls) {
			this.calls = calls;
		}

		public List<Object> keys() {
			return this.keys;
		}

		@Sequential(key = "#order.customer()")
		public String named(Order order, String text) {
			return note(order);
		}

		@Sequential(key = "#p0.number() + #a1")
		public String numbered(Order order, String text) {
			return note(order);
		}

		@Sequential(key = "'all'")
		public String constant(Order order, String text) {
			return note(order);
		}

		@Sequential(key = "{#order.customer(), #order.number()}")
		public String list(Order order, String text) {
			return note(order);
		}

		private String note(Order order) {
			this.calls.getObject()
				.groups()
				.list()
				.forEach((group) -> group.running().forEach((turn) -> this.keys.add(turn.key())));
			return order.customer();
		}

	}

	static class Plain {

		void nothing() {
		}

	}

	interface Interface {

		@Sequential(key = "#p0")
		int onInterface(String key, IntSupplier task);

		int onClass(String key, IntSupplier task);

	}

	interface Generic<T> {

		int call(T key, IntSupplier task);

	}

	static class GenericByClass implements Generic<String> {

		@Override
		@Sequential(key = "#key")
		public int call(String key, IntSupplier task) {
			return task.getAsInt();
		}

	}

	static class ByInterface implements Interface {

		@Override
		public int onInterface(String key, IntSupplier task) {
			return task.getAsInt();
		}

		@Override
		@Sequential(key = "#key")
		public int onClass(String key, IntSupplier task) {
			return task.getAsInt();
		}

	}

	static class Overloaded {

		@Sequential(key = "#p0")
		public void same(String key) {
		}

		@Sequential(key = "#p0")
		public void same(Integer key) {
		}

	}

}
