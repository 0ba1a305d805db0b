package io.pyctor.spring;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.pyctor.Actor;
import io.pyctor.ActorOptions;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A template for children that blocks has threads of its own without being asked for them
 * again.
 */
class BlockingTemplateTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
		.withUserConfiguration(Template.class);

	@Test
	void childOfBlockingTemplateBlocksNobody() {
		this.contextRunner.run((context) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			ActorFactories factories = context.getBean(ActorFactories.class);
			ActorRef component = system.create(factories.of(Template.class), ActorOptions.defaults());
			assertThat(component.ask("where", String.class, SOON)).succeedsWithin(SOON)
				.asString()
				.contains("-blocking-");
			ActorRef constructed = system.create(factories.of(Template.class, "argument"), ActorOptions.defaults());
			assertThat(constructed.ask("where", String.class, SOON)).succeedsWithin(SOON)
				.asString()
				.contains("-blocking-");
		});
	}

	@ActorComponent(start = false, blocking = true)
	static class Template extends Actor {

		Template() {
		}

		Template(String argument) {
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			tell(sender, Thread.currentThread().getName());
		}

	}

}
