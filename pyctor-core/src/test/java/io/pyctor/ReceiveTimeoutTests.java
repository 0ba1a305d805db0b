package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An actor is told that it is told nothing.
 */
class ReceiveTimeoutTests extends WithActorSystem {

	private static final Duration SOON = Duration.ofMillis(40);

	record Received(Object message, long time) {

	}

	private final Queue<Received> received = new ConcurrentLinkedQueue<>();

	private LambdaActor listener(Duration timeout) {
		return new LambdaActor((self, sender, message) -> {
			if (message.equals("none")) {
				self.receiveTimeout(Duration.ZERO);
			}
			if (message.equals("fail")) {
				this.received.add(new Received(message, System.nanoTime()));
				throw new Mishap();
			}
			if (message.equals("unknown")) {
				self.unhandled(message);
			}
			this.received.add(new Received(message, System.nanoTime()));
		}).whenStarted((self) -> self.receiveTimeout(timeout));
	}

	private List<Object> messages() {
		return this.received.stream().map(Received::message).toList();
	}

	private long timeouts() {
		return this.received.stream().filter((each) -> each.message() instanceof ReceiveTimeout).count();
	}

	@Test
	void silenceIsToldAgainAndAgainAndNeverEarly() {
		long since = System.nanoTime();
		this.system.create(listener(SOON));
		eventually().until(() -> timeouts() == 3);
		assertThat(messages()).startsWith(new ReceiveTimeout(SOON));
		long before = since;
		for (Received each : List.copyOf(this.received)) {
			assertThat(each.time() - before).isGreaterThanOrEqualTo(SOON.toNanos());
			before = each.time();
		}
	}

	@Test
	void messagesPutItOff() {
		ActorRef actor = this.system.create(listener(Duration.ofMillis(200)));
		Object[] messages = { "handled", "fail", "unknown" };
		for (int i = 0; i < 60; i++) {
			actor.tell(messages[i % messages.length]);
			long told = System.nanoTime();
			eventually().until(() -> System.nanoTime() - told > 5_000_000);
		}
		eventually().until(() -> timeouts() == 1);
		long last = 0;
		for (Received each : List.copyOf(this.received)) {
			if (each.message() instanceof ReceiveTimeout) {
				assertThat(each.time() - last).isGreaterThanOrEqualTo(200_000_000);
				assertThat(this.received.stream().filter((before) -> before.time() < each.time())).hasSize(60);
			}
			last = each.time();
		}
	}

	@Test
	void actorThatIsAtWorkOrAwaitsIsNotSilent() {
		CountDownLatch go = new CountDownLatch(1);
		CompletableFuture<String> stage = new CompletableFuture<>();
		ActorRef actor = this.system.create(new LambdaActor((self, sender, message) -> {
			this.received.add(new Received(message, System.nanoTime()));
			if (message.equals("work")) {
				await(go);
				self.context().await(stage, (value) -> this.received.add(new Received(value, System.nanoTime())));
			}
		}).whenStarted((self) -> self.receiveTimeout(SOON)));
		actor.tell("work");
		untilPassed(5);
		go.countDown();
		untilPassed(5);
		assertThat(messages()).containsExactly("work");
		stage.complete("awaited");
		eventually().until(() -> timeouts() > 0);
		assertThat(messages()).startsWith("work", "awaited", new ReceiveTimeout(SOON));
	}

	private static void untilPassed(int times) {
		long since = System.nanoTime();
		eventually().until(() -> System.nanoTime() - since > times * SOON.toNanos());
	}

	@Test
	void zeroEndsIt() {
		ActorRef actor = this.system.create(listener(SOON));
		eventually().until(() -> timeouts() > 0);
		actor.tell("none");
		eventually().until(() -> messages().contains("none"));
		this.received.clear();
		untilPassed(4);
		assertThat(timeouts()).isZero();
		assertThat(((DefaultActorSystem) this.system).timers().size()).isZero();
	}

	@Test
	void itEndsWithTheActor() {
		ActorRef actor = this.system.create(listener(Duration.ofHours(1)));
		eventually().until(() -> ((DefaultActorSystem) this.system).timers().size() == 1);
		this.system.stop(actor);
		untilOver(actor);
		assertThat(((DefaultActorSystem) this.system).timers().size()).isZero();
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void negativeTimeIsRefused() {
		CompletableFuture<Throwable> thrown = new CompletableFuture<>();
		this.system.create(LambdaActor.idle().whenStarted((self) -> {
			try {
				self.receiveTimeout(Duration.ofMillis(-1));
			}
			catch (IllegalArgumentException ex) {
				thrown.complete(ex);
			}
		}));
		assertThat(thrown).succeedsWithin(LONG)
			.satisfies(
					(ex) -> assertThat(ex).hasMessage("'timeout' must be positive, or zero for none (was PT-0.001S)"));
	}

}
