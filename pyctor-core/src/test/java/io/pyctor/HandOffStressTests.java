package io.pyctor;

import java.util.Random;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No wake-up is lost when messages pass from actor to actor, and between threads and
 * actors: if one was, everything would stand still.
 */
@Timeout(120)
class HandOffStressTests {

	private static final int PING_PONGS = 2_000_000;

	/**
	 * With more than one ball for each pair, batches end before their mailbox is empty.
	 */
	@ParameterizedTest
	@CsvSource({ "1, 1, 1", "1, 8, 4", "2, 1, 1", "2, 1, 4", "2, 8, 4" })
	void noWakeUpIsLostIn2000000PingPongsWithBatchesOfOne(int parallelism, int pairs, int balls) {
		ActorSystem system = ActorSystem.builder("pingpong").parallelism(parallelism).throughput(1).build();
		CountDownLatch done = new CountDownLatch(pairs * balls);
		for (int i = 0; i < pairs; i++) {
			ActorRef ping = system.create(LambdaActor.factory(passing(done)));
			ActorRef pong = system.create(LambdaActor.factory(passing(done)));
			for (int n = 0; n < balls; n++) {
				ping.tell(2 * PING_PONGS / pairs / balls, pong);
			}
		}
		WithActorSystem.await(done);
		WithActorSystem.end(system);
	}

	/** The threads of both fall asleep all the time, and wake each other. */
	@Test
	void noWakeUpIsLostBetweenTwoSystems() {
		ActorSystem one = ActorSystem.builder("one").parallelism(1).build();
		ActorSystem two = ActorSystem.builder("two").parallelism(1).build();
		CountDownLatch done = new CountDownLatch(1);
		ActorRef ping = one.create(LambdaActor.factory(passing(done)));
		ActorRef pong = two.create(LambdaActor.factory(passing(done)));
		ping.tell(50_000, pong);
		WithActorSystem.await(done);
		WithActorSystem.end(one);
		WithActorSystem.end(two);
	}

	private static LambdaActor.Behavior passing(CountDownLatch done) {
		return (self, sender, message) -> {
			int left = (Integer) message;
			if (left == 0) {
				done.countDown();
			}
			else {
				self.tell(sender, left - 1);
			}
		};
	}

	@Test
	void noWakeUpIsLostBetweenThreadsAndActors() {
		ActorSystem system = ActorSystem.builder("gaps").parallelism(2).throughput(1).build();
		ActorRef echo = system.create(LambdaActor::echo);
		Random random = new Random(5);
		for (int i = 0; i < 30_000; i++) {
			assertThat(echo.ask(i, Integer.class, WithActorSystem.LONG).join()).isEqualTo(i);
			for (int spin = random.nextInt(2_000); spin > 0; spin--) {
				Thread.onSpinWait();
			}
		}
		WithActorSystem.end(system);
	}

}
