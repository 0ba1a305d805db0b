package io.pyctor.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.util.Assert;

import io.pyctor.Actor;
import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.TerminationReason;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ActorComponent#keyed() keyed} components.
 */
class KeyedComponentTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
		.withBean(Log.class);

	@Test
	void eachKeyHasAnActorWithItsKeyAndInjection() {
		this.contextRunner.withUserConfiguration(Cart.class).run((context) -> {
			Actors actors = context.getBean(Actors.class);
			assertThat(actors.of(Cart.class, "42").ask(new Add(2))).succeedsWithin(SOON).isEqualTo("42: 2");
			assertThat(actors.of(Cart.class, "43").ask(new Add(1))).succeedsWithin(SOON).isEqualTo("43: 1");
			assertThat(actors.named("cart", "42").ask(new Add(2))).succeedsWithin(SOON).isEqualTo("42: 4");
			assertThat(actors.of(Cart.class, "42")).isEqualTo(actors.named("cart", "42"));
			assertThat(context.getBean(ActorSystem.class).find("/user/cart/42"))
				.contains(actors.of(Cart.class, "42").resolve());
		});
	}

	@Test
	void thereIsNoReferenceOfAKeyedComponentAmongAllReferences() {
		this.contextRunner.withUserConfiguration(Cart.class, Single.class, AllTaker.class).run((context) -> {
			assertThat(context.getBeansOfType(ActorRef.class)).containsOnlyKeys("single");
			assertThat(context.getBeanProvider(ActorRef.class).stream().map(ActorRef::name)).containsExactly("single");
			AllTaker taker = context.getBean(AllTaker.class);
			assertThat(taker.list).extracting(ActorRef::name).containsExactly("single");
			assertThat(taker.map).containsOnlyKeys("single");
			assertThat(taker.provider.stream().map(ActorRef::name)).containsExactly("single");
			assertThat(taker.provider.orderedStream().map(ActorRef::name)).containsExactly("single");
		});
	}

	@Test
	void twoHundredThreadsGetAnswersFromOneActivation() {
		this.contextRunner.withUserConfiguration(Cart.class).run((context) -> {
			Actors actors = context.getBean(Actors.class);
			CountDownLatch go = new CountDownLatch(1);
			List<CompletableFuture<String>> answers = new CopyOnWriteArrayList<>();
			List<Thread> threads = IntStream.range(0, 200).mapToObj((i) -> new Thread(() -> {
				try {
					go.await();
					answers.add(actors.of(Cart.class, "42").ask(new Add(1)));
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			})).toList();
			threads.forEach(Thread::start);
			go.countDown();
			for (Thread thread : threads) {
				thread.join();
			}
			assertThat(answers.stream().map(CompletableFuture::join)).containsExactlyInAnyOrderElementsOf(
					IntStream.rangeClosed(1, 200).mapToObj((i) -> "42: " + i).toList());
			assertThat(context.getBean(Log.class).lines).containsExactly("42 made", "42 started");
		});
	}

	@Test
	void keysMayBeOfOtherTypes() {
		this.contextRunner.withUserConfiguration(Numbered.class, Marked.class, Coloured.class).run((context) -> {
			Actors actors = context.getBean(Actors.class);
			assertThat(actors.of(Numbered.class, 42L).ask(new Add(1))).succeedsWithin(SOON).isEqualTo("42");
			assertThat(actors.of(Numbered.class, "042")).isEqualTo(actors.of(Numbered.class, 42));
			UUID uuid = UUID.randomUUID();
			assertThat(actors.of(Marked.class, uuid).ask(new Add(1))).succeedsWithin(SOON).isEqualTo(uuid.toString());
			assertThat(actors.of(Coloured.class, Colour.RED).ask(new Add(1))).succeedsWithin(SOON).isEqualTo("RED");
			assertThat(actors.of(Coloured.class, "RED")).isEqualTo(actors.of(Coloured.class, Colour.RED));
			assertThatIllegalArgumentException().isThrownBy(() -> actors.of(Numbered.class, "x"))
				.withMessage("The key 'x' (java.lang.String) of the actor component 'numbered' is no java.lang.Long");
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Methods.class, FullMethods.class })
	void subclassOfActorAndBeanMethodMayBeKeyed(Class<?> methods) {
		this.contextRunner.withUserConfiguration(methods).run((context) -> {
			ActorRef actor = context.getBean(Actors.class).named("north", "42");
			assertThat(actor.ask("x", String.class, SOON)).succeedsWithin(SOON).isEqualTo("north 42");
		});
	}

	@Test
	void whatIsToldBeforeTheStartWaitsInOrder() {
		this.contextRunner.withUserConfiguration(Cart.class, Early.class).run((context) -> {
			assertThat(context.getBean(Early.class).second).succeedsWithin(SOON).isEqualTo("42: 3");
			assertThat(context.getBean(Early.class).first).isCompletedWithValue("42: 1");
		});
	}

	@Test
	void referenceStaysGoodAfterAStopAndAStart() {
		this.contextRunner.withUserConfiguration(Cart.class).run((context) -> {
			ActorRef cart = context.getBean(Actors.class).of(Cart.class, "42");
			assertThat(cart.ask(new Add(1))).succeedsWithin(SOON).isEqualTo("42: 1");
			context.stop();
			assertThat(context.getBean(Log.class).lines).containsExactly("42 made", "42 started", "42 stopped",
					"42 destroyed");
			context.start();
			assertThat(cart.ask(new Add(5))).succeedsWithin(SOON).isEqualTo("42: 5");
		});
	}

	@Test
	void watchAndStopWorkWithAKeysReference() {
		this.contextRunner.withUserConfiguration(Cart.class).run((context) -> {
			ActorRef cart = context.getBean(Actors.class).of(Cart.class, "42");
			cart.ask(new Add(1)).join();
			context.getBean(ActorSystem.class).stop(cart);
			await().untilAsserted(() -> assertThat(context.getBean(Log.class).lines).endsWith("42 destroyed"));
			assertThat(cart.ask(new Add(5))).succeedsWithin(SOON).isEqualTo("42: 5");
		});
	}

	@Test
	void typeNameIsTheNameOfTheParent() {
		this.contextRunner.withUserConfiguration(Named.class).run((context) -> {
			ActorRef actor = context.getBean(Actors.class).of(Named.class, "a/b");
			assertThat(actor.path()).hasToString("/user/order/a~2Fb");
			assertThat(actor.ask(new Add(1))).succeedsWithin(SOON).isEqualTo("/user/order/a~2Fb");
		});
	}

	@Test
	void idleActorIsPassivatedAndLearnsWhy() {
		this.contextRunner.withUserConfiguration(Forgetful.class)
			.withPropertyValues("forgetful.idle=30ms")
			.run((context) -> {
				Log log = context.getBean(Log.class);
				ActorRef actor = context.getBean(Actors.class).of(Forgetful.class, "a");
				assertThat(actor.ask(new Add(1))).succeedsWithin(SOON).isEqualTo("a");
				await()
					.untilAsserted(() -> assertThat(log.lines).containsExactly("a stopped PASSIVATED", "a destroyed"));
				assertThat(actor.ask(new Add(1))).succeedsWithin(SOON).isEqualTo("a");
				context.getBean(ActorSystem.class).stop(actor);
				await().untilAsserted(() -> assertThat(log.lines).contains("a stopped STOPPED"));
			});
	}

	@Test
	void propertiesOverrideTheAnnotation() {
		this.contextRunner.withUserConfiguration(Forgetful.class)
			.withPropertyValues("forgetful.idle=1h", "pyctor.actors.forgetful.max-active=1",
					"pyctor.actors.forgetful.idle-timeout=2h")
			.run((context) -> {
				KeyedSettings settings = settings(context);
				assertThat(settings.idleTimeout()).contains(Duration.ofHours(2));
				assertThat(settings.maxActive()).hasValue(1);
				Actors actors = context.getBean(Actors.class);
				assertThat(actors.of(Forgetful.class, "a").ask(new Add(1))).succeedsWithin(SOON);
				assertThat(actors.of(Forgetful.class, "b").ask(new Add(1))).succeedsWithin(SOON);
				assertThat(context.getBean(Log.class).lines).startsWith("a stopped PASSIVATED", "a destroyed");
			});
	}

	@Test
	void failedConstructionAnswersWhoAskedWithItsCause() {
		this.contextRunner.withUserConfiguration(Numbered.class).run((context) -> {
			ActorRef actor = context.getBean(Actors.class).of(Numbered.class, -1);
			assertThat(actor.ask(new Add(1))).failsWithin(SOON)
				.withThrowableThat()
				.havingRootCause()
				.withMessage("no number");
		});
	}

	@Test
	void closingContextDrainsTheActors() {
		Log[] log = new Log[1];
		this.contextRunner.withUserConfiguration(Cart.class).run((context) -> {
			log[0] = context.getBean(Log.class);
			Actors actors = context.getBean(Actors.class);
			IntStream.range(0, 50).forEach((i) -> actors.of(Cart.class, i).tell(new Add(1)));
		});
		assertThat(log[0].lines.stream().filter((line) -> line.endsWith("destroyed"))).hasSize(50);
	}

	/** Issue 4 shows this code. */
	@Test
	void theSnippetOfTheIssueWorks() {
		this.contextRunner.withUserConfiguration(KeyedSnippet.Cart.class)
			.withBean(KeyedSnippet.PriceService.class)
			.run((context) -> assertThat(KeyedSnippet.ask(context.getBean(Actors.class))).isEqualTo(2));
	}

	record Add(int quantity) implements Ask<String> {
	}

	@Test
	void propertiesOfNothingTakeTimeAndBoundAway() {
		this.contextRunner.withUserConfiguration(Bounded.class).run((context) -> {
			KeyedSettings settings = settings(context);
			assertThat(settings.idleTimeout()).contains(Duration.ofHours(1));
			assertThat(settings.maxActive()).hasValue(5);
		});
		this.contextRunner.withUserConfiguration(Bounded.class)
			.withPropertyValues("pyctor.actors.bounded.max-active=0", "pyctor.actors.bounded.idle-timeout=0")
			.run((context) -> {
				assertThat(settings(context).idleTimeout()).isEmpty();
				assertThat(settings(context).maxActive()).isEmpty();
			});
		this.contextRunner.withUserConfiguration(Bounded.class)
			.withPropertyValues("bounded.idle=0s")
			.run((context) -> assertThat(settings(context).idleTimeout()).isEmpty());
	}

	private static KeyedSettings settings(ApplicationContext context) {
		return context.getBean(ActorComponentRegistry.class)
			.definitions()
			.iterator()
			.next()
			.settings()
			.keyed()
			.orElseThrow();
	}

	@ActorComponent(value = "bounded", keyed = true, idleTimeout = "${bounded.idle:1h}", maxActive = 5)
	static class Bounded {

		@Receive
		void on(String message) {
		}

	}

	@ActorComponent(value = "forgetful", keyed = true, idleTimeout = "${forgetful.idle}")
	static class Forgetful {

		private final String id;

		private final Log log;

		Forgetful(@Key String id, Log log) {
			this.id = id;
			this.log = log;
		}

		@Receive
		String add(Add message) {
			return this.id;
		}

		@Stopped
		void stopped(TerminationReason reason, ActorContext context) {
			this.log.lines.add(this.id + " stopped " + reason);
		}

		@PreDestroy
		void destroyed() {
			this.log.lines.add(this.id + " destroyed");
		}

	}

	static class Log {

		final List<String> lines = new CopyOnWriteArrayList<>();

	}

	@ActorComponent(value = "cart", keyed = true)
	static class Cart {

		private final String id;

		private final Log log;

		private int items;

		Cart(@Key String id, Log log) {
			this.id = id;
			this.log = log;
			log.lines.add(id + " made");
		}

		@Started
		void started() {
			this.log.lines.add(this.id + " started");
		}

		@Receive
		String add(Add message) {
			this.items += message.quantity();
			return this.id + ": " + this.items;
		}

		@Stopped
		void stopped() {
			this.log.lines.add(this.id + " stopped");
		}

		@PreDestroy
		void destroyed() {
			this.log.lines.add(this.id + " destroyed");
		}

	}

	@ActorComponent("single")
	static class Single {

		@Receive
		void receive(Object message) {
		}

	}

	static class AllTaker {

		private final List<ActorRef> list;

		private final Map<String, ActorRef> map;

		private final ObjectProvider<ActorRef> provider;

		AllTaker(List<ActorRef> list, Map<String, ActorRef> map, ObjectProvider<ActorRef> provider) {
			this.list = list;
			this.map = map;
			this.provider = provider;
		}

	}

	@ActorComponent(value = "numbered", keyed = true)
	static class Numbered {

		private final long number;

		Numbered(@Key long number) {
			Assert.isTrue(number >= 0, "no number");
			this.number = number;
		}

		@Receive
		String add(Add message) {
			return Long.toString(this.number);
		}

	}

	@ActorComponent(keyed = true)
	static class Marked {

		private final UUID mark;

		Marked(@Key UUID mark) {
			this.mark = mark;
		}

		@Receive
		String add(Add message) {
			return this.mark.toString();
		}

	}

	enum Colour {

		RED, GREEN

	}

	@ActorComponent(keyed = true)
	static class Coloured {

		private final Colour colour;

		Coloured(@Key Colour colour) {
			this.colour = colour;
		}

		@Receive
		String add(Add message) {
			return this.colour.name();
		}

	}

	@ActorComponent(keyed = true, typeName = "order")
	static class Named {

		@Receive
		String add(Add message, ActorContext context) {
			return context.self().path().toString();
		}

	}

	@ActorComponent(keyed = true)
	static class Plain extends Actor {

		private final String text;

		Plain(String text) {
			this.text = text;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			tell(sender, this.text);
		}

	}

	@Configuration
	static class FullMethods extends Methods {

	}

	@Configuration(proxyBeanMethods = false)
	static class Methods {

		@Bean
		@Scope("prototype")
		Plain north(@Key String key) {
			return new Plain("north " + key);
		}

	}

	static class Early {

		final CompletableFuture<String> first;

		final CompletableFuture<String> second;

		Early(Actors actors) {
			this.first = actors.of(Cart.class, "42").ask(new Add(1));
			this.second = actors.of(Cart.class, "42").ask(new Add(2));
		}

	}

}
