package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import io.pyctor.mailbox.Offer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An actor that was told something at the end of a stack gets its turn, also where nobody
 * hears of the overflow.
 */
class StrandedCellsTests {

	private final CountDownLatch handled = new CountDownLatch(1);

	private ActorSystem system;

	@AfterEach
	void end() {
		WithActorSystem.end(this.system);
	}

	/** What is left where a stack ends between the message and the turn for it. */
	private void strand(HealthLimits health) {
		this.system = ActorSystem.builder("strand").parallelism(1).health(health).build();
		ActorCell cell = (ActorCell) this.system
			.create(LambdaActor.factory((self, sender, message) -> this.handled.countDown()));
		WithActorSystem.eventually().until(() -> cell.state() == ActorState.IDLE);
		assertThat(cell.offerOnly(new Envelope("x", this.system.nobody()))).isEqualTo(Offer.WAKE);
		cell.stranded = true;
		((DefaultActorSystem) this.system).strandedCells.any = true;
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void threadThatRunsOutOfWorkSeesToIt(boolean blocking) {
		strand(HealthLimits.none());
		ActorOptions options = blocking ? ActorOptions.defaults().blocking() : ActorOptions.defaults();
		this.system.create(LambdaActor::idle, options).tell("anything");
		WithActorSystem.await(this.handled);
	}

	@Test
	void lookAtTheHealthSeesToIt() {
		strand(HealthLimits.defaults().lookEvery(Duration.ofMillis(10)));
		WithActorSystem.await(this.handled);
	}

	@Test
	void shutdownSeesToIt() {
		strand(HealthLimits.none());
		this.system.shutdown(WithActorSystem.LONG);
		WithActorSystem.await(this.handled);
	}

	/**
	 * Who tells a dead actor something opens its mailbox for a moment, and is cut short.
	 */
	@Test
	void nothingIsLostWhenStacksEndAtADeadActor() throws Exception {
		LongAdder dead = new LongAdder();
		this.system = ActorSystem.builder("dead")
			.parallelism(2)
			.deadLetterLogLimit(0)
			.health(HealthLimits.defaults().lookEvery(Duration.ofMillis(10)))
			.deadLetterListener((letter, sender) -> {
				if (letter.message().equals("counted")) {
					dead.increment();
				}
			})
			.build();
		ActorCell cell = (ActorCell) this.system.create(LambdaActor::idle);
		this.system.stop(cell);
		WithActorSystem.untilOver(cell);
		AtomicBoolean over = new AtomicBoolean();
		long[] told = new long[1];
		Outsiders teller = Outsiders.start(1, (number) -> {
			while (!over.get()) {
				cell.tell("counted");
				told[0]++;
			}
		});
		for (int i = 0; i < 60; i++) {
			int more = i % 50;
			Thread deep = new Thread(null, () -> {
				try {
					tellAtEachLevel(cell, more);
				}
				catch (StackOverflowError ex) {
					// Somewhere within the last tell, or between two.
				}
			}, "deep", 160 * 1024);
			deep.start();
			deep.join();
		}
		over.set(true);
		teller.join();
		WithActorSystem.eventually().until(() -> dead.sum() == told[0]);
		assertThat(cell.tryTell("refused")).isFalse();
	}

	private static int tellAtEachLevel(ActorRef actor, int more) {
		if (more == 0) {
			actor.tell("deep");
		}
		return 1 + tellAtEachLevel(actor, Math.max(0, more - 1));
	}

	/** Whoever takes the signal for one that was sent already wakes nobody. */
	@Test
	void stopNowIsNotLostWhereAStackEnds() throws Exception {
		this.system = ActorSystem.builder("signals").parallelism(2).health(HealthLimits.none()).build();
		for (int round = 0; round < 20; round++) {
			int more = round;
			List<ActorRef> actors = IntStream.range(0, 4_000)
				.mapToObj((i) -> this.system.create(LambdaActor::idle))
				.toList();
			int[] reached = new int[1];
			Thread deep = new Thread(null, () -> {
				try {
					stopAtEachLevel(actors, reached, more);
				}
				catch (StackOverflowError ex) {
					// Somewhere within the last call, or between two.
				}
			}, "deep", 160 * 1024);
			deep.start();
			deep.join();
			this.system.stopNow(actors.get(reached[0]));
			WithActorSystem.untilOver(actors.get(reached[0]));
			actors.forEach(this.system::stopNow);
		}
	}

	private int stopAtEachLevel(List<ActorRef> actors, int[] reached, int more) {
		if (more == 0) {
			reached[0]++;
			this.system.stopNow(actors.get(reached[0]));
		}
		return 1 + stopAtEachLevel(actors, reached, Math.max(0, more - 1));
	}

}
