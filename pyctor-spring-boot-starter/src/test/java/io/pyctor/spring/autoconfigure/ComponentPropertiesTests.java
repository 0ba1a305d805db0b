package io.pyctor.spring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.AskTimeoutException;
import io.pyctor.MailboxOptions;
import io.pyctor.MessagePriority;
import io.pyctor.Overflow;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorComponentDefinition;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.ActorComponentRegistry;
import io.pyctor.spring.Receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for the properties {@code pyctor.actors.<name>}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ComponentPropertiesTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
		.withUserConfiguration(OrderDesk.class);

	@Test
	void attributesCountWithoutProperties() {
		this.contextRunner.withPropertyValues("desk.timeout=7s").run((context) -> {
			ActorComponentDefinition definition = definition(context.getBean(ActorComponentRegistry.class));
			assertThat(definition.settings().blocking()).isTrue();
			assertThat(definition.settings().start()).isTrue();
			assertThat(definition.settings().askTimeout()).contains(Duration.ofSeconds(7));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "orderDesk", "order-desk", "orderdesk", "order_desk", "ORDERDESK" })
	void propertiesOverrideAttributesHoweverTheNameIsWritten(String name, CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("pyctor.actors." + name + ".blocking=false",
					"pyctor.actors." + name + ".ask-timeout=3s")
			.run((context) -> {
				ActorComponentDefinition definition = definition(context.getBean(ActorComponentRegistry.class));
				assertThat(definition.settings().blocking()).isFalse();
				assertThat(definition.options().isBlocking()).isFalse();
				assertThat(definition.settings().askTimeout()).contains(Duration.ofSeconds(3));
				assertThat(context.getBean("orderDesk", ActorRef.class).ask("thread", String.class, SOON))
					.succeedsWithin(SOON)
					.asString()
					.contains("worker");
			});
		assertThat(output).doesNotContain("has no effect");
	}

	@Test
	void questionWaitsAsLongAsTheComponentSays() {
		this.contextRunner.withPropertyValues("pyctor.actors.order-desk.ask-timeout=20ms")
			.run((context) -> assertThat(context.getBean("orderDesk", ActorRef.class).ask(new Ignored()))
				.failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(AskTimeoutException.class)
				.withMessageContaining("within PT0.02S"));
	}

	@Test
	void actorIsNotStartedIfAPropertySaysSo() {
		this.contextRunner.withPropertyValues("pyctor.actors.order-desk.start=false").run((context) -> {
			assertThat(context.getBean(ActorSystem.class).find("/user/orderDesk")).isEmpty();
			assertThat(context).doesNotHaveBean("orderDesk");
		});
	}

	@Test
	void nameThatNoComponentHasStopsTheStart() {
		this.contextRunner.withPropertyValues("pyctor.actors.odrer-desk.blocking=false")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ActorComponentException.class)
				.hasMessageContaining("'pyctor.actors.odrer-desk' has no effect, as there is no actor component of "
						+ "that name (there are: [orderDesk]).")
				.hasMessageContaining("Correct the name, or remove the properties."));
	}

	@Test
	void nameThatNoComponentHasMayBeWarnedOf(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("pyctor.actors.odrer-desk.blocking=false", "pyctor.validate-actor-names=false")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("'pyctor.actors.odrer-desk' has no effect");
	}

	@Test
	void nameMayBeThatOfAComponentOfAParent() {
		this.contextRunner.run((parent) -> new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
			.withParent(parent)
			.withPropertyValues("pyctor.actors.order-desk.blocking=false")
			.run((child) -> assertThat(child).hasNotFailed()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "order-desk.keyed", "order-desk.type-name", "order-desk.block",
			"order-desk.supervision.retry", "app.desk.blocking" })
	void propertyThatNoComponentHasStopsTheStart(String property) {
		this.contextRunner.withPropertyValues("pyctor.actors." + property + "=true")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(BeanCreationException.class)
				.hasStackTraceContaining(ActorComponentException.class.getName())
				.hasStackTraceContaining("No actor component has such a property: 'pyctor.actors." + property + "' (")
				.hasStackTraceContaining("A component has: start, blocking, ask-timeout,")
				.hasStackTraceContaining("only @ActorComponent says"));
	}

	@Test
	void unknownPropertyIsExplained(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(PyctorAutoConfiguration.class).web(WebApplicationType.NONE)
				.properties("pyctor.actors.cart.keyed=true")
				.run());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("No actor component has such a property: 'pyctor.actors.cart.keyed' (")
			.contains("What it is, with 'keyed' and 'typeName', only @ActorComponent says.");
	}

	@Test
	void askTimeoutThatIsNotPositiveIsRefused() {
		this.contextRunner.withPropertyValues("pyctor.actors.order-desk.ask-timeout=0s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("pyctor.actors.order-desk.ask-timeout"));
	}

	@Test
	void mailboxIsAsTheAnnotationSays() {
		this.contextRunner.withUserConfiguration(Bounded.class)
			.run((context) -> assertThat(mailbox(context.getBean(ActorComponentRegistry.class), "bounded"))
				.isEqualTo(MailboxOptions.bounded(3, Overflow.DROP_NEWEST)));
	}

	@Test
	void mailboxIsAsPropertiesSay() {
		this.contextRunner.withUserConfiguration(Bounded.class)
			.withPropertyValues("pyctor.actors.bounded.capacity=5", "pyctor.actors.bounded.overflow=reject",
					"pyctor.actors.order-desk.capacity=7")
			.run((context) -> {
				ActorComponentRegistry registry = context.getBean(ActorComponentRegistry.class);
				assertThat(mailbox(registry, "bounded")).isEqualTo(MailboxOptions.bounded(5, Overflow.REJECT));
				assertThat(mailbox(registry, "orderDesk")).isEqualTo(MailboxOptions.bounded(7, Overflow.REJECT));
			});
	}

	@Test
	void messagesOfAHigherPriorityComeFirst() {
		this.contextRunner.withUserConfiguration(Sorted.class).run((context) -> {
			ActorRef sorted = context.getBean("sorted", ActorRef.class);
			Gate gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));
			sorted.tell(gate);
			gate.begun().await();
			for (int number : new int[] { 1, 3, 2 }) {
				sorted.tell(number);
			}
			gate.go().countDown();
			assertThat(sorted.ask("what", String.class, SOON)).succeedsWithin(SOON).isEqualTo("[3, 2, 1]");
		});
	}

	@Test
	void priorityIsAsPropertiesSay() {
		this.contextRunner
			.withPropertyValues("pyctor.actors.order-desk.priority=" + Greatest.class.getName(),
					"pyctor.actors.order-desk.capacity=7")
			.run((context) -> assertThat(mailbox(context.getBean(ActorComponentRegistry.class), "orderDesk"))
				.hasToString("bounded(7, REJECT) with priorities"));
	}

	@Test
	void boundOfTheAnnotationCanBeTakenAway() {
		this.contextRunner.withUserConfiguration(Bounded.class)
			.withPropertyValues("pyctor.actors.bounded.capacity=0")
			.run((context) -> assertThat(mailbox(context.getBean(ActorComponentRegistry.class), "bounded"))
				.isEqualTo(MailboxOptions.unbounded()));
	}

	@Test
	void negativeCapacityIsRefused() {
		this.contextRunner.withPropertyValues("pyctor.actors.order-desk.capacity=-1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("pyctor.actors.order-desk.capacity"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "idle-timeout=-1s", "max-active=-1" })
	void valueThatNoKeyedComponentCanHaveIsRefused(String property) {
		this.contextRunner.withPropertyValues("pyctor.actors.other." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("pyctor.actors.other." + property.substring(0, property.indexOf('='))));
	}

	private static MailboxOptions mailbox(ActorComponentRegistry registry, String name) {
		return registry.definitions()
			.stream()
			.filter((definition) -> definition.name().equals(name))
			.findFirst()
			.orElseThrow()
			.options()
			.mailbox();
	}

	private static ActorComponentDefinition definition(ActorComponentRegistry registry) {
		assertThat(registry.definitions()).hasSize(1);
		return registry.definitions().iterator().next();
	}

	record Ignored() implements Ask<String> {

	}

	record Gate(CountDownLatch begun, CountDownLatch go) {

	}

	static class Greatest implements MessagePriority {

		@Override
		public int of(Object message) {
			return (message instanceof Integer number) ? number : 0;
		}

	}

	@ActorComponent(value = "sorted", blocking = true, priority = Greatest.class)
	static class Sorted {

		private final List<Integer> numbers = new ArrayList<>();

		@Receive
		void wait(Gate gate) throws InterruptedException {
			gate.begun().countDown();
			gate.go().await();
		}

		@Receive
		void number(Integer number) {
			this.numbers.add(number);
		}

		@Receive
		String what(String question) {
			return this.numbers.toString();
		}

	}

	@ActorComponent(value = "bounded", capacity = 3, overflow = Overflow.DROP_NEWEST)
	static class Bounded {

		@Receive
		void receive(Object message) {
		}

	}

	@ActorComponent(value = "orderDesk", blocking = true, askTimeout = "${desk.timeout:}")
	static class OrderDesk {

		@Receive
		String thread(String message) {
			return Thread.currentThread().getName();
		}

		@Receive
		void ignored(Ignored message, ActorRef sender) {
		}

	}

}
