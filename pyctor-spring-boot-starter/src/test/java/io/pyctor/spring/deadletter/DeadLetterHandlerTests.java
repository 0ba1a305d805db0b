package io.pyctor.spring.deadletter;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.EnableResilientMethods;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.DeadLetter;
import io.pyctor.DeadLetterEntry;
import io.pyctor.DeadLetterReason;
import io.pyctor.DeadLetterStore;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.DeadLetterHandler;
import io.pyctor.spring.Receive;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorDeadLetterAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorSequentialAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for beans that deal with dead letters (issue 5, item 6).
 */
@ExtendWith(OutputCaptureExtension.class)
class DeadLetterHandlerTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorSequentialAutoConfiguration.class,
				PyctorDeadLetterAutoConfiguration.class))
		.withBean(Seen.class)
		.withUserConfiguration(Desk.class);

	private static ConditionFactory eventually() {
		return Awaitility.await().atMost(SOON);
	}

	private static ActorRef desk(ApplicationContext context) {
		return context.getBean("desk", ActorRef.class);
	}

	private static Queue<String> seen(ApplicationContext context) {
		return context.getBean(Seen.class).events;
	}

	/** What tests see of the beans of a context. */
	static class Seen {

		final Queue<String> events = new ConcurrentLinkedQueue<>();

		final CountDownLatch go = new CountDownLatch(1);

		final CountDownLatch begun = new CountDownLatch(1);

		final AtomicInteger count = new AtomicInteger();

		void await() {
			try {
				assertThat(this.go.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	@Test
	void methodIsCalledForMessagesOfItsTypeWithWhatItWantsToKnow() {
		this.contextRunner.withUserConfiguration(Everything.class).run((context) -> {
			desk(context).tell("fail");
			desk(context).tell(42);
			eventually().untilAsserted(() -> assertThat(seen(context)).containsExactly(
					"text fail by nobody after 0 at /user/desk, FAILED, java.lang.String, in pyctor-dead-letters",
					"any java.lang.String", "any java.lang.Integer"));
		});
	}

	@Test
	void methodIsCalledForItsReasons() {
		this.contextRunner.withUserConfiguration(Reasons.class).run((context) -> {
			desk(context).tell("fail");
			desk(context).tell(42);
			context.getBean(ActorSystem.class).nobody().tell("x");
			eventually()
				.untilAsserted(() -> assertThat(seen(context)).containsExactlyInAnyOrder("UNHANDLED", "NOBODY"));
		});
	}

	@Test
	void beansOfAllKindsDealWithDeadLetters() {
		this.contextRunner.withUserConfiguration(LazyBean.class, Prototype.class, Behind.class, Inheriting.class)
			.run((context) -> {
				desk(context).tell("fail");
				eventually().untilAsserted(() -> assertThat(seen(context)).containsExactlyInAnyOrder("lazy",
						"prototype", "proxy", "inherited"));
			});
	}

	@Test
	void storeCanBeInjectedAndAMessageToldAgain() {
		this.contextRunner.withUserConfiguration(Redelivering.class).run((context) -> {
			desk(context).tell("fail");
			eventually().untilAsserted(() -> assertThat(seen(context)).containsExactly("0", "1", "2"));
			eventually().until(() -> context.getBean(DeadLetterStore.class).size() == 1);
			assertThat(context.getBean(DeadLetterStore.class))
				.isSameAs(context.getBean(ActorSystem.class).deadLetterStore());
		});
	}

	@Test
	void failureIsLoggedAndHarmsNobody(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Failing.class, Everything.class).run((context) -> {
			desk(context).tell(42);
			eventually().untilAsserted(() -> assertThat(seen(context)).containsExactly("any java.lang.Integer"));
			desk(context).tell("fail");
			eventually().until(() -> seen(context).contains("any java.lang.String"));
			assertThat(output)
				.contains("The @DeadLetterHandler method 'on(Integer)' of the bean 'deadLetterHandlerTests.Failing' "
						+ "failed at a java.lang.Integer for /user/desk (UNHANDLED)")
				.contains("on purpose");
			assertThat(context.getBean(DeadLetterStore.class).size()).isEqualTo(2);
		});
	}

	@Test
	void deadLetterOfAMethodComesToNobody() {
		this.contextRunner.withUserConfiguration(Telling.class).run((context) -> {
			desk(context).tell("fail");
			eventually().until(() -> seen(context).contains("told"));
			desk(context).tell("fail");
			eventually().untilAsserted(() -> assertThat(seen(context)).containsExactly("told", "told"));
			assertThat(context.getBean(DeadLetterStore.class).entries()).extracting(DeadLetterEntry::reason)
				.containsExactly(DeadLetterReason.NOBODY, DeadLetterReason.FAILED, DeadLetterReason.NOBODY,
						DeadLetterReason.FAILED);
		});
	}

	@Test
	void nobodyWaitsForAMethodAndTheLogSaysWhatItMissed(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Slow.class)
			.withPropertyValues("pyctor.dead-letters.handler-capacity=10", "pyctor.dead-letter-log-limit=0")
			.run((context) -> {
				Seen seen = context.getBean(Seen.class);
				ActorSystem system = context.getBean(ActorSystem.class);
				system.nobody().tell("first");
				assertThat(seen.begun.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
				for (int i = 0; i < 1_000; i++) {
					system.nobody().tell(i);
				}
				assertThat(system.deadLetterStore().size()).isEqualTo(1_000);
				seen.go.countDown();
				eventually().untilAsserted(() -> assertThat(seen.count).hasValue(11));
				eventually().until(() -> output.toString()
					.contains("990 dead letters were not given to @DeadLetterHandler methods, which are behind"));
			});
	}

	@Test
	void whatIsLeftAtTheEndIsDealtWithWhileOtherBeansAreThere() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues
			.of("pyctor.shutdown-timeout=1s", "pyctor.dead-letters.handler-capacity=10",
					"pyctor.dead-letter-log-limit=0")
			.applyTo(context);
		context.register(PyctorAutoConfiguration.class, PyctorDeadLetterAutoConfiguration.class, Seen.class,
				Stuck.class, Ledger.class, AtTheEnd.class);
		context.refresh();
		Seen seen = context.getBean(Seen.class);
		ActorRef stuck = context.getBean("stuck", ActorRef.class);
		stuck.tell("begin");
		for (int i = 0; i < 200; i++) {
			stuck.tell(i);
		}
		DeadLetterStore store = context.getBean(DeadLetterStore.class);
		context.close();
		assertThat(seen.events).containsOnly("open SHUTDOWN");
		assertThat(seen.events).hasSize(200);
		assertThat(store.entries()).filteredOn((entry) -> entry.reason() == DeadLetterReason.SHUTDOWN).hasSize(200);
		assertThat(store.entries()).allMatch((entry) -> entry.messageType().startsWith("java.lang."));
	}

	@Test
	void methodThatIsStuckDoesNotHoldUpTheEnd(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Slow.class)
			.withPropertyValues("pyctor.shutdown-timeout=100ms")
			.run((context) -> {
				Seen seen = context.getBean(Seen.class);
				context.getBean(ActorSystem.class).nobody().tell("first");
				context.getBean(ActorSystem.class).nobody().tell("second");
				assertThat(seen.begun.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
				context.getSourceApplicationContext(ConfigurableApplicationContext.class).close();
				assertThat(output).contains("@DeadLetterHandler methods were not ready after PT0.1S; "
						+ "1 dead letters were not given to them");
			});
	}

	@Test
	void contextThatIsStartedAnewDealsWithDeadLettersAnew() {
		this.contextRunner.withUserConfiguration(Everything.class).run((context) -> {
			ConfigurableApplicationContext source = context
				.getSourceApplicationContext(ConfigurableApplicationContext.class);
			source.stop();
			context.getBean(ActorSystem.class).nobody().tell(1);
			source.start();
			context.getBean(ActorSystem.class).nobody().tell(2L);
			eventually().untilAsserted(() -> assertThat(seen(context)).containsExactly("any java.lang.Long"));
		});
	}

	@Test
	void contextWithoutSuchMethodsHasNoThreadForThem() {
		this.contextRunner.run((context) -> {
			context.getBean(ActorSystem.class).nobody().tell("x");
			assertThat(context.getBean(DeadLetterStore.class).size()).isEqualTo(1);
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.doesNotContain("pyctor-dead-letters");
		});
	}

	@Test
	void applicationMayHaveAStoreOfItsOwn() {
		DeadLetterStore own = Mockito.mock(DeadLetterStore.class);
		this.contextRunner.withBean("own", DeadLetterStore.class, () -> own)
			.run((context) -> assertThat(context.getBean(DeadLetterStore.class)).isSameAs(own));
	}

	@ActorComponent("desk")
	static class Desk {

		@Receive
		void text(String text) {
			throw new IllegalStateException("on purpose: " + text);
		}

	}

	static class Everything {

		private final Seen seen;

		Everything(Seen seen) {
			this.seen = seen;
		}

		@DeadLetterHandler
		@Order(2)
		void any(DeadLetter letter) {
			this.seen.events.add("any " + letter.message().getClass().getName());
		}

		@DeadLetterHandler
		@Order(1)
		void text(ActorRef sender, CharSequence text, DeadLetterEntry entry) {
			this.seen.events.add("text " + text + " by " + sender.name() + " after " + entry.attempts() + " at "
					+ entry.target() + ", " + entry.reason() + ", " + entry.messageType() + ", in "
					+ Thread.currentThread().getName());
		}

	}

	static class Reasons {

		private final Seen seen;

		Reasons(Seen seen) {
			this.seen = seen;
		}

		@DeadLetterHandler({ DeadLetterReason.UNHANDLED, DeadLetterReason.NOBODY })
		void on(DeadLetter letter) {
			this.seen.events.add(letter.reason().name());
		}

	}

	@Lazy
	static class LazyBean {

		private final Seen seen;

		LazyBean(Seen seen) {
			this.seen = seen;
		}

		@DeadLetterHandler
		void on() {
			this.seen.events.add("lazy");
		}

	}

	@Scope("prototype")
	static class Prototype {

		private final Seen seen;

		Prototype(Seen seen) {
			this.seen = seen;
		}

		@DeadLetterHandler
		void on() {
			this.seen.events.add("prototype");
		}

	}

	@EnableResilientMethods
	static class Behind {

		private final Seen seen;

		Behind(Seen seen) {
			this.seen = seen;
		}

		@DeadLetterHandler
		@ConcurrencyLimit(1)
		public void on(String message) {
			this.seen.events.add(AopUtils.isAopProxy(this) ? "not called" : "proxy");
		}

	}

	interface Base {

		@DeadLetterHandler
		void on(Object message);

	}

	static class Inheriting implements Base {

		private final Seen seen;

		Inheriting(Seen seen) {
			this.seen = seen;
		}

		@Override
		public void on(Object message) {
			this.seen.events.add("inherited");
		}

	}

	static class Redelivering {

		private final DeadLetterStore store;

		private final Seen seen;

		Redelivering(DeadLetterStore store, Seen seen) {
			this.store = store;
			this.seen = seen;
		}

		@DeadLetterHandler(DeadLetterReason.FAILED)
		void again(DeadLetterEntry entry) {
			this.seen.events.add("" + entry.attempts());
			if (entry.attempts() < 2) {
				this.store.redeliver(entry.id());
			}
		}

	}

	static class Failing {

		@DeadLetterHandler
		@Order(1)
		void on(Integer message) {
			throw new IllegalStateException("on purpose");
		}

	}

	static class Telling {

		private final ActorSystem system;

		private final Seen seen;

		Telling(ActorSystem system, Seen seen) {
			this.system = system;
			this.seen = seen;
		}

		@DeadLetterHandler
		void on(DeadLetter letter) {
			this.system.nobody().tell("lost, too");
			this.seen.events.add("told");
		}

	}

	static class Slow {

		private final Seen seen;

		Slow(Seen seen) {
			this.seen = seen;
		}

		@DeadLetterHandler
		void on(Object message) {
			this.seen.begun.countDown();
			this.seen.await();
			this.seen.count.incrementAndGet();
		}

	}

	/** Handles its first message until it is interrupted. */
	@ActorComponent(value = "stuck", blocking = true)
	static class Stuck {

		@Receive
		void on(Object message) throws InterruptedException {
			new CountDownLatch(1).await();
		}

	}

	/** Something that is closed when the application ends. */
	static class Ledger implements DisposableBean {

		volatile boolean closed;

		@Override
		public void destroy() {
			this.closed = true;
		}

	}

	static class AtTheEnd {

		private final Ledger ledger;

		private final Seen seen;

		AtTheEnd(Ledger ledger, Seen seen) {
			this.ledger = ledger;
			this.seen = seen;
		}

		@DeadLetterHandler
		void on(Integer message, DeadLetter letter) {
			this.seen.events.add((this.ledger.closed ? "closed " : "open ") + letter.reason());
		}

	}

}
