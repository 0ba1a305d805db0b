package io.pyctor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FairnessTests {

	/** How many messages come from outside: each of them has to be answered. */
	private static final int OUTSIDE = 1_000;

	private final AtomicBoolean end = new AtomicBoolean();

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 3", "2, 2", "2, 6", "4, 4", "4, 12" })
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
	@CsvSource({ "1, 1", "2, 2", "2, 6" })
	void actorsThatAwaitForEverWhatIsThereAlreadyStarveNobody(int parallelism, int greedy) {
		ActorSystem system = ActorSystem.builder("fair").parallelism(parallelism).build();
		for (int i = 0; i < greedy; i++) {
			system.create(LambdaActor.factory((self, sender, message) -> awaitOn(self))).tell("go on");
		}
		check(system);
	}

	private void awaitOn(Actor self) {
		if (!this.end.get()) {
			self.await(CompletableFuture.completedFuture("there"), (value) -> awaitOn(self));
		}
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

	/**
	 * One is told while there is a thread that nobody uses: it does not wait for the end
	 * of the one that told it, which never comes before.
	 */
	@ParameterizedTest
	@CsvSource({ "2", "3" })
	void actorToldByALongComputationHasItsTurnWhileThatStillRuns(int parallelism) {
		ActorSystem system = ActorSystem.builder("fair").parallelism(parallelism).build();
		ActorRef told = system
			.create(LambdaActor.factory((self, sender, message) -> ((CountDownLatch) message).countDown()));
		ActorRef computing = system.create(LambdaActor.factory((self, sender, message) -> {
			CountDownLatch turns = new CountDownLatch(3);
			self.tell(told, turns);
			self.create(LambdaActor.idle().whenStarted((child) -> turns.countDown()));
			self.system().create(LambdaActor.idle().whenStarted((other) -> turns.countDown()));
			WithActorSystem.await(turns);
			self.tell(sender, "done");
		}));
		for (int i = 0; i < 500; i++) {
			assertThat(computing.ask("compute", String.class, WithActorSystem.LONG).join()).isEqualTo("done");
		}
		WithActorSystem.end(system);
	}

	/**
	 * All threads but one compute without end: whoever is told from outside is served.
	 */
	@ParameterizedTest
	@CsvSource({ "2, 1", "4, 3" })
	void longComputationsHoldNobodyUpWhileOneThreadIsFree(int parallelism, int computations) {
		ActorSystem system = ActorSystem.builder("fair").parallelism(parallelism).build();
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch computing = new CountDownLatch(computations);
		for (int i = 0; i < computations; i++) {
			system.create(LambdaActor.factory((self, sender, message) -> {
				computing.countDown();
				WithActorSystem.await(release);
			})).tell("compute");
		}
		WithActorSystem.await(computing);
		ActorRef echo = system.create(LambdaActor::echo);
		for (int i = 0; i < OUTSIDE; i++) {
			assertThat(echo.ask(i, Integer.class, WithActorSystem.LONG).join()).isEqualTo(i);
		}
		release.countDown();
		WithActorSystem.end(system);
	}

	private void check(ActorSystem system) {
		try {
			ActorRef echo = system.create(LambdaActor::echo);
			for (int i = 0; i < OUTSIDE; i++) {
				assertThat(echo.ask(i, Integer.class, WithActorSystem.LONG).join()).isEqualTo(i);
			}
			CountDownLatch told = new CountDownLatch(OUTSIDE);
			ActorRef counter = system.create(LambdaActor.factory((self, sender, message) -> told.countDown()));
			for (int i = 0; i < OUTSIDE; i++) {
				counter.tell(i);
			}
			WithActorSystem.await(told);
			// Nor do they starve what another actor does.
			CountDownLatch done = new CountDownLatch(OUTSIDE);
			ActorRef worker = system.create(LambdaActor.factory((self, sender, message) -> done.countDown()));
			system.create(LambdaActor.factory((self, sender, message) -> {
				self.tell(worker, message);
				if ((Integer) message < OUTSIDE) {
					self.tell(self.self(), (Integer) message + 1);
				}
			})).tell(1);
			WithActorSystem.await(done);
		}
		finally {
			this.end.set(true);
			WithActorSystem.end(system);
		}
	}

}
