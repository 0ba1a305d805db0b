package io.pyctor;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every message that a pool was told is processed, fails or becomes a dead letter,
 * exactly once, however its workers and the pool end.
 */
@Timeout(120)
class PoolStressTests {

	private static final int TELLERS = 2;

	enum End {

		STOP, STOP_NOW, SHUTDOWN, SHUTDOWN_WITH_DEADLINE

	}

	@ParameterizedTest
	@EnumSource
	void everyMessageIsAccountedForWhileWorkersEnd(End end) {
		Seeds.each(12, (seed) -> new Load(end, seed).run());
	}

	/** The last worker gets free before, while and after the pool looks for it. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void poolEndsWheneverItsLastWorkerGetsFree(boolean blocking) {
		ActorSystem system = ActorSystem.builder("rounds").parallelism(2).deadLetterLogLimit(0).build();
		ActorOptions options = blocking ? ActorOptions.defaults().blocking() : ActorOptions.defaults();
		for (int round = 0; round < 5_000; round++) {
			ActorRef pool = system.create(LambdaActor::idle, "pool-" + round, options.instances(2));
			for (int message = 0; message < 1 + round % 7; message++) {
				pool.tell(message);
			}
			system.stop(pool);
		}
		system.shutdown(WithActorSystem.LONG);
		ShutdownReport report = system.stopped().join();
		assertThat(report.took()).as("by itself, and not by the deadline").isLessThan(WithActorSystem.LONG);
		assertThat(report.abandoned()).isEmpty();
	}

	private static final class Load {

		private final End end;

		private final long seed;

		private final Parcels parcels = new Parcels();

		private final AtomicInteger asked = new AtomicInteger();

		private final AtomicInteger answered = new AtomicInteger();

		private final AtomicReference<Throwable> wrong = new AtomicReference<>();

		private final CountDownLatch warm = new CountDownLatch(TELLERS);

		private final ActorSystem system;

		private final ActorRef pool;

		Load(End end, long seed) {
			this.end = end;
			this.seed = seed;
			this.system = ActorSystem.builder("load")
				.parallelism(2)
				.deadLetterLogLimit(0)
				.deadLetterListener(this.parcels::dead)
				.build();
			ActorOptions options = (seed % 2 == 0) ? ActorOptions.defaults() : ActorOptions.defaults().blocking();
			this.pool = this.system.create(this::worker, "pool",
					(seed % 4 < 2) ? options.instances(3) : options.instances(3, System::identityHashCode));
		}

		private LambdaActor worker() {
			Random random = new Random(this.seed);
			return new LambdaActor((self, sender, message) -> {
				int dice = random.nextInt(200);
				if (dice < 10) {
					this.parcels.failed(message);
					throw new Mishap();
				}
				if (dice < 20) {
					self.unhandled(message);
					return;
				}
				if (dice < 22 && this.end == End.SHUTDOWN_WITH_DEADLINE) {
					this.parcels.failed(message);
					new CountDownLatch(1).await();
				}
				if (dice >= 25 && dice < 40) {
					self.await(CompletableFuture.runAsync(() -> {
					}), (nothing) -> this.parcels.processed(message));
				}
				else {
					this.parcels.processed(message);
				}
				if (dice < 25) {
					self.stop();
				}
				if (sender != self.system().nobody()) {
					self.tell(sender, "received");
				}
			});
		}

		void run() throws Exception {
			Outsiders tellers = Outsiders.start(TELLERS, this::tell);
			Outsiders killers = Outsiders.start(1, this::kill);
			WithActorSystem.await(this.warm);
			switch (this.end) {
				case STOP -> this.system.stop(this.pool);
				case STOP_NOW -> this.system.stopNow(this.pool);
				case SHUTDOWN -> this.system.shutdown(WithActorSystem.LONG);
				case SHUTDOWN_WITH_DEADLINE -> this.system.shutdown(Duration.ofMillis(20));
			}
			tellers.join();
			killers.join();
			this.system.shutdown(WithActorSystem.LONG);
			WithActorSystem.ended(this.system);
			this.parcels.check();
			assertThat(this.wrong.get()).isNull();
			assertThat(this.answered).hasValue(this.asked.get());
			assertThat(this.system.typeSnapshots()).allSatisfy((type) -> assertThat(type.mailboxSize()).isZero());
		}

		private void tell(int number) {
			for (int i = 0; i < 2_000; i++) {
				if (i % 4 == 0) {
					this.asked.incrementAndGet();
					this.pool.ask(this.parcels.next(), String.class, WithActorSystem.LONG)
						.whenComplete((answer, error) -> {
							this.answered.incrementAndGet();
							if (error instanceof AskTimeoutException) {
								this.wrong.set(error);
							}
						});
				}
				else {
					this.pool.tell(this.parcels.next());
				}
				if (i == 1_000) {
					this.warm.countDown();
				}
			}
		}

		private void kill(int number) {
			Random random = new Random(this.seed);
			for (int i = 0; i < 200; i++) {
				this.system.find("/user/pool/worker-" + (1 + random.nextInt(3)))
					.ifPresent(random.nextBoolean() ? this.system::stop : this.system::stopNow);
				Thread.yield();
			}
		}

	}

}
