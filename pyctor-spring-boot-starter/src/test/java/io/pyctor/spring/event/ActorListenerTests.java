package io.pyctor.spring.event;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.core.ResolvableTypeProvider;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.DeadLetterReason;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.ActorListener;
import io.pyctor.spring.Actors;
import io.pyctor.spring.Receive;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorEventAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ActorListener}.
 */
class ActorListenerTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorEventAutoConfiguration.class))
		.withBean(Log.class)
		.withUserConfiguration(Listening.class);

	@Test
	void eventsAreToldInTheirOrder() {
		this.contextRunner.run((context) -> {
			for (int i = 0; i < 100; i++) {
				context.publishEvent(new Placed(i));
			}
			List<String> lines = lines(context.getBean(Actors.class));
			assertThat(lines).hasSize(100).startsWith("placed 0", "placed 1").endsWith("placed 99");
		});
	}

	@Test
	void eventsAreToldThatBeansPublishWhenAllAreThere() {
		new ApplicationContextRunner().withUserConfiguration(FirstWord.class)
			.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorEventAutoConfiguration.class))
			.withBean(Log.class)
			.withUserConfiguration(Listening.class)
			.run((context) -> assertThat(lines(context.getBean(Actors.class))).containsExactly("placed 42"));
	}

	@Test
	void publisherDoesNotWaitForTheActor() {
		this.contextRunner.run((context) -> {
			CountDownLatch go = new CountDownLatch(1);
			context.publishEvent(new Wait(go));
			context.publishEvent(new Placed(1));
			go.countDown();
			assertThat(lines(context.getBean(Actors.class))).containsExactly("waited", "placed 1");
		});
	}

	@Test
	void applicationEventsAreTold() {
		this.contextRunner.run((context) -> {
			context.publishEvent(new Custom(this));
			assertThat(lines(context.getBean(Actors.class))).containsExactly("custom");
		});
	}

	@Test
	void eventThatSeveralMethodsListenToIsToldOnceForTheMostSpecificOne() {
		this.contextRunner.run((context) -> {
			context.publishEvent(new Cancelled(1));
			context.publishEvent(new Other());
			assertThat(lines(context.getBean(Actors.class))).containsExactly("cancelled 1", "order event");
		});
	}

	@Test
	void eventsWithOtherTypeArgumentsAreNotTold() {
		this.contextRunner.run((context) -> {
			context.publishEvent(new Created<>("text", String.class));
			context.publishEvent(new Created<>(1, Integer.class));
			assertThat(lines(context.getBean(Actors.class))).containsExactly("created text");
		});
	}

	@Test
	void otherEventsAndOtherHandlersAreLeftAlone() {
		this.contextRunner.run((context) -> {
			context.publishEvent("told, not published");
			context.publishEvent(new Object());
			assertThat(lines(context.getBean(Actors.class))).isEmpty();
			assertThat(context.getBean(ActorSystem.class).deadLetters().get(DeadLetterReason.UNHANDLED)).isZero();
		});
	}

	@Test
	void whatIsPublishedBeforeTheActorHasStartedWaitsForIt() {
		this.contextRunner.withBean(Early.class)
			.run((context) -> assertThat(lines(context.getBean(Actors.class))).containsExactly("placed 7"));
	}

	@Test
	void whatIsPublishedAfterTheEndIsADeadLetter() {
		this.contextRunner.run((context) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			system.stop(context.getBean(Actors.class).of(Listening.class));
			await().atMost(SOON).until(() -> system.find("/user/listening").isEmpty());
			context.publishEvent(new Placed(1));
			assertThat(system.deadLetters().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1);
		});
	}

	@Test
	void eventOfTransactionIsToldAfterTheCommitAndNeverAfterARollback() {
		this.contextRunner.withUserConfiguration(Transactions.class).run((context) -> {
			TransactionTemplate transactions = context.getBean(TransactionTemplate.class);
			Actors actors = context.getBean(Actors.class);
			transactions.executeWithoutResult((status) -> {
				context.publishEvent(new Placed(1));
				context.publishEvent(new Placed(2));
				context.publishEvent(new Urgent());
				assertThat(lines(actors)).containsExactly("urgent");
			});
			assertThat(lines(actors)).containsExactly("urgent", "placed 1", "placed 2");
			transactions.executeWithoutResult((status) -> {
				context.publishEvent(new Placed(3));
				status.setRollbackOnly();
			});
			context.publishEvent(new Placed(4));
			assertThat(lines(actors)).containsExactly("urgent", "placed 1", "placed 2", "placed 4");
		});
	}

	/** Spring does not call synchronizations for the commit that are registered then. */
	@Test
	void eventThatIsPublishedByAListenerToTheCommitIsToldToo() {
		this.contextRunner.withUserConfiguration(Transactions.class, Follower.class).run((context) -> {
			context.getBean(TransactionTemplate.class)
				.executeWithoutResult((status) -> context.publishEvent(new Leading(5)));
			assertThat(lines(context.getBean(Actors.class))).containsExactly("placed 5");
		});
	}

	@Test
	void eventIsToldToTheActorOfItsKey() {
		this.contextRunner.withUserConfiguration(Keyed.class).run((context) -> {
			context.publishEvent(new Paid("Ada", 3));
			context.publishEvent(new Paid("Bob", 4));
			context.publishEvent(new Paid("Ada", 5));
			Actors actors = context.getBean(Actors.class);
			assertThat(actors.of(Keyed.class, "Ada").ask(new Sum())).succeedsWithin(SOON).isEqualTo(8);
			assertThat(actors.of(Keyed.class, "Bob").ask(new Sum())).succeedsWithin(SOON).isEqualTo(4);
		});
	}

	@Test
	void eventWithoutAKeyIsThePublishersError() {
		this.contextRunner.withUserConfiguration(Keyed.class)
			.run((context) -> assertThatIllegalArgumentException()
				.isThrownBy(() -> context.publishEvent(new Paid(null, 3)))
				.withMessageContaining("The key '#event.customer()' of the @ActorListener method 'on(")
				.withMessageContaining("is null for a " + Paid.class.getName()));
	}

	@Test
	void classThatIsNoComponentCannotBeCreatedAsAListener() {
		this.contextRunner
			.run((context) -> assertThatExceptionOfType(ActorComponentException.class)
				.isThrownBy(() -> context.getBean(ActorSystem.class).create(NoComponent.class, "none"))
				.withMessage("The actor class " + NoComponent.class.getName()
						+ " is no component, so nobody would tell its "
						+ "actors the events of the @ActorListener method 'on(ActorListenerTests.Placed)'. Remove "
						+ "@ActorListener; the actor that creates its actors may listen and tell them."));
	}

	@Test
	void childOfTheClassOfAComponentIsCreatedAndLeavesTheListeningToThat() {
		this.contextRunner.run((context) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			ActorRef child = system.create(Listening.class, "child");
			context.publishEvent(new Placed(1));
			assertThat(lines(context.getBean(Actors.class))).containsExactly("placed 1");
			assertThat(system.snapshot("/user/child").orElseThrow().processed()).isZero();
			system.stop(child);
		});
	}

	@Test
	void worksWithoutTransactions() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.transaction"))
			.run((context) -> {
				context.publishEvent(new Placed(1));
				assertThat(lines(context.getBean(Actors.class))).containsExactly("placed 1");
			});
	}

	private static List<String> lines(Actors actors) {
		return actors.of(Listening.class).ask(new Lines()).orTimeout(20, TimeUnit.SECONDS).join();
	}

	record FirstWord(ApplicationEventPublisher publisher) implements SmartInitializingSingleton {

		@Override
		public void afterSingletonsInstantiated() {
			this.publisher.publishEvent(new Placed(42));
		}

	}

	static class Log {

		private final List<String> lines = new CopyOnWriteArrayList<>();

	}

	static class NoComponent {

		@Receive
		@ActorListener
		void on(Placed event) {
		}

	}

	record Paid(String customer, int amount) {

	}

	record Sum() implements Ask<Integer> {

	}

	@ActorComponent(value = "keyed", keyed = true)
	static class Keyed {

		private int sum;

		@Receive
		@ActorListener(key = "#event.customer()")
		void on(ActorContext context, Paid event) {
			this.sum += event.amount();
		}

		@Receive
		int sum(Sum question) {
			return this.sum;
		}

	}

	record Lines() implements Ask<List<String>> {

	}

	record Placed(int number) {

	}

	record Urgent() {

	}

	record Leading(int number) {

	}

	record Wait(CountDownLatch go) {

	}

	interface OrderEvent {

	}

	record Cancelled(int number) implements OrderEvent {

	}

	record Other() implements OrderEvent {

	}

	record Created<T>(T object, Class<T> type) implements ResolvableTypeProvider {

		@Override
		public ResolvableType getResolvableType() {
			return ResolvableType.forClassWithGenerics(Created.class, this.type);
		}

	}

	static class Custom extends ApplicationEvent {

		private static final long serialVersionUID = 1L;

		Custom(Object source) {
			super(source);
		}

	}

	@ActorComponent(value = "listening", blocking = true)
	static class Listening {

		private final Log log;

		Listening(Log log) {
			this.log = log;
		}

		@Receive
		List<String> lines(Lines question) {
			return List.copyOf(this.log.lines);
		}

		@Receive
		void text(String message) {
			this.log.lines.add(message);
		}

		@Receive
		@ActorListener
		void on(Placed event) {
			this.log.lines.add("placed " + event.number());
		}

		@Receive
		@ActorListener(afterCommit = false)
		void on(Urgent event) {
			this.log.lines.add("urgent");
		}

		@Receive
		@ActorListener
		void on(Wait event) throws InterruptedException {
			event.go().await(20, TimeUnit.SECONDS);
			this.log.lines.add("waited");
		}

		@Receive
		@ActorListener
		void on(Custom event) {
			this.log.lines.add("custom");
		}

		@Receive
		@ActorListener
		void on(OrderEvent event) {
			this.log.lines.add("order event");
		}

		@Receive
		@ActorListener
		int on(Cancelled event) {
			this.log.lines.add("cancelled " + event.number());
			return event.number();
		}

		@Receive
		@ActorListener
		void on(Created<String> event) {
			this.log.lines.add("created " + event.object());
		}

	}

	/** Publishes when all beans are there, and before actors start. */
	static class Early implements SmartLifecycle {

		private final ApplicationEventPublisher publisher;

		Early(ApplicationEventPublisher publisher) {
			this.publisher = publisher;
		}

		@Override
		public void start() {
			this.publisher.publishEvent(new Placed(7));
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

		@Override
		public int getPhase() {
			return Integer.MIN_VALUE;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Follower {

		private final ApplicationEventPublisher publisher;

		Follower(ApplicationEventPublisher publisher) {
			this.publisher = publisher;
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
		void on(Leading event) {
			this.publisher.publishEvent(new Placed(event.number()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class Transactions {

		@Bean
		TransactionTemplate transactionTemplate() {
			return new TransactionTemplate(new AbstractPlatformTransactionManager() {

				@Override
				protected Object doGetTransaction() {
					return this;
				}

				@Override
				protected void doBegin(Object transaction, TransactionDefinition definition) {
				}

				@Override
				protected void doCommit(DefaultTransactionStatus status) {
				}

				@Override
				protected void doRollback(DefaultTransactionStatus status) {
				}

			});
		}

	}

}
