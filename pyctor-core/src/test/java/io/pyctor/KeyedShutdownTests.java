package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What keys were told before the end is handled, and what they are told later is not.
 */
class KeyedShutdownTests extends WithActorSystem {

	enum End {

		SHUTDOWN, STOP

	}

	private static final KeyedOptions BLOCKING = KeyedOptions.defaults()
		.actorOptions(ActorOptions.defaults().blocking());

	private final Queue<String> events = new ConcurrentLinkedQueue<>();

	private final CountDownLatch blocked = new CountDownLatch(1);

	private final CountDownLatch mayEnd = new CountDownLatch(1);

	private KeyedActors carts(KeyedOptions options) {
		return this.system.keyed("cart", LambdaActor.class,
				(key) -> new LambdaActor((self, sender, message) -> receive(key, self, message))
					.whenStopped((self) -> block(key.equals("ending"))),
				options);
	}

	private void receive(String key, LambdaActor self, Object message) throws InterruptedException {
		if (message.equals("go")) {
			self.context().passivate();
		}
		else if (message.equals("stop")) {
			this.system.stop(self.self());
		}
		else {
			block(message.equals("block"));
			this.events.add(key + " " + message);
		}
	}

	private void block(boolean block) throws InterruptedException {
		if (block) {
			this.blocked.countDown();
			this.mayEnd.await();
		}
	}

	private void end(KeyedActors carts, End end, Duration timeout) {
		if (end == End.SHUTDOWN) {
			this.system.shutdown(timeout);
		}
		else {
			this.system.stop(carts.parent());
		}
	}

	/** The parent has told everybody to stop and waits for that. */
	private static void untilDraining(KeyedActors carts) {
		eventually().until(
				() -> ((KeyedHost) carts).isDraining() && ((ActorCell) carts.parent()).state() == ActorState.AWAITING);
	}

	@ParameterizedTest
	@EnumSource
	void keysThatWaitForTheirPlaceHandleWhatTheyWereTold(End end) {
		KeyedActors carts = carts(BLOCKING.maxActive(1));
		carts.of("first").tell("block");
		List<String> expected = IntStream.range(0, 100).mapToObj((i) -> "k" + i).toList();
		expected.forEach((key) -> carts.of(key).tell("x"));
		end(carts, end, LONG);
		untilDraining(carts);
		this.mayEnd.countDown();
		untilOver(carts.parent());
		assertThat(this.events).contains("first block")
			.containsAll(expected.stream().map((key) -> key + " x").toList())
			.hasSize(101);
		assertThat(this.deadLetters).isEmpty();
		assertThat(carts.snapshot().active()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void keyWhoseActorEndsHandlesWhatItWasToldMeanwhile(End end) {
		KeyedActors carts = carts(BLOCKING);
		ActorRef ref = carts.of("ending");
		ref.tell("go");
		await(this.blocked);
		ref.tell("one");
		ref.tell("stop");
		ref.tell("two");
		end(carts, end, LONG);
		untilDraining(carts);
		ref.tell("late");
		carts.of("new").tell("late");
		this.mayEnd.countDown();
		untilOver(carts.parent());
		assertThat(this.events).containsExactly("ending one", "ending two");
		assertThat(deadMessages()).containsExactlyInAnyOrder("late", "late");
		assertThat(this.deadLetters).allMatch((heard) -> heard
			.reason() == ((end == End.SHUTDOWN) ? DeadLetterReason.SHUTDOWN : DeadLetterReason.STOPPED));
		assertThat(ref.tryTell("late")).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void whatAnActorIsToldAfterTheEndHasBegunMakesNoNextOne(End end) {
		KeyedActors carts = carts(BLOCKING);
		ActorRef ref = carts.of("a");
		ref.tell("block");
		ref.tell("in time");
		await(this.blocked);
		end(carts, end, LONG);
		untilDraining(carts);
		ref.tell("late");
		this.mayEnd.countDown();
		untilOver(carts.parent());
		assertThat(this.events).containsExactly("a block", "a in time");
		assertThat(deadMessages()).containsExactly("late");
		assertThat(carts.snapshot().activations()).isEqualTo(1);
	}

	@Test
	void deadlineCutsOffTheKeysThatStillWait() {
		KeyedActors carts = carts(BLOCKING.maxActive(1));
		carts.of("first").tell("block");
		await(this.blocked);
		List<Object> expected = IntStream.range(0, 100).<Object>mapToObj((i) -> "x" + i).toList();
		expected.forEach((message) -> carts.of("k" + message).tell(message));
		this.system.shutdown(Duration.ofMillis(20));
		ended(this.system);
		List<Object> over = deadMessages();
		assertThat(over.size() + this.events.size()).isEqualTo(100 + over.stream().filter("block"::equals).count());
		assertThat(over).doesNotHaveDuplicates().hasSizeGreaterThan(50);
		assertThat(this.deadLetters).filteredOn((heard) -> !heard.message().equals("block"))
			.allMatch((heard) -> heard.reason() == DeadLetterReason.SHUTDOWN);
	}

	@Test
	void deadlineCutsOffTheKeysThatStillWaitThoughTheParentGetsNoThread() {
		end(this.system);
		this.system = settings(ActorSystem.builder("one").parallelism(1)).build();
		KeyedActors carts = carts(BLOCKING.maxActive(1));
		carts.of("first").tell("block");
		await(this.blocked);
		IntStream.range(0, 100).forEach((i) -> carts.of("k" + i).tell("x" + i));
		this.system.stop(carts.parent());
		untilDraining(carts);
		CountDownLatch busy = new CountDownLatch(1);
		this.system.create(new LambdaActor((self, sender, message) -> {
			busy.countDown();
			untilHeardOf(100);
		})).tell("go");
		await(busy);
		this.system.shutdown(Duration.ZERO);
		ended(this.system);
		assertThat(this.events).hasSizeLessThan(50);
	}

	/** Whether or not there is an interrupt. */
	private void untilHeardOf(int messages) {
		while (this.events.size() + this.deadLetters.size() < messages) {
			Thread.onSpinWait();
		}
	}

	@Test
	void parentThatIsStoppedNowWaitsForNoneOfItsKeys() {
		KeyedActors carts = carts(BLOCKING.maxActive(1));
		carts.of("first").tell("block");
		await(this.blocked);
		List<Object> expected = IntStream.range(0, 10).<Object>mapToObj((i) -> "x" + i).toList();
		expected.forEach((message) -> carts.of("k" + message).tell(message));
		this.system.stop(carts.parent());
		untilDraining(carts);
		this.system.stopNow(carts.parent());
		eventually().until(() -> ((ActorCell) carts.parent()).isStopping());
		this.mayEnd.countDown();
		untilOver(carts.parent());
		assertThat(this.events).containsExactly("first block");
		assertThat(deadMessages()).containsExactlyInAnyOrderElementsOf(expected);
	}

}
