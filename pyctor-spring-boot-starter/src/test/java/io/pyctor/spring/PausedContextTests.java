package io.pyctor.spring;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for contexts that the test framework keeps and pauses while others are in use.
 */
@SpringJUnitConfig
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PausedContextTests {

	@Autowired
	private ActorRef counter;

	@Test
	@Order(1)
	void actorAnswersBeforeAndAfterOtherContexts() throws Exception {
		assertThat(count(this.counter)).isPositive();
	}

	private static int count(ActorRef counter) throws Exception {
		return counter.ask("count", Integer.class, Duration.ofSeconds(10)).get(10, TimeUnit.SECONDS);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(PyctorAutoConfiguration.class)
	@Import(Counter.class)
	static class Application {

	}

	@ActorComponent("counter")
	static class Counter extends Actor {

		private int count;

		@Override
		protected void receive(ActorRef sender, Object message) {
			tell(sender, ++this.count);
		}

	}

	@Nested
	@TestPropertySource(properties = "context=other")
	class OtherContext {

		@Autowired
		private ActorRef counter;

		@Test
		void actorOfTheOtherContextAnswers() throws Exception {
			assertThat(count(this.counter)).isEqualTo(1);
		}

	}

	@Nested
	class SameContextAgain {

		@Autowired
		private ActorRef counter;

		@Test
		void actorHasKeptItsState() throws Exception {
			assertThat(count(this.counter)).isEqualTo(2);
		}

	}

}
