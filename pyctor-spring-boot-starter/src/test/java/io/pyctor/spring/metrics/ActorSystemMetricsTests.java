package io.pyctor.spring.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.KeyedActors;
import io.pyctor.KeyedOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ActorSystemMetrics}.
 */
class ActorSystemMetricsTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ActorSystem system = ActorSystem.create("test");

	private final MeterRegistry registry = new SimpleMeterRegistry();

	/** Registries refer to what they measure weakly. */
	private ActorSystemMetrics metrics;

	@AfterEach
	void shutDown() {
		this.system.close();
	}

	@Test
	void metersCountWhatActorsOfATypeDid() {
		bind(Duration.ZERO, Worker.class);
		ActorRef one = this.system.create(Worker::new, "one");
		ActorRef two = this.system.create(Worker::new, "two");
		one.tell("work");
		one.tell("fail");
		two.tell("work");
		two.tell("ignore");
		await().atMost(SOON).untilAsserted(() -> {
			assertThat(counter("pyctor.messages.processed", "Worker")).isEqualTo(2);
			assertThat(counter("pyctor.messages.failed", "Worker")).isEqualTo(1);
			assertThat(counter("pyctor.actors.restarted", "Worker")).isEqualTo(1);
			assertThat(gauge("pyctor.actors.live", "Worker")).isEqualTo(2);
			assertThat(gauge("pyctor.mailbox.size", "Worker")).isZero();
			assertThat(deadLetters("UNHANDLED")).isEqualTo(1);
		});
	}

	@Test
	void metersCountKeyedActors() {
		KeyedActors carts = this.system.keyed("cart", Worker.class, (key) -> new Worker(),
				KeyedOptions.defaults().maxActive(1));
		bind(Duration.ZERO);
		carts.of("a").tell("work");
		carts.of("b").tell("work");
		await().atMost(SOON).untilAsserted(() -> {
			assertThat(gauge("pyctor.keyed.active", "Worker")).isEqualTo(1);
			assertThat(counter("pyctor.keyed.activations", "Worker")).isEqualTo(2);
			assertThat(counter("pyctor.keyed.passivations", "Worker")).isEqualTo(1);
		});
	}

	@Test
	void countersKeepWhatDeadActorsCounted() {
		bind(Duration.ZERO, Worker.class);
		ActorRef worker = this.system.create(Worker::new, "worker");
		worker.tell("work");
		this.system.stop(worker);
		await().atMost(SOON).untilAsserted(() -> assertThat(gauge("pyctor.actors.live", "Worker")).isZero());
		assertThat(counter("pyctor.messages.processed", "Worker")).isEqualTo(1);
	}

	@Test
	void mailboxSizeCountsWaitingMessages() {
		bind(Duration.ZERO, Blocked.class);
		Blocked blocked = new Blocked();
		ActorRef actor = this.system.create(() -> blocked, "blocked");
		for (int i = 0; i < 10; i++) {
			actor.tell(i);
		}
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(gauge("pyctor.mailbox.size", "Blocked")).isBetween(9.0, 10.0));
		blocked.release.countDown();
		await().atMost(SOON).untilAsserted(() -> assertThat(gauge("pyctor.mailbox.size", "Blocked")).isZero());
	}

	@Test
	void knownTypesHaveMetersBeforeTheirFirstActor() {
		bind(Duration.ZERO, Worker.class);
		assertThat(gauge("pyctor.actors.live", "Worker")).isZero();
		assertThat(counter("pyctor.messages.processed", "Worker")).isZero();
	}

	@Test
	void typeThatAppearsLaterHasMetersAfterAnyMeterWasRead() {
		bind(Duration.ZERO, Worker.class);
		this.system.create(Blocked::new, "later");
		assertThat(this.registry.find("pyctor.actors.live").tag("type", "Blocked").gauge()).isNull();
		assertThat(gauge("pyctor.mailbox.size", "Worker")).isZero();
		assertThat(gauge("pyctor.actors.live", "Blocked")).isEqualTo(1);
	}

	@Test
	void typeThatAppearsLaterIsFoundThroughDeadLettersWhenThereIsNoOther() {
		bind(Duration.ZERO);
		this.system.create(Worker::new, "worker");
		assertThat(deadLetters("STOPPED")).isZero();
		assertThat(gauge("pyctor.actors.live", "Worker")).isEqualTo(1);
	}

	@Test
	void namesAreKnownBeforeThereIsAnyTypeAndGiveWayToTheFirst() {
		bind(Duration.ZERO);
		assertThat(gauge("pyctor.mailbox.size", "none")).isZero();
		this.system.create(Worker::new, "worker");
		assertThat(gauge("pyctor.mailbox.size", "none")).isZero();
		assertThat(this.registry.get("pyctor.mailbox.size").gauges()).singleElement()
			.satisfies((gauge) -> assertThat(gauge.getId().getTag("type")).isEqualTo("Worker"));
	}

	@Test
	void typesThatExistBeforeAreFoundWhenBound() {
		this.system.create(Worker::new, "worker");
		bind(Duration.ZERO);
		assertThat(gauge("pyctor.actors.live", "Worker")).isEqualTo(1);
	}

	@Test
	void oneLookServesAllMetersForAWhile() {
		bind(Duration.ofHours(1));
		this.system.create(Worker::new, "one");
		assertThat(deadLetters("STOPPED")).isZero();
		assertThat(gauge("pyctor.actors.live", "Worker")).isEqualTo(1);
		this.system.create(Worker::new, "two");
		assertThat(gauge("pyctor.actors.live", "Worker")).isEqualTo(1);
	}

	@Test
	void metersAreTaggedByTypeOrReasonOnly() {
		bind(Duration.ZERO, Worker.class);
		this.system.create(Worker::new, "worker");
		assertThat(this.registry.getMeters()).isNotEmpty()
			.allSatisfy((meter) -> assertThat(meter.getId().getTags()).singleElement()
				.satisfies((tag) -> assertThat(tag.getKey()).isIn("type", "reason")));
	}

	private void bind(Duration timeToLive, Class<?>... types) {
		this.metrics = new ActorSystemMetrics(this.system, List.of(types), timeToLive);
		this.metrics.bindTo(this.registry);
	}

	private double gauge(String name, String type) {
		return this.registry.get(name).tag("type", type).gauge().value();
	}

	private double counter(String name, String type) {
		return this.registry.get(name).tag("type", type).functionCounter().count();
	}

	private double deadLetters(String reason) {
		return this.registry.get("pyctor.dead.letters").tag("reason", reason).functionCounter().count();
	}

	static class Worker extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message.equals("fail")) {
				throw new IllegalStateException("failed on purpose");
			}
			if (message.equals("ignore")) {
				unhandled(message);
			}
		}

	}

	static class Blocked extends Actor {

		private final CountDownLatch release = new CountDownLatch(1);

		@Override
		protected void receive(ActorRef sender, Object message) throws InterruptedException {
			this.release.await();
		}

	}

}
