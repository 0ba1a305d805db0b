package io.pyctor.spring.context;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.annotation.Observed;
import io.micrometer.observation.aop.ObservedAspect;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.Ask;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorContextAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for handler methods under aspects: that of {@code @Observed}, and one of the
 * application's own.
 */
class ObservedHandlerTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorContextAutoConfiguration.class))
		.withUserConfiguration(Observations.class);

	@Test
	void eachMessageIsObservedWithinWhatItsCallerDoes() {
		this.contextRunner.withUserConfiguration(Cart.class).run((context) -> {
			ActorRef cart = context.getBean("cart", ActorRef.class);
			Ended ended = context.getBean(Ended.class);
			ObservationRegistry registry = context.getBean(ObservationRegistry.class);
			Observation request = Observation.start("request", registry);
			request.scoped(() -> {
				assertThat(cart.ask(new Add(1))).succeedsWithin(SOON).isEqualTo(1);
				assertThat(cart.ask(new Add(-1))).failsWithin(SOON);
			});
			request.stop();
			assertThat(cart.ask(new Add(2))).succeedsWithin(SOON).isEqualTo(3);
			assertThat(ended.lines).containsExactly("cart.add of request", "cart.add of request failed: negative",
					"request of nobody", "cart.add of nobody");
		});
	}

	@Test
	void ownAspectIsAroundHandlers() {
		this.contextRunner.withUserConfiguration(Cart.class, Doubling.class)
			.run((context) -> assertThat(context.getBean("cart", ActorRef.class).ask(new Add(2))).succeedsWithin(SOON)
				.isEqualTo(4));
	}

	@Test
	void ownAspectIsAroundASubclassOfActor() {
		this.contextRunner.withUserConfiguration(ByHand.class, Doubling.class)
			.run((context) -> assertThat(context.getBean("byHand", ActorRef.class).ask(new Add(2))).succeedsWithin(SOON)
				.isEqualTo(4));
	}

	record Add(int quantity) implements Ask<Integer> {

	}

	@ActorComponent(value = "cart", propagateContext = true)
	static class Cart {

		private int items;

		@Receive
		@Observed(name = "cart.add")
		int add(Add message) {
			if (message.quantity() < 0) {
				throw new IllegalArgumentException("negative");
			}
			return this.items += message.quantity();
		}

	}

	@ActorComponent("byHand")
	static class ByHand extends Actor {

		private int items;

		@Override
		protected void receive(ActorRef sender, Object message) {
			this.items += ((Add) message).quantity();
			tell(sender, this.items);
		}

	}

	/** Hands on twice what comes. */
	@Aspect
	static class Doubling {

		@Around("@annotation(io.pyctor.spring.Receive) && args(message)")
		Object around(ProceedingJoinPoint call, Add message) throws Throwable {
			return call.proceed(new Object[] { twice(message) });
		}

		@Around("execution(void io.pyctor.Actor.receive(..)) && args(sender, message)")
		Object around(ProceedingJoinPoint call, ActorRef sender, Add message) throws Throwable {
			return call.proceed(new Object[] { sender, twice(message) });
		}

		private static Add twice(Add message) {
			return new Add(2 * message.quantity());
		}

	}

	/** What has ended, and what it was part of. */
	static class Ended implements ObservationHandler<Observation.Context> {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		@Override
		public void onStop(Observation.Context context) {
			ObservationView parent = context.getParentObservation();
			Throwable error = context.getError();
			this.lines
				.add(context.getName() + " of " + ((parent != null) ? parent.getContextView().getName() : "nobody")
						+ ((error != null) ? " failed: " + error.getMessage() : ""));
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAspectJAutoProxy
	static class Observations {

		@Bean
		Ended ended() {
			return new Ended();
		}

		@Bean
		ObservationRegistry observationRegistry(Ended ended) {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(ended);
			return registry;
		}

		@Bean
		ObservedAspect observedAspect(ObservationRegistry registry) {
			return new ObservedAspect(registry);
		}

	}

}
