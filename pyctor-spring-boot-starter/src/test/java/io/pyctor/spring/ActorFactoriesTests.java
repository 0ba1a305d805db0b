package io.pyctor.spring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.pyctor.Actor;
import io.pyctor.ActorFactory;
import io.pyctor.ActorOptions;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ActorFactories} and for the life of components' objects.
 */
class ActorFactoriesTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
		.withPropertyValues("rate=7")
		.withBean(Log.class)
		.withUserConfiguration(Stock.class, Customer.class);

	@Test
	void argumentsAreGivenAndTheRestIsInjected() {
		this.contextRunner.run((context) -> {
			ActorFactories factories = context.getBean(ActorFactories.class);
			Order order = (Order) factories.of(Order.class, 42L, "book").create();
			assertThat(order.id).isEqualTo(42L);
			assertThat(order.item).isEqualTo("book");
			assertThat(order.rate).isEqualTo(7);
			assertThat(order.stock).isSameAs(context.getBean("stock"));
			assertThat(order.log).isSameAs(context.getBean(Log.class));
			assertThat(order.field).isSameAs(context.getBean(Log.class));
		});
	}

	@Test
	void argumentsOfOneTypeGoInTheirOrder() {
		this.contextRunner.run((context) -> {
			Pair pair = (Pair) context.getBean(ActorFactories.class).of(Pair.class, "one", "two").create();
			assertThat(pair.first).isEqualTo("one");
			assertThat(pair.second).isEqualTo("two");
		});
	}

	@Test
	void referenceGoesToTheParameterThatIsNotNamedLikeAComponent() {
		this.contextRunner.run((context) -> {
			ActorRef other = context.getBean(ActorSystem.class).nobody();
			References actor = (References) context.getBean(ActorFactories.class).of(References.class, other).create();
			assertThat(actor.stock).isSameAs(context.getBean("stock"));
			assertThat(actor.owner).isSameAs(other);
		});
	}

	@Test
	void referencesForAllParametersGoInTheirOrder() {
		this.contextRunner.run((context) -> {
			ActorRef other = context.getBean(ActorSystem.class).nobody();
			ActorRef customer = context.getBean("customer", ActorRef.class);
			References actor = (References) context.getBean(ActorFactories.class)
				.of(References.class, other, customer)
				.create();
			assertThat(actor.stock).isSameAs(other);
			assertThat(actor.owner).isSameAs(customer);
		});
	}

	@Test
	void argumentThatNoParameterTakesIsRefusedAtOnce() {
		this.contextRunner.run((context) -> {
			ActorFactories factories = context.getBean(ActorFactories.class);
			assertThatIllegalArgumentException().isThrownBy(() -> factories.of(Order.class, 1L, "book", 3.14))
				.withMessageContaining(Order.class.getName())
				.withMessageContaining("java.lang.Double");
		});
	}

	@Test
	void constructorIsChosenByTheArgumentsOrByAnnotation() {
		this.contextRunner.run((context) -> {
			ActorFactories factories = context.getBean(ActorFactories.class);
			assertThat(((Overloaded) factories.of(Overloaded.class, "x").create()).used).isEqualTo("string");
			assertThat(((Annotated) factories.of(Annotated.class, "x").create()).used).isEqualTo("annotated");
			assertThatIllegalArgumentException().isThrownBy(() -> factories.of(Overloaded.class))
				.withMessageContaining("more than one")
				.withMessageContaining("@Autowired");
		});
	}

	@Test
	void abstractClassIsRefused() {
		this.contextRunner.run((context) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> context.getBean(ActorFactories.class).of(Silent.class))
			.withMessageContaining("abstract"));
	}

	@Test
	void actorCreatesInjectedChildren() {
		this.contextRunner.withUserConfiguration(Desk.class).run((context) -> {
			context.getBean("desk", ActorRef.class).tell("open");
			ActorSystem system = context.getBean(ActorSystem.class);
			await().atMost(SOON).until(() -> system.find("/user/desk/order-1").isPresent());
			await().atMost(SOON).until(() -> system.find("/user/desk/template").isPresent());
		});
	}

	@Test
	void objectOfAClassThatIsNoBeanIsDestroyedWhenItsActorHasEnded() {
		this.contextRunner.run((context) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			Log log = context.getBean(Log.class);
			ActorFactory factory = context.getBean(ActorFactories.class).of(Closing.class, "child");
			ActorRef actor = system.create(factory, "closing", ActorOptions.defaults());
			assertThat(log.lines).isEmpty();
			system.stop(actor);
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(log.lines).containsExactly("child destroyed", "child closed"));
		});
	}

	@Test
	void closeMethodThatIsADestroyMethodIsCalledOnce() {
		this.contextRunner.run((context) -> {
			ActorFactory factory = context.getBean(ActorFactories.class).of(ClosingOnce.class, "x");
			factory.release(factory.create());
			assertThat(context.getBean(Log.class).lines).containsExactly("once closed");
		});
	}

	@Test
	void objectOfAComponentIsDestroyedWhenItsActorHasEnded() {
		this.contextRunner.withUserConfiguration(Destroyed.class).run((context) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			Log log = context.getBean(Log.class);
			assertThat(log.lines).containsExactly("component created");
			system.stop(context.getBean("destroyed", ActorRef.class));
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(log.lines).containsExactly("component created", "component stopped",
						"component destroyed", "component closed"));
		});
	}

	@Test
	void componentsAndChildrenArePostProcessed() {
		this.contextRunner.withUserConfiguration(Aspects.class, Desk.class).run((context) -> {
			AtomicInteger calls = context.getBean(AtomicInteger.class);
			context.getBean("stock", ActorRef.class).tell("x");
			await().atMost(SOON).until(() -> calls.get() == 1);
			context.getBean("desk", ActorRef.class).tell("open");
			ActorSystem system = context.getBean(ActorSystem.class);
			await().atMost(SOON).until(() -> system.find("/user/desk/order-1").isPresent());
			system.find("/user/desk/order-1").orElseThrow().tell("x");
			await().atMost(SOON).until(() -> calls.get() == 3);
			assertThat(system.snapshot("/user/stock").orElseThrow().type()).isEqualTo(Stock.class.getName());
		});
	}

	@Test
	void privateDestroyMethodBehindAProxySeesTheFields() {
		this.contextRunner.withUserConfiguration(Aspects.class, Destroyed.class).run((context) -> {
			Log log = context.getBean(Log.class);
			context.getBean(ActorSystem.class).stop(context.getBean("destroyed", ActorRef.class));
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(log.lines).endsWith("component stopped", "component destroyed",
						"component closed"));
		});
	}

	static class Log {

		private final List<String> lines = new CopyOnWriteArrayList<>();

	}

	abstract static class Silent extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

	}

	@ActorComponent("stock")
	static class Stock extends Silent {

	}

	@ActorComponent("customer")
	static class Customer extends Silent {

	}

	static class Order extends Silent {

		private final String item;

		private final ActorRef stock;

		private final Log log;

		private final int rate;

		private final Long id;

		@Autowired
		private Log field;

		Order(String item, ActorRef stock, Log log, @Value("${rate}") int rate, Long id) {
			this.item = item;
			this.stock = stock;
			this.log = log;
			this.rate = rate;
			this.id = id;
		}

	}

	static class Pair extends Silent {

		private final String first;

		private final String second;

		Pair(String first, String second) {
			this.first = first;
			this.second = second;
		}

	}

	static class References extends Silent {

		private final ActorRef stock;

		private final ActorRef owner;

		References(ActorRef stock, ActorRef owner) {
			this.stock = stock;
			this.owner = owner;
		}

	}

	static class Overloaded extends Silent {

		private final String used;

		Overloaded(String text) {
			this.used = "string";
		}

		Overloaded(Integer number) {
			this.used = "integer";
		}

	}

	static class Annotated extends Silent {

		private final String used;

		@Autowired
		Annotated(String text, Log log) {
			this.used = "annotated";
		}

		Annotated(String text) {
			this.used = "other";
		}

	}

	@ActorComponent(value = "order", start = false)
	static class Template extends Silent {

		Template(ActorRef stock) {
		}

	}

	@ActorComponent("desk")
	static class Desk extends Silent {

		private final ActorFactories factories;

		Desk(ActorFactories factories) {
			this.factories = factories;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			create(this.factories.of(Order.class, "book", 1L), "order-1", ActorOptions.defaults());
			create(this.factories.of(Template.class), "template", ActorOptions.defaults());
		}

	}

	static class Closing extends Silent implements AutoCloseable {

		private final String name;

		private final Log log;

		Closing(String name, Log log) {
			this.name = name;
			this.log = log;
		}

		@PreDestroy
		void destroy() {
			this.log.lines.add(this.name + " destroyed");
		}

		@Override
		public void close() {
			this.log.lines.add(this.name + " closed");
		}

	}

	static class ClosingOnce extends Silent implements AutoCloseable {

		private final Log log;

		ClosingOnce(String name, Log log) {
			this.log = log;
		}

		@PreDestroy
		@Override
		public void close() {
			this.log.lines.add("once closed");
		}

	}

	@ActorComponent("destroyed")
	static class Destroyed extends Silent implements AutoCloseable {

		private final Log log;

		Destroyed(Log log) {
			this.log = log;
			log.lines.add("component created");
		}

		@Override
		protected void stopped() {
			this.log.lines.add("component stopped");
		}

		@PreDestroy
		private void destroy() {
			this.log.lines.add("component destroyed");
		}

		@Override
		public void close() {
			this.log.lines.add("component closed");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Aspects {

		@Bean
		static AtomicInteger calls() {
			return new AtomicInteger();
		}

		@Bean
		static BeanPostProcessor counting(AtomicInteger calls) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof Actor) ? proxy(bean, calls) : bean;
				}

			};
		}

		private static Object proxy(Object actor, AtomicInteger calls) {
			ProxyFactory factory = new ProxyFactory(actor);
			factory.setProxyTargetClass(true);
			factory.addAdvice((MethodInterceptor) (invocation) -> {
				if (invocation.getMethod().getName().equals("receive")) {
					calls.incrementAndGet();
				}
				return invocation.proceed();
			});
			return factory.getProxy(actor.getClass().getClassLoader());
		}

	}

}
