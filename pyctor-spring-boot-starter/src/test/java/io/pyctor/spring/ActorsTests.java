package io.pyctor.spring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Actors} and the other ways to get at actors.
 */
class ActorsTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
		.withBean(Log.class);

	@Test
	void actorIsFoundByItsClassOrName() {
		this.contextRunner.withUserConfiguration(Cart.class, Stock.class).run((context) -> {
			Actors actors = context.getBean(Actors.class);
			assertThat(actors.of(Cart.class)).isSameAs(context.getBean("cart"));
			assertThat(actors.of(Cart.class).ask(new Add(2))).succeedsWithin(SOON).isEqualTo(2);
			assertThat(actors.of(Sells.class)).isSameAs(context.getBean("stock"));
			assertThat(actors.named("stock")).isSameAs(context.getBean("stock"));
		});
	}

	@Test
	void whatIsNotThereOrNotCertainSaysWhatThereIs() {
		this.contextRunner.withUserConfiguration(Cart.class, Stock.class, Template.class).run((context) -> {
			Actors actors = context.getBean(Actors.class);
			assertThatIllegalArgumentException().isThrownBy(() -> actors.of(Template.class))
				.withMessageContaining("No actor component that is started is a " + Template.class.getName())
				.withMessageContaining("'cart' (" + Cart.class.getName() + "), 'stock' (");
			assertThatIllegalArgumentException().isThrownBy(() -> actors.of(Object.class))
				.withMessageContaining("More than one")
				.withMessageContaining("named(..)");
			assertThatIllegalArgumentException().isThrownBy(() -> actors.named("template"))
				.withMessageContaining("'template'")
				.withMessageContaining("'cart' (" + Cart.class.getName() + "), 'stock' (");
		});
	}

	@Test
	void componentsOfOneClassAreFoundByTheirNames() {
		this.contextRunner.withUserConfiguration(TwoCarts.class).run((context) -> {
			Actors actors = context.getBean(Actors.class);
			assertThatIllegalArgumentException().isThrownBy(() -> actors.of(Cart.class))
				.withMessageContaining("'north' (" + Cart.class.getName() + "), 'south' (");
			assertThat(actors.named("north").ask(new Add(1))).succeedsWithin(SOON).isEqualTo(1);
			assertThat(actors.named("south").ask(new Add(2))).succeedsWithin(SOON).isEqualTo(2);
		});
	}

	@Test
	void exactClassComesBeforeSubclasses() {
		this.contextRunner.withUserConfiguration(Cart.class, BigCart.class)
			.run((context) -> assertThat(context.getBean(Actors.class).of(Cart.class).name()).isEqualTo("cart"));
	}

	@Test
	void referencesAreInjectedIntoFieldsMethodsAndOtherActorsInCycles() {
		this.contextRunner
			.withUserConfiguration(Methods.class, Fields.class, Ping.class, Pong.class, Cart.class, Stock.class)
			.run((context) -> {
				assertThat(context.getBean(Fields.class).stock).isSameAs(context.getBean("stock"));
				assertThat(context.getBean(Fields.class).lazily.of(Cart.class)).isSameAs(context.getBean("cart"));
				assertThat(context.getBean("nameOfStock")).isEqualTo("stock");
				assertThat(context.getBean(Actors.class).of(Ping.class).ask("x", String.class, SOON))
					.succeedsWithin(SOON)
					.isEqualTo("pong of ping: x");
			});
	}

	@Test
	void lazyInitializationStartsActorsAllTheSame() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withUserConfiguration(Cart.class, Ping.class, Pong.class, Fields.class, Stock.class)
			.run((context) -> {
				assertThat(context.getBean(ActorSystem.class).find("/user/cart")).isPresent();
				assertThat(context.getBean(Actors.class).of(Ping.class).ask("x", String.class, SOON))
					.succeedsWithin(SOON)
					.isEqualTo("pong of ping: x");
				assertThat(context.getBean(Fields.class).stock.ask(1, Integer.class, SOON)).succeedsWithin(SOON)
					.isEqualTo(1);
			});
	}

	@Test
	void severalContextsHaveActorsAndHandlersOfTheirOwn() {
		this.contextRunner.withUserConfiguration(Cart.class)
			.run((one) -> this.contextRunner.withUserConfiguration(Cart.class).run((two) -> {
				ActorRef first = one.getBean(Actors.class).of(Cart.class);
				ActorRef second = two.getBean(Actors.class).of(Cart.class);
				assertThat(first.ask(new Add(1))).succeedsWithin(SOON).isEqualTo(1);
				assertThat(second.ask(new Add(5))).succeedsWithin(SOON).isEqualTo(5);
				one.close();
				assertThat(second.ask(new Add(1))).succeedsWithin(SOON).isEqualTo(6);
			}));
	}

	@Test
	void contextThatIsStoppedAndStartedHasNewObjectsBehindTheSameReferences() {
		this.contextRunner.withUserConfiguration(Cart.class).run((context) -> {
			ActorRef cart = context.getBean(Actors.class).of(Cart.class);
			assertThat(cart.ask(new Add(3))).succeedsWithin(SOON).isEqualTo(3);
			context.stop();
			context.start();
			assertThat(cart.ask(new Add(1))).succeedsWithin(SOON).isEqualTo(1);
		});
	}

	@Test
	void handlerCreatesInjectedChildrenByClass() {
		this.contextRunner.withUserConfiguration(Master.class, Template.class, Stock.class).run((context) -> {
			ActorRef master = context.getBean(Actors.class).of(Master.class);
			ActorSystem system = context.getBean(ActorSystem.class);
			assertThat(master.ask("w1", String.class, SOON)).succeedsWithin(SOON).isEqualTo("/user/master/w1");
			assertThat(system.find("/user/master/w1").orElseThrow().ask("who?", String.class, SOON))
				.succeedsWithin(SOON)
				.isEqualTo("worker w1 of stock");
			assertThat(system.snapshot("/user/master/w1").orElseThrow().type()).isEqualTo(Worker.class.getName());
			assertThat(system.find("/user/master/template").orElseThrow().ask(new Add(1))).succeedsWithin(SOON)
				.isEqualTo(101);
			system.stop(system.find("/user/master/w1").orElseThrow());
			await().atMost(SOON)
				.untilAsserted(
						() -> assertThat(context.getBean(Log.class).lines).containsExactly("destroyed worker w1"));
		});
	}

	@Test
	void systemCreatesInjectedActorsByClass() {
		this.contextRunner.withUserConfiguration(Stock.class).run((context) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			assertThat(system.create(Worker.class, "w2", "w2").ask("who?", String.class, SOON)).succeedsWithin(SOON)
				.isEqualTo("worker w2 of stock");
			assertThat(system.create(BlockingOne.class, "blocking").ask("thread", String.class, SOON))
				.succeedsWithin(SOON)
				.asString()
				.contains("blocking");
			assertThatIllegalArgumentException().isThrownBy(() -> system.create(Worker.class, "w3", 1, 2))
				.withMessageContaining(Worker.class.getName());
		});
	}

	@Test
	void classThatIsNoActorCannotBeCreated() {
		this.contextRunner.run((context) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> system.create(Log.class, "log")))
				.isInstanceOf(ActorComponentException.class)
				.hasMessageContaining("The actor class " + Log.class.getName() + " is no actor: it handles no message.")
				.hasMessageContaining("@Receive")
				.hasMessageNotContaining("@ActorComponent");
			assertThat(system.find("/user/log")).isEmpty();
		});
	}

	@Test
	void objectOfAHandlerClassBelongsToItsActor() {
		this.contextRunner.withUserConfiguration(Cart.class, CartTaker.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ActorComponentException.class)
				.hasMessageContaining("Inject 'ActorRef cart' in place of")
				.hasMessageContaining("create(ActorsTests.Cart.class)"));
	}

	static class Log {

		private final List<String> lines = new CopyOnWriteArrayList<>();

	}

	record Add(int quantity) implements Ask<Integer> {

	}

	@ActorComponent("cart")
	static class Cart {

		int items;

		@Receive
		int add(Add message) {
			return this.items += message.quantity();
		}

	}

	@ActorComponent("bigCart")
	static class BigCart extends Cart {

	}

	@ActorComponent(value = "template", start = false)
	static class Template extends Cart {

		Template() {
			this.items = 100;
		}

	}

	interface Sells {

	}

	@ActorComponent("stock")
	static class Stock implements Sells {

		@Receive
		Integer echo(Integer message) {
			return message;
		}

	}

	record CartTaker(Cart cart) {

	}

	static class Fields {

		@Autowired
		private ActorRef stock;

		@Autowired
		private Actors lazily;

	}

	@Configuration(proxyBeanMethods = false)
	static class Methods {

		@Bean
		String nameOfStock(ActorRef stock) {
			return stock.name();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoCarts {

		@Bean
		@Scope("prototype")
		Cart north() {
			return new Cart();
		}

		@Bean
		@Scope("prototype")
		Cart south() {
			return new Cart();
		}

	}

	@ActorComponent("ping")
	static class Ping {

		private final ActorRef pong;

		Ping(ActorRef pong) {
			this.pong = pong;
		}

		@Receive(await = false)
		java.util.concurrent.CompletionStage<String> on(String message) {
			return this.pong.ask(message, String.class, SOON);
		}

	}

	@ActorComponent("pong")
	static class Pong {

		@Autowired
		private ActorRef ping;

		@Receive
		String on(String message) {
			return "pong of " + this.ping.name() + ": " + message;
		}

	}

	@ActorComponent("master")
	static class Master {

		@Receive
		String create(String name, ActorContext context) {
			context.create(Template.class, "template");
			return context.create(Worker.class, name, name).path().toString();
		}

	}

	static class Worker {

		private final String name;

		private final ActorRef stock;

		private final Log log;

		Worker(String name, ActorRef stock, Log log) {
			this.name = name;
			this.stock = stock;
			this.log = log;
		}

		@Receive
		String who(String message) {
			return "worker " + this.name + " of " + this.stock.name();
		}

		@PreDestroy
		void destroy() {
			this.log.lines.add("destroyed worker " + this.name);
		}

	}

	@ActorComponent(value = "blockingOne", blocking = true, start = false)
	static class BlockingOne {

		@Receive
		String thread(String message) {
			return Thread.currentThread().getName();
		}

	}

}
