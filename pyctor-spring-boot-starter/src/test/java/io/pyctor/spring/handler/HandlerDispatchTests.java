package io.pyctor.spring.handler;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.DeadLetter;
import io.pyctor.DeadLetterReason;
import io.pyctor.MessageRejectedException;
import io.pyctor.Terminated;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for which method of a class gets a message.
 */
class HandlerDispatchTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class));

	@Test
	void theCartOfTheIssueWorks() {
		this.contextRunner.withUserConfiguration(Cart.class).run((context) -> {
			ActorRef cart = context.getBean("cart", ActorRef.class);
			assertThat(cart.ask(new Add("tea", 2))).succeedsWithin(SOON).isEqualTo(2);
			assertThat(cart.ask(new Add("salt", 1))).succeedsWithin(SOON).isEqualTo(3);
			cart.tell(new Clear());
			assertThat(cart.ask(new Add("tea", 5))).succeedsWithin(SOON).isEqualTo(5);
			ActorSystem system = context.getBean(ActorSystem.class);
			assertThat(system.snapshot("/user/cart").orElseThrow().type()).isEqualTo(Cart.class.getName());
		});
	}

	@Test
	void mostSpecificTypeWins() {
		this.contextRunner.withUserConfiguration(Zoo.class).run((context) -> {
			ActorRef zoo = context.getBean("zoo", ActorRef.class);
			assertThat(who(zoo, new Lion())).isEqualTo("lion");
			assertThat(who(zoo, new Tiger())).isEqualTo("cat");
			assertThat(who(zoo, new Eel())).isEqualTo("swims");
			assertThat(who(zoo, "a string")).isEqualTo("any");
			assertThat(who(zoo, 42)).isEqualTo("number");
		});
	}

	@Test
	void classComesBeforeInterface() {
		this.contextRunner.withUserConfiguration(Zoo.class)
			.run((context) -> assertThat(who(context.getBean("zoo", ActorRef.class), new SwimmingCat()))
				.isEqualTo("cat"));
	}

	@Test
	void whatNobodyHandlesIsUnhandled() {
		this.contextRunner.withUserConfiguration(Cart.class).run((context) -> {
			Queue<DeadLetter> letters = new ConcurrentLinkedQueue<>();
			context.getBean(ActorSystem.class).addDeadLetterListener((letter, sender) -> letters.add(letter));
			ActorRef cart = context.getBean("cart", ActorRef.class);
			assertThat(cart.ask("what?", String.class, SOON)).failsWithin(SOON)
				.withThrowableThat()
				.withCauseInstanceOf(MessageRejectedException.class);
			assertThat(letters).singleElement()
				.satisfies((letter) -> assertThat(letter.reason()).isEqualTo(DeadLetterReason.UNHANDLED));
		});
	}

	@Test
	void sealedTypeGetsItsPermittedRecords() {
		this.contextRunner.withUserConfiguration(Desk.class).run((context) -> {
			ActorRef desk = context.getBean("desk", ActorRef.class);
			assertThat(desk.ask(new Open("door"))).succeedsWithin(SOON).isEqualTo("command Open");
			assertThat(desk.ask(new Shut())).succeedsWithin(SOON).isEqualTo(1);
			assertThat(desk.ask(new Count())).succeedsWithin(SOON).isEqualTo(2L);
		});
	}

	@Test
	void genericMessageIsMatchedByItsClass() {
		this.contextRunner.withUserConfiguration(Unwrapper.class).run((context) -> {
			ActorRef unwrapper = context.getBean("unwrapper", ActorRef.class);
			assertThat(unwrapper.ask(new Wrap<>("x"), String.class, SOON)).succeedsWithin(SOON).isEqualTo("wrapped x");
			assertThat(unwrapper.ask(List.of("x", "y"), String.class, SOON)).succeedsWithin(SOON).isEqualTo("list xy");
		});
	}

	@Test
	void inheritedAndGenericHandlersKnowTheirTypes() {
		this.contextRunner.withUserConfiguration(Heir.class).run((context) -> {
			ActorRef heir = context.getBean("heir", ActorRef.class);
			assertThat(who(heir, new Lion())).isEqualTo("heir's lion");
			assertThat(who(heir, "text")).isEqualTo("inherited text");
			assertThat(who(heir, 1)).isEqualTo("interface 1");
			assertThat(who(heir, 2L)).isEqualTo("overridden 2");
		});
	}

	@Test
	void privateClassesAndPrimitiveParametersWork() {
		this.contextRunner.withUserConfiguration(Hidden.class)
			.run((context) -> assertThat(who(context.getBean("hidden", ActorRef.class), 20)).isEqualTo("got 20"));
	}

	@Test
	void senderAndContextAreGivenInAnyOrder() {
		this.contextRunner.withUserConfiguration(Cart.class, Parent.class).run((context) -> {
			ActorRef parent = context.getBean("parent", ActorRef.class);
			assertThat(parent.ask("where", String.class, SOON)).succeedsWithin(SOON).isEqualTo("/user/parent");
			parent.tell(new Clear());
			ActorSystem system = context.getBean(ActorSystem.class);
			await().atMost(SOON).until(() -> system.find("/user/parent/child").isPresent());
			system.stop(system.find("/user/parent/child").orElseThrow());
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(parent.ask("ended", String.class, SOON)).succeedsWithin(SOON)
					.isEqualTo("[/user/parent/child]"));
		});
	}

	@Test
	void messageOfTwoInterfacesFailsAndSaysSo() {
		this.contextRunner.withUserConfiguration(Ambiguous.class).run((context) -> {
			ActorRef ambiguous = context.getBean("ambiguous", ActorRef.class);
			assertThat(who(ambiguous, new Fish())).isEqualTo("swims");
			assertThat(ambiguous.ask(new FlyingFish(), String.class, SOON)).failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(AmbiguousMessageException.class)
				.withMessageContaining(FlyingFish.class.getName())
				.withMessageContaining("'fly(HandlerDispatchTests.Flies)' and 'swim(HandlerDispatchTests.Swims)'")
				.withMessageContaining("add a handler for it");
		});
	}

	@Test
	void moreClassesThanOneTableOfMessagesAreAllFound() {
		this.contextRunner.withUserConfiguration(Zoo.class).run((context) -> {
			ActorRef zoo = context.getBean("zoo", ActorRef.class);
			for (int dimensions = 1; dimensions < 100; dimensions++) {
				Object array = java.lang.reflect.Array.newInstance(Lion.class, new int[dimensions]);
				assertThat(who(zoo, array)).isEqualTo("any");
			}
			assertThat(who(zoo, new Lion())).isEqualTo("lion");
		});
	}

	private static String who(ActorRef actor, Object message) {
		return actor.ask(message, String.class, SOON).join();
	}

	record Add(String sku, int quantity) implements Ask<Integer> {

	}

	record Clear() {

	}

	@ActorComponent("cart")
	static class Cart {

		private int items;

		@Receive
		int add(Add message) {
			return this.items += message.quantity();
		}

		@Receive
		void clear(Clear message) {
			this.items = 0;
		}

	}

	interface Swims {

	}

	interface Flies {

	}

	static class Cat {

	}

	static class Lion extends Cat {

	}

	static class Tiger extends Cat {

	}

	record Eel() implements Swims {

	}

	static class SwimmingCat extends Cat implements Swims {

	}

	record Fish() implements Swims {

	}

	record FlyingFish() implements Swims, Flies {

	}

	@ActorComponent("zoo")
	static class Zoo {

		@Receive
		String any(Object message) {
			return "any";
		}

		@Receive
		String cat(Cat message) {
			return "cat";
		}

		@Receive
		String lion(Lion message) {
			return "lion";
		}

		@Receive
		String number(Number message) {
			return "number";
		}

		@Receive
		String swims(Swims message) {
			return "swims";
		}

	}

	@ActorComponent("ambiguous")
	static class Ambiguous {

		@Receive
		String swim(Swims message) {
			return "swims";
		}

		@Receive
		String fly(Flies message) {
			return "flies";
		}

	}

	sealed interface Command {

	}

	record Open(String what) implements Command, Ask<String> {

	}

	record Shut() implements Command, Ask<Integer> {

	}

	non-sealed interface Other extends Command {

	}

	record Count() implements Other, Ask<Long> {

	}

	@ActorComponent("desk")
	static class Desk {

		@Receive
		Object on(Command command) {
			return (command instanceof Open) ? "command " + command.getClass().getSimpleName() : 1;
		}

		@Receive
		long on(Other other) {
			return 2;
		}

	}

	record Wrap<T>(T value) {

	}

	@ActorComponent("unwrapper")
	static class Unwrapper {

		@Receive
		String unwrap(Wrap<String> message) {
			return "wrapped " + message.value();
		}

		@Receive
		String join(List<String> message) {
			return "list " + String.join("", message);
		}

	}

	interface Counting {

		@Receive
		default String count(Integer message) {
			return "interface " + message;
		}

		@Receive
		String length(Long message);

	}

	abstract static class Ancestor<T> {

		@Receive
		String generic(T message) {
			return "ancestor's";
		}

		@Receive
		protected String text(String message) {
			return "inherited " + message;
		}

	}

	@ActorComponent("heir")
	static class Heir extends Ancestor<Lion> implements Counting {

		@Override
		String generic(Lion message) {
			return "heir's lion";
		}

		@Override
		public String length(Long message) {
			return "overridden " + message;
		}

	}

	@ActorComponent("hidden")
	private static final class Hidden {

		@Receive
		String got(int message) {
			return "got " + message;
		}

	}

	@ActorComponent("parent")
	static class Parent {

		private final List<String> ended = new java.util.ArrayList<>();

		@Receive
		void on(ActorContext context, ActorRef sender, String message) {
			context.tell(sender, message.equals("where") ? context.self().path().toString() : this.ended.toString());
		}

		@Receive
		void on(Clear message, ActorContext context) {
			context.create(Cart.class, "child");
		}

		@Receive
		void on(Terminated notice) {
			this.ended.add(notice.actor().path().toString());
		}

	}

}
