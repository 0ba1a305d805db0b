package io.pyctor.spring.autoconfigure;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code pyctor.expire-asks}.
 */
class ExpiredAskPropertyTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	@ParameterizedTest
	@CsvSource({ "true, false", "false, true", ", false" })
	void questionThatNobodyWaitsForIsHandledIfThePropertySaysSo(String property, boolean handled) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
			.withUserConfiguration(Desk.class)
			.withPropertyValues((property != null) ? "pyctor.expire-asks=" + property : "other=1")
			.run((context) -> {
				Desk.handled.clear();
				CountDownLatch go = new CountDownLatch(1);
				ActorRef desk = context.getBean("desk", ActorRef.class);
				desk.tell(go);
				desk.ask("cancelled", String.class, SOON).cancel(false);
				go.countDown();
				assertThat(desk.ask("last", String.class, SOON)).succeedsWithin(SOON);
				assertThat(Desk.handled.contains("cancelled")).isEqualTo(handled);
			});
	}

	@ActorComponent(value = "desk", blocking = true)
	static class Desk {

		static final Queue<String> handled = new ConcurrentLinkedQueue<>();

		@Receive
		void wait(CountDownLatch go) throws InterruptedException {
			go.await();
		}

		@Receive
		String answer(String question) {
			handled.add(question);
			return question;
		}

	}

}
