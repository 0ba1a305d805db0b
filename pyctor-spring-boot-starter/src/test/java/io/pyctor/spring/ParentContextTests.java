package io.pyctor.spring;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.pyctor.Actor;
import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for components of a context that has a parent with components of its own.
 */
class ParentContextTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class));

	@Test
	void actorsAreFoundInTheContextAndInItsParents() {
		run((parent, child) -> {
			Actors actors = child.getBean(Actors.class);
			assertThat(ask(actors.of(Desk.class))).isEqualTo("desk of the child");
			assertThat(ask(actors.of(Stock.class))).isEqualTo("stock of the parent");
			assertThat(ask(actors.named("stock"))).isEqualTo("stock of the parent");
			assertThat(ask(actors.of(Cart.class, "1"))).isEqualTo("cart 1 of the parent");
			assertThat(ask(actors.named("cart", "2"))).isEqualTo("cart 2 of the parent");
			assertThat(ask(actors.of(Order.class, 3L))).isEqualTo("order 3 of the child");
			assertThat(actors.of(Cart.class, "1")).isEqualTo(parent.getBean(Actors.class).of(Cart.class, "1"));
		});
	}

	@Test
	void whatTheContextHasItselfComesFirst() {
		run((parent, child) -> {
			assertThat(ask(child.getBean(Actors.class).of(Shared.class))).isEqualTo("desk of the child");
			assertThat(ask(parent.getBean(Actors.class).of(Shared.class))).isEqualTo("stock of the parent");
		});
	}

	@Test
	void parentDoesNotSeeTheChild() {
		run((parent, child) -> {
			Actors actors = parent.getBean(Actors.class);
			assertThatIllegalArgumentException().isThrownBy(() -> actors.of(Desk.class))
				.withMessageContaining("'stock'");
			assertThatIllegalArgumentException().isThrownBy(() -> actors.named("order", 3L));
		});
	}

	@Test
	void whatIsNowhereIsSaidToBeInNeither() {
		run((parent, child) -> {
			Actors actors = child.getBean(Actors.class);
			assertThatIllegalArgumentException().isThrownBy(() -> actors.named("other"))
				.withMessageContaining("desk")
				.withMessageContaining("stock");
			assertThatIllegalArgumentException().isThrownBy(() -> actors.of(String.class))
				.withMessageContaining("desk")
				.withMessageContaining("stock");
			assertThatExceptionOfType(ActorComponentException.class).isThrownBy(() -> actors.of(Cart.class));
			assertThatExceptionOfType(ActorComponentException.class).isThrownBy(() -> actors.named("stock", "1"));
		});
	}

	@Test
	void referencesOfTheParentAreInjected() {
		run((parent, child) -> {
			assertThat(ask(child.getBean(Taker.class).stock)).isEqualTo("stock of the parent");
			assertThat(ask(child.getBean(Taker.class).desk)).isEqualTo("desk of the child");
		});
	}

	@Test
	void childrenAreMadeByTheContextOfTheirParent() {
		run((parent, child) -> {
			Actors actors = child.getBean(Actors.class);
			for (ActorRef creator : new ActorRef[] { actors.of(Desk.class), actors.of(Plain.class),
					actors.of(Order.class, 3L), actors.of(Pool.class) }) {
				assertThat(creator.ask(new Create(), SOON)).succeedsWithin(SOON).isEqualTo("worker of the child");
			}
			assertThat(actors.of(Stock.class).ask(new Create(), SOON)).succeedsWithin(SOON)
				.isEqualTo("worker of the parent");
			assertThat(actors.of(Cart.class, "1").ask(new Create(), SOON)).succeedsWithin(SOON)
				.isEqualTo("worker of the parent");
		});
	}

	@Test
	void childrenOfChildrenAreMadeByTheSameContext() {
		run((parent, child) -> assertThat(child.getBean(Actors.class).of(Desk.class).ask(new CreateTwice(), SOON))
			.succeedsWithin(SOON)
			.isEqualTo("worker of the child"));
	}

	@Test
	void templateOfTheParentHasItsSettingsInTheChild() {
		this.contextRunner.withPropertyValues("pyctor.actors.template.blocking=true")
			.withUserConfiguration(Template.class)
			.run((parent) -> this.contextRunner.withParent(parent)
				.run((child) -> assertThat(
						child.getBean(ActorFactories.class).of(Template.class).options().isBlocking())
					.isTrue()));
	}

	@Test
	void poolOfAChildIsItsOwn() {
		run((parent, child) -> {
			ActorSystem system = parent.getBean(ActorSystem.class);
			assertThat(system.find("/user/pool")).isPresent();
			assertThat(ask(child.getBean(Actors.class).of(Pool.class))).isEqualTo("pool of the child");
		});
	}

	@Test
	void actorsOfAChildEndWithIt() {
		this.contextRunner.withUserConfiguration(Stock.class, Cart.class)
			.withBean(Place.class, () -> new Place("parent"))
			.run((parent) -> {
				ActorSystem system = parent.getBean(ActorSystem.class);
				ApplicationContextRunner childRunner = this.contextRunner.withParent(parent)
					.withUserConfiguration(Order.class, Pool.class)
					.withBean(Place.class, () -> new Place("child"));
				childRunner.run((child) -> ask(child.getBean(Actors.class).of(Order.class, 3L)));
				assertThat(system.find("/user/order")).isEmpty();
				assertThat(system.find("/user/pool")).isEmpty();
				childRunner.run((child) -> assertThat(ask(child.getBean(Actors.class).of(Order.class, 3L)))
					.isEqualTo("order 3 of the child"));
				assertThat(ask(parent.getBean(Actors.class).of(Cart.class, "1"))).isEqualTo("cart 1 of the parent");
			});
	}

	private void run(Check check) {
		this.contextRunner.withUserConfiguration(Stock.class, Cart.class)
			.withBean(Place.class, () -> new Place("parent"))
			.run((parent) -> this.contextRunner.withParent(parent)
				.withUserConfiguration(Desk.class, Plain.class, Order.class, Pool.class, Taker.class)
				.withBean(Place.class, () -> new Place("child"))
				.run((child) -> check.check(parent, child)));
	}

	private static String ask(ActorRef actor) {
		return actor.ask("where", String.class, SOON).join();
	}

	@FunctionalInterface
	interface Check {

		void check(ApplicationContext parent, ApplicationContext child);

	}

	record Place(String name) {

	}

	record Create() implements Ask<String> {

	}

	record CreateTwice() implements Ask<String> {

	}

	interface Shared {

	}

	/** Answers for its child. */
	abstract static class Creator {

		private final String answer;

		Creator(String answer) {
			this.answer = answer;
		}

		@Receive
		String where(String question) {
			return this.answer;
		}

		@Receive
		void create(Create message, ActorContext context, ActorRef sender) {
			context.create(Worker.class, "worker-1").tell(message, sender);
		}

	}

	static class Worker {

		private final Place place;

		Worker(Place place) {
			this.place = place;
		}

		@Receive
		String create(Create message) {
			return "worker of the " + this.place.name();
		}

		@Receive
		void create(CreateTwice message, ActorContext context, ActorRef sender) {
			context.create(Worker.class, "worker-2").tell(new Create(), sender);
		}

	}

	@ActorComponent("stock")
	static class Stock extends Creator implements Shared {

		Stock(Place place) {
			super("stock of the " + place.name());
		}

	}

	@ActorComponent("desk")
	static class Desk extends Creator implements Shared {

		Desk(Place place) {
			super("desk of the " + place.name());
		}

		@Receive
		void create(CreateTwice message, ActorContext context, ActorRef sender) {
			context.create(Worker.class, "worker-1").tell(message, sender);
		}

	}

	@ActorComponent("plain")
	static class Plain extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			context().create(Worker.class, "worker-1").tell(message, sender);
		}

	}

	@ActorComponent(value = "pool", instances = 2)
	static class Pool extends Creator {

		Pool(Place place) {
			super("pool of the " + place.name());
		}

	}

	@ActorComponent(value = "cart", keyed = true)
	static class Cart extends Creator {

		Cart(@Key String id, Place place) {
			super("cart " + id + " of the " + place.name());
		}

	}

	@ActorComponent(value = "order", keyed = true)
	static class Order extends Creator {

		Order(@Key long id, Place place) {
			super("order " + id + " of the " + place.name());
		}

	}

	@ActorComponent(value = "template", start = false)
	static class Template {

		@Receive
		void receive(Object message) {
		}

	}

	static class Taker {

		private final ActorRef stock;

		private final ActorRef desk;

		Taker(ActorRef stock, ActorRef desk) {
			this.stock = stock;
			this.desk = desk;
		}

	}

}
