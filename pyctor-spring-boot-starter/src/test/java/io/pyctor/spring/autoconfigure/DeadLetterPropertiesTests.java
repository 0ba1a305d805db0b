package io.pyctor.spring.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.pyctor.ActorRef;
import io.pyctor.DeadLetterEntry;
import io.pyctor.DeadLetterOptions;
import io.pyctor.DeadLetterStore;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorSystemBuilderCustomizer;
import io.pyctor.spring.Receive;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code pyctor.dead-letters} and what the application adds to dead letters.
 */
class DeadLetterPropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorContextAutoConfiguration.class,
				PyctorDeadLetterAutoConfiguration.class))
		.withUserConfiguration(Desk.class);

	@AfterEach
	void clearMdc() {
		MDC.clear();
	}

	private static List<DeadLetterEntry> fail(DeadLetterStore store, ActorRef desk, int count) {
		for (int i = 0; i < count; i++) {
			desk.tell("secret " + i);
		}
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> store.size() + store.displaced() == count);
		return store.entries();
	}

	@Test
	void byDefaultManyAreListedSomeMessagesKeptAndNoneShown() {
		this.contextRunner.run((context) -> {
			DeadLetterStore store = context.getBean(DeadLetterStore.class);
			assertThat(store.capacity()).isEqualTo(1000);
			List<DeadLetterEntry> entries = fail(store, context.getBean("desk", ActorRef.class), 150);
			assertThat(entries).filteredOn(DeadLetterEntry::redeliverable).hasSize(100);
			assertThat(entries.toString()).doesNotContain("secret");
		});
	}

	@Test
	void propertiesSayWhatIsKeptAndShown() {
		this.contextRunner
			.withPropertyValues("pyctor.dead-letters.capacity=3", "pyctor.dead-letters.keep-messages=2",
					"pyctor.dead-letters.show-contents=true")
			.run((context) -> {
				DeadLetterStore store = context.getBean(DeadLetterStore.class);
				List<DeadLetterEntry> entries = fail(store, context.getBean("desk", ActorRef.class), 5);
				assertThat(entries).extracting(DeadLetterEntry::id).containsExactly(5L, 4L, 3L);
				assertThat(entries).filteredOn(DeadLetterEntry::redeliverable).hasSize(2);
				assertThat(entries.get(0).content()).contains("secret 4");
				assertThat(entries.get(0).failure())
					.contains("java.lang.IllegalStateException: cannot handle secret 4");
			});
	}

	@Test
	void customizerOfTheApplicationHasTheLastWord() {
		this.contextRunner.withPropertyValues("pyctor.dead-letters.capacity=3")
			.withBean(ActorSystemBuilderCustomizer.class,
					() -> (builder) -> builder.deadLetters(DeadLetterOptions.defaults().capacity(7)))
			.run((context) -> assertThat(context.getBean(DeadLetterStore.class).capacity()).isEqualTo(7));
	}

	@Test
	void traceIsThatOfTheCallerWhoseContextGoesWithTheMessage() {
		this.contextRunner.withPropertyValues("pyctor.propagate-context=true").run((context) -> {
			MDC.put("traceId", "4711");
			DeadLetterStore store = context.getBean(DeadLetterStore.class);
			List<DeadLetterEntry> entries = fail(store, context.getBean("desk", ActorRef.class), 1);
			assertThat(entries.get(0).traceId()).contains("4711");
			MDC.clear();
			assertThat(store.redeliver(entries.get(0).id())).isTrue();
			Awaitility.await().until(() -> store.size() == 1);
			assertThat(store.entries().get(0).traceId()).contains("4711");
			assertThat(store.entries().get(0).attempts()).isEqualTo(1);
		});
	}

	@Test
	void traceIsThatOfTheThreadThatIsRefused() {
		this.contextRunner.run((context) -> {
			DeadLetterStore store = context.getBean(DeadLetterStore.class);
			ActorRef nobody = context.getBean(io.pyctor.ActorSystem.class).nobody();
			MDC.put("traceId", "4711");
			nobody.tell("x");
			MDC.clear();
			nobody.tell("y");
			assertThat(store.entries()).extracting((entry) -> entry.traceId().orElse("none"))
				.containsExactly("none", "4711");
		});
	}

	@ActorComponent("desk")
	static class Desk {

		@Receive
		void text(String text) {
			throw new IllegalStateException("cannot handle " + text);
		}

	}

}
