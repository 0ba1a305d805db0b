package io.pyctor;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Actors are created, from outside and from inside, while their system shuts down.
 */
@Timeout(120)
class ShutdownStressTests {

	private static final int CREATORS = 3;

	/** More that have not started than this, and the creators wait. */
	private static final int BACKLOG = 500;

	@Test
	void createAgainstShutdownOnceRejectedAlwaysRejected() {
		Seeds.each(200, (seed) -> new Race(seed).run());
	}

	private static final class Race {

		private final long seed;

		private final Random random;

		private final Parcels parcels = new Parcels();

		private final AtomicInteger created = new AtomicInteger();

		private final AtomicInteger started = new AtomicInteger();

		private final AtomicInteger stopped = new AtomicInteger();

		private final AtomicInteger late = new AtomicInteger();

		private final CountDownLatch creating = new CountDownLatch(CREATORS);

		private final ActorSystem system;

		/** Whether the system has rejected anybody. */
		private final AtomicBoolean rejected = new AtomicBoolean();

		Race(long seed) {
			this.seed = seed;
			this.random = new Random(seed);
			this.system = ActorSystem.builder("race")
				.parallelism(1 + (int) seed % 3)
				.deadLetterLogLimit(0)
				.deadLetterListener(this.parcels::dead)
				.build();
		}

		void run() throws Exception {
			Outsiders creators = Outsiders.start(CREATORS, this::createUntilRejected);
			WithActorSystem.await(this.creating);
			for (int spin = this.random.nextInt(20_000); spin > 0; spin--) {
				Thread.onSpinWait();
			}
			if (this.random.nextBoolean()) {
				this.system.shutdown(WithActorSystem.LONG);
			}
			else {
				this.system
					.create(LambdaActor.idle().whenStarted((self) -> self.system().shutdown(WithActorSystem.LONG)));
			}
			creators.join();
			WithActorSystem.ended(this.system);
			assertThat(this.late).as("created by whom had rejected somebody").hasValue(0);
			assertThat(this.started).as("started").hasValue(this.created.get());
			assertThat(this.stopped).as("stopped").hasValue(this.created.get());
			this.parcels.check();
		}

		private void createUntilRejected(int number) {
			Random random = new Random(this.seed * 31 + number);
			int times = 0;
			while (times < 20) {
				if (create(this.system::create, this.rejected, random.nextInt(4))) {
					this.creating.countDown();
				}
				else {
					times++;
				}
				while (!this.rejected.get() && this.created.get() - this.started.get() > BACKLOG) {
					Thread.yield();
				}
			}
		}

		/**
		 * Create an actor that creates so many children, each of which creates one less.
		 * @param creator the system or an actor, which may have children until it stops
		 * @param rejected whether the creator has rejected anybody
		 */
		private boolean create(Function<Actor, ActorRef> creator, AtomicBoolean rejected, int children) {
			boolean rejectedBefore = rejected.get();
			AtomicBoolean rejectedChild = new AtomicBoolean();
			try {
				ActorRef actor = creator.apply(new LambdaActor((self, sender, message) -> {
					this.parcels.processed(message);
					for (int i = 0; i < children; i++) {
						create(self::create, rejectedChild, children - 1);
					}
				}).whenStarted((self) -> this.started.incrementAndGet())
					.whenStopped((self) -> this.stopped.incrementAndGet()));
				this.created.incrementAndGet();
				this.late.addAndGet(rejectedBefore ? 1 : 0);
				actor.tell(this.parcels.next());
				return true;
			}
			catch (ActorStoppedException ex) {
				rejected.set(true);
				return false;
			}
		}

	}

}
