package io.pyctor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FairnessTests {

	private final AtomicBoolean end = new AtomicBoolean();

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 3", "2, 2", "2, 8", "4, 16" })
	void actorsThatTellThemselvesForEverStarveNobody(int parallelism, int greedy) {
		ActorSystem system = ActorSystem.builder("fair").parallelism(parallelism).build();
		for (int i = 0; i < greedy; i++) {
			system.create(LambdaActor.factory((self, sender, message) -> {
				if (!this.end.get()) {
					self.tell(self.self(), message);
				}
			})).tell("go on");
		}
		check(system);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 3", "2, 2", "2, 8" })
	void pairsThatTellEachOtherForEverStarveNobody(int parallelism, int pairs) {
		ActorSystem system = ActorSystem.builder("fair").parallelism(parallelism).build();
		for (int i = 0; i < pairs; i++) {
			LambdaActor.Behavior pass = (self, sender, message) -> {
				if (!this.end.get()) {
					self.tell(sender, message);
				}
			};
			ActorRef one = system.create(LambdaActor.factory(pass));
			ActorRef two = system.create(LambdaActor.factory(pass));
			one.tell("go on", two);
		}
		check(system);
	}

	@ParameterizedTest
	@CsvSource({ "1", "2" })
	void actorsThatCreateForEverStarveNobody(int parallelism) {
		ActorSystem system = ActorSystem.builder("fair").parallelism(parallelism).build();
		for (int i = 0; i < 4; i++) {
			system.create(() -> new Breeder(this.end));
		}
		check(system);
	}

	/** Lives as long as it takes to make the next one. */
	private static final class Breeder extends Actor {

		private final AtomicBoolean end;

		Breeder(AtomicBoolean end) {
			this.end = end;
		}

		@Override
		protected void started() {
			if (!this.end.get()) {
				system().create(() -> new Breeder(this.end));
			}
			stop();
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

	}

	@ParameterizedTest
	@CsvSource({ "1", "2" })
	void actorThatCreatesForEverDoesNotOutrunItsChildren(int parallelism) {
		ActorSystem system = ActorSystem.builder("fair").parallelism(parallelism).build();
		int total = 300_000;
		AtomicInteger ended = new AtomicInteger();
		AtomicInteger mostAlive = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(1);
		system.create(LambdaActor.factory((self, sender, message) -> {
			if (message instanceof Integer number) {
				self.create(LambdaActor.idle()
					.whenStarted(LambdaActor::stop)
					.whenStopped((child) -> ended.incrementAndGet()));
				mostAlive.accumulateAndGet(number - ended.get(), Math::max);
				if (number < total) {
					self.tell(self.self(), number + 1);
				}
				else {
					done.countDown();
				}
			}
		})).tell(1);
		WithActorSystem.await(done);
		system.close();
		assertThat(ended).hasValue(total);
		assertThat(mostAlive.get()).isLessThan(total / 2);
	}

	private void check(ActorSystem system) {
		try {
			ActorRef echo = system.create(LambdaActor::echo);
			for (int i = 0; i < 100; i++) {
				assertThat(echo.ask(i, Integer.class, WithActorSystem.LONG).join()).isEqualTo(i);
			}
			// Nor do they starve what another actor does.
			CountDownLatch done = new CountDownLatch(1_000);
			ActorRef worker = system.create(LambdaActor.factory((self, sender, message) -> done.countDown()));
			system.create(LambdaActor.factory((self, sender, message) -> {
				for (int i = 0; i < 1_000; i++) {
					self.tell(worker, i);
				}
			})).tell("go");
			WithActorSystem.await(done);
		}
		finally {
			this.end.set(true);
			system.close();
		}
	}

}
