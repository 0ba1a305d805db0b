package io.pyctor.spring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.DeadLetterReason;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ActorSystemLifecycle}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ActorSystemLifecycleTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
		.withBean(Log.class);

	@Test
	void actorsStartBeforeTheServerAndStopAfterItAndBeforeExecutors() {
		Log[] log = new Log[1];
		this.contextRunner.withUserConfiguration(Logging.class)
			.withBean("executors", PhaseProbe.class, () -> new PhaseProbe("executors", Integer.MAX_VALUE / 2, log))
			.withBean("server", PhaseProbe.class,
					() -> new PhaseProbe("server", SmartLifecycle.DEFAULT_PHASE - 2048, log))
			.withBean(Resource.class)
			.run((context) -> log[0] = context.getBean(Log.class));
		assertThat(log[0].lines).containsExactly("executors started", "actor created", "server started",
				"server stopped", "actor stopped", "executors stopped", "resource destroyed");
	}

	@Test
	void everythingToldBeforeTheCloseIsProcessedWhileTheBeansAreThere(CapturedOutput output) {
		Log[] log = new Log[1];
		this.contextRunner.withUserConfiguration(Slow.class).withBean(Resource.class).run((context) -> {
			log[0] = context.getBean(Log.class);
			ActorRef slow = context.getBean("slow", ActorRef.class);
			for (int i = 0; i < 100; i++) {
				slow.tell(i);
			}
		});
		assertThat(log[0].lines).hasSize(101).last().isEqualTo("resource destroyed");
		assertThat(output).containsPattern(
				"INFO.*Actor system 'pyctor' has stopped in \\d+ ms: drained \\d+ messages, 0 dead letters, 0 actors abandoned");
	}

	@Test
	void actorsThatAreNoComponentsDrainWithTheContextToo() {
		Log[] log = new Log[1];
		this.contextRunner.withBean(Resource.class).run((context) -> {
			log[0] = context.getBean(Log.class);
			ActorRef actor = context.getBean(ActorSystem.class).create(() -> new Slow(log[0]), "raw");
			actor.tell(1);
		});
		assertThat(log[0].lines).containsExactly("1", "resource destroyed");
	}

	@Test
	void contextThatIsStoppedAndStartedGetsNewActorsBehindTheSameReferences() {
		this.contextRunner.withUserConfiguration(Counter.class).run((context) -> {
			ActorRef counter = context.getBean("counter", ActorRef.class);
			assertThat(ask(counter)).isEqualTo(1);
			assertThat(ask(counter)).isEqualTo(2);
			ActorRef first = counter.resolve();
			context.stop();
			assertThat(context.getBean(ActorSystem.class).find("/user/counter")).isEmpty();
			assertThat(context.getBean(ActorSystem.class).isShutdown()).isFalse();
			assertThat(counter.resolve()).isEqualTo(first);
			assertThat(counter.ask("count", Integer.class, SOON)).failsWithin(SOON);
			context.start();
			assertThat(ask(counter)).isEqualTo(1);
			assertThat(counter.resolve()).isNotEqualTo(first);
			context.stop();
			context.start();
			assertThat(ask(counter)).isEqualTo(1);
		});
	}

	@Test
	void actorsKeepTheirStateInAPausedContext() {
		this.contextRunner.withUserConfiguration(Counter.class).run((context) -> {
			ActorRef counter = context.getBean("counter", ActorRef.class);
			assertThat(ask(counter)).isEqualTo(1);
			ConfigurableApplicationContext source = context
				.getSourceApplicationContext(ConfigurableApplicationContext.class);
			source.pause();
			source.restart();
			assertThat(ask(counter)).isEqualTo(2);
		});
	}

	@Test
	void contextThatWasStoppedClosesCleanly() {
		ActorSystem[] system = new ActorSystem[1];
		this.contextRunner.withUserConfiguration(Counter.class).run((context) -> {
			system[0] = context.getBean(ActorSystem.class);
			context.stop();
		});
		assertThat(system[0].stopped()).isDone();
	}

	@Test
	void actorThatDoesNotEndIsNamedAndTheContextClosesAllTheSame(CapturedOutput output) {
		CountDownLatch release = new CountDownLatch(1);
		Stubborn.busy = new CountDownLatch(1);
		Stubborn.release = release;
		this.contextRunner.withUserConfiguration(Stubborn.class)
			.withPropertyValues("pyctor.shutdown-timeout=100ms")
			.run((context) -> {
				context.getBean("stubborn", ActorRef.class).tell("block");
				assertThat(Stubborn.busy.await(10, TimeUnit.SECONDS)).isTrue();
			});
		assertThat(output).containsPattern("WARN.*1 actor abandoned \\[/user/stubborn\\]");
		release.countDown();
	}

	@Test
	void stopCallsBackWhenAnActorDoesNotEnd(CapturedOutput output) {
		CountDownLatch release = new CountDownLatch(1);
		Stubborn.busy = new CountDownLatch(1);
		Stubborn.release = release;
		this.contextRunner.withUserConfiguration(Stubborn.class)
			.withPropertyValues("pyctor.shutdown-timeout=100ms")
			.run((context) -> {
				context.getBean("stubborn", ActorRef.class).tell("block");
				assertThat(Stubborn.busy.await(10, TimeUnit.SECONDS)).isTrue();
				CountDownLatch stopped = new CountDownLatch(1);
				ActorSystemLifecycle lifecycle = context.getBean(ActorSystemLifecycle.class);
				lifecycle.stop(stopped::countDown);
				assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
				assertThat(lifecycle.isRunning()).isFalse();
				assertThat(output).contains("abandoned [/user/stubborn]");
				release.countDown();
			});
	}

	@Test
	void stopCallsBackWhenTheSystemWasShutDownBefore() {
		this.contextRunner.withUserConfiguration(Counter.class).run((context) -> {
			context.getBean(ActorSystem.class).close();
			CountDownLatch stopped = new CountDownLatch(1);
			context.getBean(ActorSystemLifecycle.class).stop(stopped::countDown);
			assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
		});
	}

	@Test
	void stopDoesNotWait() {
		CountDownLatch release = new CountDownLatch(1);
		Stubborn.busy = new CountDownLatch(1);
		Stubborn.release = release;
		this.contextRunner.withUserConfiguration(Stubborn.class).run((context) -> {
			context.getBean("stubborn", ActorRef.class).tell("block");
			assertThat(Stubborn.busy.await(10, TimeUnit.SECONDS)).isTrue();
			CountDownLatch stopped = new CountDownLatch(1);
			context.getBean(ActorSystemLifecycle.class).stop(stopped::countDown);
			assertThat(stopped.getCount()).isEqualTo(1);
			release.countDown();
			assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
		});
	}

	@Test
	void whatWasToldToActorsThatNeverStartBecomesDeadLetters() {
		ActorSystem system = ActorSystem.create("test");
		this.contextRunner
			.withBean(ActorSystem.class, () -> system,
					(definition) -> ((AbstractBeanDefinition) definition).setDestroyMethodName(""))
			.withUserConfiguration(Counter.class, EarlyTeller.class, SometimesFailing.class)
			.withInitializer((context) -> SometimesFailing.fail = true)
			.run((context) -> {
				SometimesFailing.fail = false;
				assertThat(context).hasFailed();
			});
		assertThat(system.deadLetters()).containsEntry(DeadLetterReason.NOBODY, 2L);
		assertThat(EarlyTeller.answer).isCompletedExceptionally();
		system.close();
	}

	@Test
	void questionThatCannotBeAskedDoesNotKeepTheActorFromStarting() {
		this.contextRunner.withUserConfiguration(Counter.class, BadTeller.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(BadTeller.class).answer).failsWithin(SOON);
			assertThat(ask(context.getBean("counter", ActorRef.class))).isEqualTo(1);
		});
	}

	@Test
	void startThatFailsLeavesNoActorBehind() {
		this.contextRunner.withUserConfiguration(Counter.class, SometimesFailing.class).run((context) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			context.stop();
			SometimesFailing.fail = true;
			try {
				assertThatException().isThrownBy(context::start).withStackTraceContaining("failed this time");
				await().atMost(SOON).until(() -> system.find("/user/counter").isEmpty());
			}
			finally {
				SometimesFailing.fail = false;
			}
			context.start();
			assertThat(ask(context.getBean("counter", ActorRef.class))).isEqualTo(1);
		});
	}

	@Test
	void whatIsToldDuringARestartGoesToTheNewActor() {
		this.contextRunner.withUserConfiguration(ATeller.class, ZTold.class).run((context) -> {
			AtomicInteger told = ZTold.told;
			told.set(0);
			context.stop();
			context.start();
			await().atMost(SOON).untilAtomic(told, (value) -> assertThat(value).isGreaterThanOrEqualTo(1));
			assertThat(context.getBean(ActorSystem.class).deadLetters().values()).allMatch((count) -> count == 0);
		});
	}

	private static int ask(ActorRef counter) throws Exception {
		return counter.ask("count", Integer.class, SOON).get(10, TimeUnit.SECONDS);
	}

	static class Log {

		private final List<String> lines = new CopyOnWriteArrayList<>();

	}

	static class Resource implements DisposableBean {

		private final Log log;

		Resource(Log log) {
			this.log = log;
		}

		@Override
		public void destroy() {
			this.log.lines.add("resource destroyed");
		}

	}

	@ActorComponent("logging")
	static class Logging extends Actor {

		private final Log log;

		Logging(Log log) {
			this.log = log;
			log.lines.add("actor created");
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

		@Override
		protected void stopped() {
			this.log.lines.add("actor stopped");
		}

	}

	@ActorComponent("slow")
	static class Slow extends Actor {

		private final Log log;

		Slow(Log log) {
			this.log = log;
		}

		@Override
		protected void receive(ActorRef sender, Object message) throws InterruptedException {
			new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS);
			this.log.lines.add(message.toString());
		}

	}

	@ActorComponent("counter")
	static class Counter extends Actor {

		private int count;

		@Override
		protected void receive(ActorRef sender, Object message) {
			tell(sender, ++this.count);
		}

	}

	@ActorComponent("stubborn")
	static class Stubborn extends Actor {

		private static CountDownLatch busy;

		private static CountDownLatch release;

		@Override
		protected void receive(ActorRef sender, Object message) {
			CountDownLatch released = release;
			busy.countDown();
			while (released.getCount() > 0) {
				try {
					released.await();
				}
				catch (InterruptedException ex) {
					// That is what makes it stubborn.
				}
			}
		}

	}

	@ActorComponent("sometimesFailing")
	static class SometimesFailing extends Counter {

		private static volatile boolean fail;

		SometimesFailing() {
			if (fail) {
				throw new IllegalStateException("failed this time");
			}
		}

	}

	static class EarlyTeller {

		private static CompletableFuture<Integer> answer;

		EarlyTeller(ActorRef sometimesFailing) {
			sometimesFailing.tell("early");
			answer = sometimesFailing.ask("early", Integer.class, SOON);
		}

	}

	static class BadTeller {

		private final CompletableFuture<Integer> answer;

		BadTeller(ActorRef counter) {
			this.answer = counter.ask("early", Integer.class, Duration.ZERO);
		}

	}

	@ActorComponent("aTeller")
	static class ATeller extends Counter {

		private final ActorRef zTold;

		ATeller(ActorRef zTold) {
			this.zTold = zTold;
		}

		@Override
		protected void started() {
			tell(this.zTold, "early");
		}

	}

	@ActorComponent("zTold")
	static class ZTold extends Actor {

		private static final AtomicInteger told = new AtomicInteger();

		ZTold() throws InterruptedException {
			// Time enough for the other one to tell something before this one is there.
			new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			told.incrementAndGet();
		}

	}

	static class PhaseProbe implements SmartLifecycle {

		private final String name;

		private final int phase;

		private final Log[] log;

		private volatile boolean running;

		private BeanFactory beanFactory;

		PhaseProbe(String name, int phase, Log[] log) {
			this.name = name;
			this.phase = phase;
			this.log = log;
		}

		@Autowired
		void setBeanFactory(BeanFactory beanFactory) {
			this.beanFactory = beanFactory;
		}

		@Override
		public int getPhase() {
			return this.phase;
		}

		@Override
		public void start() {
			this.log[0] = this.beanFactory.getBean(Log.class);
			this.log[0].lines.add(this.name + " started");
			this.running = true;
		}

		@Override
		public void stop() {
			this.log[0].lines.add(this.name + " stopped");
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
