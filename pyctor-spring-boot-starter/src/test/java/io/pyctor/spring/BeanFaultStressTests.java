package io.pyctor.spring;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.pyctor.ActorRef;
import io.pyctor.Ask;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.supervision.Directive;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Components of all kinds whose beans fail by chance wherever they can, from their
 * constructors to their ends: nothing is lost, nothing comes twice, and every bean that
 * was made is destroyed. {@code -Dpyctor.seeds=1000} runs it from as many seeds.
 */
@Timeout(3600)
class BeanFaultStressTests {

	private static final int LETTERS = 1_500;

	private static final int KEYS = 20;

	@Test
	void everythingIsAccountedForWhateverBeansDo() {
		IntStream.range(0, Integer.getInteger("pyctor.seeds", 3)).forEach(this::run);
	}

	private void run(int seed) {
		Faults faults = new Faults(seed);
		List<CompletableFuture<Integer>> answers = new ArrayList<>();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
			.withBean(Faults.class, () -> faults)
			.withBean(ActorSystemBuilderCustomizer.class,
					() -> (builder) -> builder
						.deadLetterListener((letter, sender) -> faults.end(letter.message(), "dead"))
						.failureLogLimit(0)
						.deadLetterLogLimit(0))
			.withUserConfiguration(Single.class, Keyed.class, Pool.class, Together.class)
			.run((context) -> {
				faults.on = true;
				List<ActorRef> actors = List.of(context.getBean("single", ActorRef.class),
						context.getBean("pool", ActorRef.class), context.getBean("together", ActorRef.class));
				Actors keyed = context.getBean(Actors.class);
				for (int i = 0; i < LETTERS; i++) {
					int choice = faults.random(4);
					ActorRef actor = (choice < 3) ? actors.get(choice)
							: keyed.of(Keyed.class, "key-" + faults.random(KEYS));
					Letter letter = new Letter(i);
					if (faults.random(4) == 0) {
						answers.add(actor.ask(letter));
					}
					else {
						actor.tell(letter);
					}
				}
			});
		assertThat(faults.ends).as("seed %s", seed).hasSize(LETTERS);
		assertThat(faults.ends.values()).as("the ends of each letter, seed %s", seed)
			.allMatch((end) -> end.size() == 1);
		assertThat(faults.ends.values().stream().flatMap(List::stream).distinct()).as("seed %s", seed)
			.containsExactlyInAnyOrder("processed", "dealt with", "dead");
		assertThat(answers).as("seed %s", seed).allMatch(CompletableFuture::isDone);
		assertThat(faults.destroyed).as("beans destroyed, seed %s", seed).hasValue(faults.made.get());
	}

	record Letter(int number) implements Ask<Integer> {
	}

	/** An exception that cannot be written anywhere. */
	static final class Unserializable extends RuntimeException {

		private final transient Object lock = new Object();

		@Override
		public String toString() {
			return "unserializable " + this.lock;
		}

	}

	/** Decides what fails, and knows what became of each letter. */
	static final class Faults {

		final Map<Integer, List<String>> ends = new ConcurrentHashMap<>();

		final AtomicInteger made = new AtomicInteger();

		final AtomicInteger destroyed = new AtomicInteger();

		volatile boolean on;

		private final Random random;

		Faults(long seed) {
			this.random = new Random(seed);
		}

		int random(int bound) {
			return this.random.nextInt(bound);
		}

		void end(Object message, String end) {
			if (message instanceof Letter letter) {
				this.ends.compute(letter.number(), (number, ends) -> {
					List<String> all = (ends != null) ? new ArrayList<>(ends) : new ArrayList<>();
					all.add(end);
					return all;
				});
			}
		}

		void maybe(int oneIn) throws Exception {
			if (this.on && random(oneIn) == 0) {
				switch (random(6)) {
					case 0 -> throw new IllegalStateException("on purpose");
					case 1 -> throw new IOException("on purpose");
					case 2 -> throw new AssertionError("on purpose");
					case 3 -> throw new NoClassDefFoundError("on purpose");
					case 4 -> throw new Unserializable();
					default -> {
						Thread.currentThread().interrupt();
						throw new InterruptedException("on purpose");
					}
				}
			}
		}

	}

	/** What all have in common: it fails wherever it can. */
	abstract static class Frail {

		private final Faults faults;

		Frail(Faults faults) throws Exception {
			this.faults = faults;
			faults.maybe(10);
		}

		@PostConstruct
		void construct() throws Exception {
			this.faults.maybe(10);
			this.faults.made.incrementAndGet();
		}

		@Started
		void started() throws Exception {
			this.faults.maybe(10);
		}

		@Receive
		int on(Letter letter) throws Exception {
			this.faults.maybe(5);
			this.faults.end(letter, "processed");
			return letter.number();
		}

		@Failed
		void failed(Object letter, Throwable error) throws Exception {
			this.faults.maybe(3);
			this.faults.end(letter, "dealt with");
		}

		@Stopped
		void stopped() throws Exception {
			this.faults.maybe(10);
		}

		@PreDestroy
		void destroy() throws Exception {
			this.faults.destroyed.incrementAndGet();
			this.faults.maybe(10);
		}

	}

	@ActorComponent(value = "single", supervision = @Supervision(value = Directive.RESTART, backoff = "1ms",
			maxBackoff = "5ms", retries = 1, retryBackoff = "1ms", resumeOn = IOException.class))
	static class Single extends Frail {

		Single(Faults faults) throws Exception {
			super(faults);
		}

	}

	@ActorComponent(value = "keyed", keyed = true, maxActive = 10,
			supervision = @Supervision(value = Directive.RESTART, backoff = "0s", stopOn = AssertionError.class))
	static class Keyed extends Frail {

		Keyed(@Key String id, Faults faults) throws Exception {
			super(faults);
		}

	}

	@ActorComponent(value = "pool", instances = 3, blocking = true,
			supervision = @Supervision(value = Directive.RESTART, backoff = "1ms", maxBackoff = "5ms",
					stopOn = IOException.class))
	static class Pool extends Frail {

		Pool(Faults faults) throws Exception {
			super(faults);
		}

	}

	@ActorComponent(value = "together", instances = 2,
			supervision = @Supervision(value = Directive.RESTART, backoff = "0s", oneForAll = "together"))
	static class Together extends Frail {

		Together(Faults faults) throws Exception {
			super(faults);
		}

	}

}
