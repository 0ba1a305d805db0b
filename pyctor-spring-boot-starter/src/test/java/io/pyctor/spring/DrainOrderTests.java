package io.pyctor.spring;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.ActorState;
import io.pyctor.ActorSystem;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorEventAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What components tell each other in their last messages, when the context closes.
 */
@ExtendWith(OutputCaptureExtension.class)
class DrainOrderTests {

	private static final int MANY = 200;

	private static final Duration SOON = Duration.ofSeconds(20);

	private final Log log = new Log();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorEventAutoConfiguration.class))
		.withBean(Log.class, () -> this.log);

	/** Close while nothing has been handled yet. */
	private void tellAndClose(String first, Class<?>... components) {
		this.runner.withUserConfiguration(components).run((context) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			Awaitility.await()
				.atMost(SOON)
				.until(() -> system.snapshot("/user/" + first).orElseThrow().state() == ActorState.IDLE);
			ActorRef actor = context.getBean(first, ActorRef.class);
			for (int i = 0; i < MANY; i++) {
				actor.tell(i);
			}
			Thread opener = new Thread(() -> {
				Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(2)).until(system::isShutdown);
				this.log.go.countDown();
			});
			opener.start();
			context.getSourceApplicationContext(ConfigurableApplicationContext.class).close();
			opener.join();
		});
	}

	@Test
	void componentGoesOnUntilThoseThatItWasInjectedIntoHaveEnded(CapturedOutput output) {
		tellAndClose("orders", Stock.class, Orders.class);
		assertThat(this.log.lines).hasSize(MANY);
		assertThat(output).containsPattern("drained \\d+ messages, 0 dead letters")
			.doesNotContain("left:")
			.doesNotContain("stuck:");
	}

	@Test
	void beansInBetweenAreSeenThrough() {
		tellAndClose("through", Stock.class, StockService.class, Through.class);
		assertThat(this.log.lines).hasSize(MANY);
	}

	@Test
	void whatIsInjectedIntoChildrenCountsForTheirParent() {
		tellAndClose("parent", Stock.class, Parent.class);
		assertThat(this.log.lines).hasSize(MANY);
	}

	@Test
	void keysThatAreFoundWhenTheyAreNeededAreThereUntilTheEnd() {
		tellAndClose("finder", Shelf.class, Finder.class);
		assertThat(this.log.lines).hasSize(MANY);
	}

	@Test
	void listenerHandlesTheEventsOfTheLastMessages() {
		tellAndClose("publisher", Listener.class, Publisher.class);
		assertThat(this.log.lines).hasSize(MANY);
	}

	@Test
	void componentsThatUseEachOtherEndWhenBothHaveNothingToDo() {
		tellAndClose("ping", Ping.class, Pong.class);
		assertThat(this.log.lines).hasSize(MANY);
	}

	@Test
	void contextThatIsOnlyStoppedKeepsTheOrder() {
		this.runner.withUserConfiguration(Stock.class, Orders.class).run((context) -> {
			for (int i = 0; i < MANY; i++) {
				context.getBean("orders", ActorRef.class).tell(i);
			}
			this.log.go.countDown();
			context.stop();
			assertThat(this.log.lines).hasSize(MANY);
		});
	}

	@Test
	void reportNamesWhatIsLeftAndWhoIsStuckAndWhere(CapturedOutput output) throws Exception {
		this.runner.withUserConfiguration(Stock.class, Stuck.class)
			.withPropertyValues("pyctor.shutdown-timeout=300ms")
			.run((context) -> {
				ActorRef stuck = context.getBean("stuck", ActorRef.class);
				stuck.tell(1);
				this.log.await(this.log.busy);
				stuck.tell("secret");
				stuck.tell("password");
			});
		assertThat(output).containsPattern("WARN.*has stopped in \\d+ ms: drained 0 messages, 3 dead letters, 0 actors")
			.contains("left: 2 x java.lang.String (SHUTDOWN), 1 x java.lang.Integer (FAILED)")
			.containsPattern("stuck: /user/stuck is BUSY for at least \\d+ ms in "
					+ "io.pyctor.spring.DrainOrderTests\\$Stuck.on\\(DrainOrderTests.java:\\d+\\)")
			.contains("at java.base/java.util.concurrent.CountDownLatch.await")
			.doesNotContain("secret")
			.doesNotContain("password");
	}

	static class Log {

		final Queue<Object> lines = new ConcurrentLinkedQueue<>();

		final CountDownLatch busy = new CountDownLatch(1);

		final CountDownLatch go = new CountDownLatch(1);

		void await(CountDownLatch latch) {
			try {
				assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		}

	}

	@ActorComponent("stock")
	record Stock(Log log) {

		@Receive
		void on(Integer message) {
			this.log.lines.add(message);
		}

	}

	@ActorComponent(value = "orders", blocking = true)
	record Orders(Log log, ActorRef stock) {

		@Receive
		void on(Integer message) {
			this.log.await(this.log.go);
			this.stock.tell(message);
		}

	}

	record StockService(ActorRef stock) {
	}

	@ActorComponent(value = "through", blocking = true)
	record Through(Log log, StockService service) {

		@Receive
		void on(Integer message) {
			this.log.await(this.log.go);
			this.service.stock().tell(message);
		}

	}

	@ActorComponent(value = "parent", blocking = true)
	record Parent(Log log) {

		@Started
		void begin(ActorContext context) {
			context.create(Child.class, "first", 0);
		}

		@Receive
		void on(Integer message, ActorContext context) {
			this.log.await(this.log.go);
			context.create(Child.class, "child-" + message, message).tell("go");
		}

	}

	record Child(ActorRef stock, Integer number) {

		@Receive
		void on(String message) {
			this.stock.tell(this.number);
		}

	}

	@ActorComponent(value = "shelf", keyed = true)
	static class Shelf {

		private final Log log;

		Shelf(@Key String id, Log log) {
			this.log = log;
		}

		@Receive
		void on(Integer message) {
			this.log.lines.add(message);
		}

	}

	@ActorComponent(value = "finder", blocking = true)
	record Finder(Log log, Actors actors) {

		@Receive
		void on(Integer message) {
			this.log.await(this.log.go);
			this.actors.of(Shelf.class, "shelf-" + message).tell(message);
		}

	}

	@ActorComponent("listener")
	record Listener(Log log) {

		@ActorListener
		@Receive
		void on(Happened event) {
			this.log.lines.add(event);
		}

	}

	record Happened(int number) {
	}

	@ActorComponent(value = "publisher", blocking = true)
	record Publisher(Log log, ApplicationEventPublisher events) {

		@Receive
		void on(Integer message) {
			this.log.await(this.log.go);
			this.events.publishEvent(new Happened(message));
		}

	}

	@ActorComponent(value = "ping", blocking = true)
	record Ping(Log log, ActorRef pong) {

		@Receive
		void on(Integer message) {
			this.log.await(this.log.go);
			this.pong.tell(message);
		}

		@Receive
		void on(String message) {
			this.log.lines.add(message);
		}

	}

	@ActorComponent("pong")
	record Pong(ActorRef ping) {

		@Receive
		void on(Integer message) {
			this.ping.tell("back " + message);
		}

	}

	@ActorComponent(value = "stuck", blocking = true)
	record Stuck(Log log) {

		@Receive
		void on(Integer message) throws InterruptedException {
			this.log.busy.countDown();
			new CountDownLatch(1).await();
		}

		@Receive
		void on(String message) {
			this.log.lines.add(message);
		}

	}

}
