package io.pyctor.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;

import io.pyctor.ActorRef;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DependencyCheck}: what is looked for when a context starts.
 */
class DependencyCheckTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class));

	@Test
	void beanThatIsNotThereStopsTheStart() {
		this.contextRunner.withUserConfiguration(Keyed.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("No qualifying bean of type '" + Prices.class.getName()));
	}

	@Test
	void beanOfABeanMethodIsLookedForToo() {
		this.contextRunner.withUserConfiguration(KeyedMethod.class)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("No qualifying bean of type '" + Prices.class.getName()));
		this.contextRunner.withUserConfiguration(KeyedMethod.class)
			.withBean(Prices.class)
			.run((context) -> assertThat(ask(context, "basket")).isEqualTo("a"));
	}

	@Test
	void oneOfSeveralBeansHasToBeMeant() {
		this.contextRunner.withUserConfiguration(Keyed.class)
			.withBean("one", Prices.class)
			.withBean("two", Prices.class)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("expected single matching bean but found 2: one,two"));
		this.contextRunner.withUserConfiguration(Keyed.class)
			.withBean("one", Prices.class)
			.withBean("prices", Prices.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void valueThatIsNotThereStopsTheStart() {
		this.contextRunner.withUserConfiguration(Valued.class)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasRootCauseInstanceOf(IllegalArgumentException.class)
				.hasStackTraceContaining(UnsatisfiedDependencyException.class.getName())
				.rootCause()
				.hasMessageContaining("cart.size"));
		this.contextRunner.withUserConfiguration(Valued.class)
			.withPropertyValues("cart.size=3")
			.run((context) -> assertThat(ask(context, "valued")).isEqualTo("a3"));
	}

	@Test
	void whatMayBeMissingOrComesLaterIsNotLookedFor() {
		this.contextRunner.withUserConfiguration(Optionals.class)
			.run((context) -> assertThat(ask(context, "optionals")).isEqualTo("a"));
	}

	@Test
	void noBeanIsMadeBeforeItsActor() {
		this.contextRunner.withUserConfiguration(Counted.class, Single.class, TakesCounted.class).run((context) -> {
			AtomicInteger made = context.getBean(AtomicInteger.class);
			assertThat(made).hasValue(0);
			assertThat(ask(context, "takesCounted")).isEqualTo("a");
			assertThat(made).hasValue(2);
		});
	}

	private static Object ask(ApplicationContext context, String name) {
		return context.getBean(Actors.class).named(name, "a").ask("key", String.class, Duration.ofSeconds(10)).join();
	}

	static class Prices {

	}

	static class Missing {

	}

	static class Answers {

		private final String answer;

		Answers(String answer) {
			this.answer = answer;
		}

		@Receive
		String on(String message) {
			return this.answer;
		}

	}

	@ActorComponent(value = "keyed", keyed = true)
	static class Keyed extends Answers {

		Keyed(@Key String id, Prices prices) {
			super(id);
		}

	}

	static class Basket extends Answers {

		Basket(String id) {
			super(id);
		}

	}

	@ActorComponent(keyed = true)
	static class KeyedBasket extends Basket {

		KeyedBasket(String id) {
			super(id);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class KeyedMethod {

		@Bean
		@Scope("prototype")
		KeyedBasket basket(@Key String id, Prices prices) {
			return new KeyedBasket(id);
		}

	}

	@ActorComponent(value = "valued", keyed = true)
	static class Valued extends Answers {

		Valued(@Key String id, @Value("${cart.size}") int size) {
			super(id + size);
		}

	}

	@ActorComponent(value = "optionals", keyed = true)
	static class Optionals extends Answers {

		@Autowired
		Optionals(@Key String id, Optional<Missing> optional, ObjectProvider<Missing> provider,
				@Nullable Missing nullable, @Lazy Missing lazy, List<Missing> list, Map<String, Missing> map,
				Missing[] array, @Value("#{2 * 3}") int computed, ApplicationContext context, Actors actors) {
			super(id);
		}

		Optionals(Missing missing) {
			super("wrong");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Counted {

		@Bean
		AtomicInteger made() {
			return new AtomicInteger();
		}

		@Bean
		@Scope("prototype")
		Prices prototype(AtomicInteger made) {
			made.incrementAndGet();
			return new Prices();
		}

		@Bean
		@Lazy
		Missing lazy(AtomicInteger made) {
			made.incrementAndGet();
			return new Missing();
		}

	}

	@ActorComponent(value = "takesCounted", keyed = true)
	static class TakesCounted extends Answers {

		TakesCounted(@Key String id, Prices prices, Missing missing, ActorRef single) {
			super(id);
		}

	}

	@ActorComponent("single")
	static class Single {

		@Receive
		void on(Object message) {
		}

	}

}
