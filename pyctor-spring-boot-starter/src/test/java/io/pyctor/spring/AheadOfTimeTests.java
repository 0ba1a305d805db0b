package io.pyctor.spring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

import io.pyctor.Actor;
import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorSequentialAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for applications that are processed ahead of time.
 */
class AheadOfTimeTests {

	@Test
	@CompileWithForkedClassLoader
	void componentsStartFromGeneratedDefinitions() {
		TestGenerationContext generation = new TestGenerationContext();
		AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
		source.register(Application.class);
		String initializer = new ApplicationContextAotGenerator().processAheadOfTime(source, generation)
			.canonicalName();
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			GenericApplicationContext context = new GenericApplicationContext();
			ApplicationContextInitializer<GenericApplicationContext> generated = cast(
					compiled.getInstance(ApplicationContextInitializer.class, initializer));
			generated.initialize(context);
			context.refresh();
			try (context) {
				assertThat(context.getBean(Desk.class).stock().ask("hello", String.class, Duration.ofSeconds(10)))
					.succeedsWithin(Duration.ofSeconds(10))
					.isEqualTo("hello");
				assertThat(context.getBean(ActorSystem.class).find("/user/stock")).isPresent();
				assertThat(context.getBean(ActorComponentRegistry.class).definitions()).hasSize(6);
				assertThat(context.getBean(Actors.class).of(Basket.class, 42).ask(new Add(3)))
					.succeedsWithin(Duration.ofSeconds(10))
					.isEqualTo(45);
				assertThat(context.getBean(Actors.class).of(Cart.class).ask(new Add(3)))
					.succeedsWithin(Duration.ofSeconds(10))
					.isEqualTo(3);
				assertThat(context.getBean(Actors.class).named("counter").ask(new Add(4)))
					.succeedsWithin(Duration.ofSeconds(10))
					.isEqualTo(4);
				assertThat(context.getBean(Actors.class).named("counters", 50).ask(new Add(4)))
					.succeedsWithin(Duration.ofSeconds(10))
					.isEqualTo(54);
			}
		});
	}

	@Test
	@CompileWithForkedClassLoader
	void sequentialMethodsWorkFromGeneratedDefinitions() {
		TestGenerationContext generation = new TestGenerationContext();
		AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
		source.register(SequentialApplication.class);
		String initializer = new ApplicationContextAotGenerator().processAheadOfTime(source, generation)
			.canonicalName();
		generation.writeGeneratedContent();
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Shop.class, "place"))
			.accepts(generation.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(Order.class)
			.withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS)).accepts(generation.getRuntimeHints());
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			GenericApplicationContext context = new GenericApplicationContext();
			ApplicationContextInitializer<GenericApplicationContext> generated = cast(
					compiled.getInstance(ApplicationContextInitializer.class, initializer));
			generated.initialize(context);
			context.refresh();
			try (context) {
				assertThat(context.getBean(Shop.class).place(new Order("Ada"))).succeedsWithin(Duration.ofSeconds(10))
					.isEqualTo("Ada");
			}
		});
	}

	@Test
	void mistakeOfSequentialMethodIsFoundAheadOfTime() {
		AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
		source.register(SequentialApplication.class, MistakenShop.class);
		assertThatExceptionOfType(ActorComponentException.class)
			.isThrownBy(
					() -> new ApplicationContextAotGenerator().processAheadOfTime(source, new TestGenerationContext()))
			.withMessageContaining("which uses '#odrer'");
	}

	@Test
	void methodsForDeadLettersHaveHints() {
		TestGenerationContext generation = new TestGenerationContext();
		AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
		source.register(Application.class, Mortician.class);
		new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Mortician.class, "bury"))
			.accepts(generation.getRuntimeHints());
	}

	@Test
	void handlerMethodsHaveHints() {
		TestGenerationContext generation = new TestGenerationContext();
		AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
		source.register(Application.class);
		new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
		RuntimeHints hints = generation.getRuntimeHints();
		assertThat(List.of("add", "begin", "again", "end", "tick")).allSatisfy(
				(method) -> assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Cart.class, method))
					.accepts(hints));
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Inherited.class, "text")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Cart.class, "other")).rejects(hints);
	}

	@Test
	void messagesHaveHints() {
		TestGenerationContext generation = new TestGenerationContext();
		AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
		source.register(Application.class, Ledger.class);
		new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
		RuntimeHints hints = generation.getRuntimeHints();
		assertThat(List.of(Add.class, Entry.class, Deposit.class, Transfer.class))
			.allSatisfy((message) -> assertThat(RuntimeHintsPredicates.reflection()
				.onType(message)
				.withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS)).accepts(hints));
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Account.class, "number")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(ActorContext.class)).rejects(hints);
	}

	@Test
	void mistakeIsFoundAheadOfTime() {
		AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
		source.register(Application.class, Mistaken.class);
		assertThatExceptionOfType(ActorComponentException.class)
			.isThrownBy(
					() -> new ApplicationContextAotGenerator().processAheadOfTime(source, new TestGenerationContext()))
			.withMessageContaining("handles no message");
	}

	@SuppressWarnings("unchecked")
	private static <T> T cast(Object object) {
		return (T) object;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(PyctorAutoConfiguration.class)
	@Import({ Stock.class, Template.class, Desk.class, Cart.class, Basket.class, BeanMethods.class })
	static class Application {

	}

	@Configuration
	static class BeanMethods {

		@Bean
		@Scope("prototype")
		Counter counter() {
			return new Counter();
		}

		@Bean
		@Scope("prototype")
		Counters counters(@Key int number) {
			return new Counters(number);
		}

	}

	@ActorComponent
	static class Counter {

		@Receive
		int add(Add message) {
			return message.quantity();
		}

	}

	@ActorComponent(keyed = true)
	static class Counters {

		private final int number;

		Counters(int number) {
			this.number = number;
		}

		@Receive
		int add(Add message) {
			return this.number + message.quantity();
		}

	}

	@ActorComponent(keyed = true, maxActive = 10)
	static class Basket {

		private final int number;

		Basket(@Key int number) {
			this.number = number;
		}

		@Receive
		int add(Add message) {
			return this.number + message.quantity();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PyctorAutoConfiguration.class, PyctorSequentialAutoConfiguration.class })
	@Import(Shop.class)
	static class SequentialApplication {

	}

	public record Order(String customer) {

	}

	static class Shop {

		@Sequential(key = "#order.customer()")
		public CompletableFuture<String> place(Order order) {
			return CompletableFuture.completedFuture(order.customer());
		}

	}

	static class MistakenShop {

		@Sequential(key = "#odrer.customer()")
		public void place(Order order) {
		}

	}

	static class Mortician {

		@DeadLetterHandler
		void bury(String message) {
		}

	}

	static class Desk {

		private final ActorRef stock;

		Desk(ActorRef stock) {
			this.stock = stock;
		}

		ActorRef stock() {
			return this.stock;
		}

	}

	@ActorComponent("stock")
	static class Stock extends Actor {

		Stock(ActorFactories factories) {
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			tell(sender, message);
		}

	}

	@ActorComponent(value = "template", start = false)
	static class Template extends Stock {

		Template(ActorFactories factories) {
			super(factories);
		}

	}

	record Add(int quantity) implements Ask<Integer> {

	}

	abstract static class Inherited {

		@Receive
		void text(String message) {
		}

	}

	@ActorComponent("cart")
	static class Cart extends Inherited {

		@Receive
		int add(Add message) {
			return message.quantity();
		}

		@Started
		void begin() {
		}

		@Restarted
		void again() {
		}

		@Stopped
		void end() {
		}

		@Every("1h")
		void tick() {
		}

		void other() {
		}

	}

	record Account(String number) {

	}

	sealed interface Entry {

	}

	record Deposit(Account account) implements Entry {

	}

	record Transfer(String from) implements Entry {

	}

	@ActorComponent(instances = 2, instanceKey = "account.number()")
	static class Ledger {

		@Receive
		void enter(Entry entry, ActorContext context) {
		}

	}

	@ActorComponent("mistaken")
	static class Mistaken {

	}

}
