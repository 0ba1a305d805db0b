package io.pyctor.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.expression.EvaluationException;

import io.pyctor.Actor;
import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.ActorTypeSnapshot;
import io.pyctor.Ask;
import io.pyctor.spring.actuate.ActorsEndpoint;
import io.pyctor.spring.actuate.ActorsEndpoint.ActorDescriptor;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for components with many instances (issue 4, item 4).
 */
class PoolComponentTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
		.withBean(Log.class);

	@Test
	void eachInstanceHasABeanOfItsOwnWhichIsDestroyed() {
		AtomicInteger destroyed = new AtomicInteger();
		this.contextRunner.withUserConfiguration(Crowd.class).run((context) -> {
			Log log = context.getBean(Log.class);
			assertThat(log.made).hasValue(3);
			List<CompletableFuture<String>> answers = IntStream.range(0, 3)
				.mapToObj((i) -> context.getBean("crowd", ActorRef.class).ask(new Meet(), SOON))
				.toList();
			assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(3);
			assertThat(context.getBean(Actors.class).of(Crowd.class).ask(new WhoAmI()).join()).startsWith("worker-");
			context.close();
			destroyed.set(log.destroyed.get());
		});
		assertThat(destroyed).hasValue(3);
	}

	@Test
	void endpointAndMetersCountEachMessageOnce() {
		this.contextRunner.withUserConfiguration(Crowd.class).run((context) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			ActorRef crowd = context.getBean("crowd", ActorRef.class);
			Log log = context.getBean(Log.class);
			IntStream.range(0, 10).forEach((i) -> crowd.tell(new Wait()));
			await().atMost(SOON).until(() -> log.waiting.get() == 3);
			ActorDescriptor shown = new ActorsEndpoint(system).actor(new String[] { "user", "crowd" }, null);
			assertThat(shown.type()).isEqualTo(Crowd.class.getName());
			assertThat(shown.mailboxSize()).isEqualTo(7);
			assertThat(shown.children()).extracting(ActorDescriptor::path)
				.containsExactly("/user/crowd/worker-1", "/user/crowd/worker-2", "/user/crowd/worker-3");
			assertThat(system.typeSnapshots())
				.containsExactly(new ActorTypeSnapshot(Crowd.class.getName(), 3, 7, 0, 0, 0));
			log.go.countDown();
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(system.typeSnapshots())
					.containsExactly(new ActorTypeSnapshot(Crowd.class.getName(), 3, 0, 10, 0, 0)));
		});
	}

	@Test
	void propertySaysHowManyInstancesThereAre() {
		this.contextRunner.withUserConfiguration(Crowd.class)
			.withPropertyValues("pyctor.actors.crowd.instances=5")
			.run((context) -> assertThat(context.getBean(Log.class).made).hasValue(5));
		this.contextRunner.withUserConfiguration(Crowd.class)
			.withPropertyValues("pyctor.actors.crowd.instances=1")
			.run((context) -> {
				assertThat(context.getBean(Log.class).made).hasValue(1);
				assertThat(context.getBean("crowd", ActorRef.class).ask(new WhoAmI()).join()).isEqualTo("crowd");
			});
	}

	@Test
	void equalKeysGoToTheSameInstance() {
		this.contextRunner.withUserConfiguration(Desks.class)
			.run((context) -> assertKeyed(context.getBean("desks", ActorRef.class)));
	}

	@Test
	void propertySaysWhatTheKeyIs() {
		this.contextRunner.withUserConfiguration(Desks.class)
			.withPropertyValues("pyctor.actors.desks.instance-key=customer().toUpperCase()")
			.run((context) -> assertKeyed(context.getBean("desks", ActorRef.class)));
		// The attribute's key has no effect where there is no choice.
		this.contextRunner.withUserConfiguration(Desks.class)
			.withPropertyValues("pyctor.actors.desks.instances=1")
			.run((context) -> assertThat(context.getBean("desks", ActorRef.class).ask(new Order("Ada")).join())
				.isEqualTo("desks"));
	}

	private static void assertKeyed(ActorRef desks) {
		Map<String, Set<String>> workers = new ConcurrentHashMap<>();
		for (int i = 0; i < 400; i++) {
			String customer = "customer-" + i % 20;
			workers.computeIfAbsent(customer, (key) -> ConcurrentHashMap.newKeySet())
				.add(desks.ask(new Order(customer)).join());
		}
		assertThat(workers.values()).allSatisfy((names) -> assertThat(names).hasSize(1));
		assertThat(workers.values().stream().flatMap(Set::stream).distinct()).hasSize(4);
	}

	@Test
	void messageWithoutAValueForTheKeyFails() {
		this.contextRunner.withUserConfiguration(Desks.class).run((context) -> {
			ActorRef desks = context.getBean("desks", ActorRef.class);
			assertThat(desks.ask(new Order(null))).failsWithin(SOON)
				.withThrowableThat()
				.withMessageContaining("The key of a " + Order.class.getName() + " is null")
				.withMessageContaining("/user/desks");
			assertThat(desks.ask("other", String.class, SOON)).failsWithin(SOON)
				.withThrowableThat()
				.withMessageContaining("customer");
		});
	}

	@Test
	void keyReadsTheMessageAndNothingElse() {
		for (String key : new String[] { "T(java.lang.Runtime).getRuntime()", "new String('x')", "customer = 'x'",
				"@log" }) {
			this.contextRunner.withUserConfiguration(Desks.class)
				.withPropertyValues("pyctor.actors.desks.instance-key=" + key)
				.run((context) -> assertThat(context.getBean("desks", ActorRef.class).ask(new Order("Ada"))).as(key)
					.failsWithin(SOON)
					.withThrowableThat()
					.havingRootCause()
					.isInstanceOf(EvaluationException.class));
		}
	}

	@Test
	void templateMakesPoolsOfChildren() {
		this.contextRunner.withUserConfiguration(Boss.class, Helpers.class).run((context) -> {
			ActorRef boss = context.getBean("boss", ActorRef.class);
			assertThat(boss.ask("go", String.class, SOON).join()).startsWith("/user/boss/helpers/worker-");
		});
	}

	@Test
	void blockingInstancesAreOnVirtualThreadsWhereTheJvmHasThem() {
		boolean available = Runtime.version().feature() >= 21;
		String thread = "pyctor.actors.crowd.blocking=true";
		this.contextRunner.withUserConfiguration(Crowd.class)
			.withPropertyValues(thread, "spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(isVirtual(context.getBean("crowd", ActorRef.class))).isEqualTo(available));
		this.contextRunner.withUserConfiguration(Crowd.class)
			.withPropertyValues(thread)
			.run((context) -> assertThat(isVirtual(context.getBean("crowd", ActorRef.class))).isEqualTo(available));
		this.contextRunner.withUserConfiguration(Crowd.class)
			.withPropertyValues(thread, "spring.threads.virtual.enabled=false")
			.run((context) -> assertThat(isVirtual(context.getBean("crowd", ActorRef.class))).isFalse());
		this.contextRunner.withUserConfiguration(Crowd.class)
			.withPropertyValues(thread, "spring.threads.virtual.enabled=true", "pyctor.virtual-threads=false")
			.run((context) -> assertThat(isVirtual(context.getBean("crowd", ActorRef.class))).isFalse());
	}

	private static boolean isVirtual(ActorRef crowd) {
		return crowd.ask(new WhichThread()).join().startsWith("VirtualThread");
	}

	static class Log {

		final AtomicInteger made = new AtomicInteger();

		final AtomicInteger destroyed = new AtomicInteger();

		final AtomicInteger waiting = new AtomicInteger();

		final CountDownLatch go = new CountDownLatch(1);

		final CountDownLatch met = new CountDownLatch(3);

	}

	record Meet() implements Ask<String> {

	}

	record WhoAmI() implements Ask<String> {

	}

	record WhichThread() implements Ask<String> {

	}

	record Wait() {

	}

	@ActorComponent(value = "crowd", instances = 3, blocking = true)
	static class Crowd implements DisposableBean {

		private final Log log;

		private final int number;

		Crowd(Log log) {
			this.log = log;
			this.number = log.made.incrementAndGet();
		}

		/** Answers when all have met. */
		@Receive
		String meet(Meet message) throws InterruptedException {
			this.log.met.countDown();
			assertThat(this.log.met.await(10, TimeUnit.SECONDS)).isTrue();
			return "number " + this.number;
		}

		@Receive
		void wait(Wait message) throws InterruptedException {
			this.log.waiting.incrementAndGet();
			assertThat(this.log.go.await(10, TimeUnit.SECONDS)).isTrue();
		}

		@Receive
		String whoAmI(WhoAmI message, ActorContext context) {
			return context.self().name();
		}

		@Receive
		String whichThread(WhichThread message) {
			return Thread.currentThread().toString();
		}

		@Override
		public void destroy() {
			this.log.destroyed.incrementAndGet();
		}

	}

	record Order(String customer) implements Ask<String> {

	}

	@ActorComponent(value = "desks", instances = 4, instanceKey = "customer")
	static class Desks extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			tell(sender, name());
		}

	}

	@ActorComponent(value = "helper", start = false, instances = 2)
	static class Helpers {

		@Receive
		String work(String message, ActorContext context) {
			return context.self().path().toString();
		}

	}

	@ActorComponent("boss")
	static class Boss {

		@Receive
		void go(String message, ActorRef sender, ActorContext context) {
			context.create(Helpers.class, "helpers").tell(message, sender);
		}

	}

}
