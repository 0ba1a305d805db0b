package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every message that was told is processed, fails or becomes a dead letter, exactly once,
 * and every question is answered, however actors end while they are told more.
 */
@Timeout(120)
class AccountingStressTests {

	private static final int TELLERS = 3;

	private static final int FAMILIES = 2;

	private static final int MEMBERS = 4;

	enum End {

		STOP, STOP_NOW, POISON_PILL, STOP_OF_ITS_OWN, STOP_OF_THE_PARENT, STOP_NOW_OF_THE_PARENT, FAILED_START,
		SHUTDOWN, SHUTDOWN_AT_ONCE, SHUTDOWN_WITH_DEADLINE

	}

	@ParameterizedTest
	@EnumSource
	void everyMessageIsAccountedForWhileActorsEndUnderLoad(End end) {
		Seeds.each(30, (seed) -> new Load(end, seed).run());
	}

	/** One system, which ends while threads tell and ask its actors. */
	private static final class Load {

		private final End end;

		private final long seed;

		private final Parcels parcels = new Parcels();

		private final AtomicInteger deadLetters = new AtomicInteger();

		private final AtomicInteger asked = new AtomicInteger();

		private final AtomicInteger answered = new AtomicInteger();

		private final Queue<Parcels.Parcel> unreceived = new ConcurrentLinkedQueue<>();

		private final Queue<Object> wrong = new ConcurrentLinkedQueue<>();

		private final CountDownLatch warm = new CountDownLatch(TELLERS);

		private final List<ActorRef> parents = new ArrayList<>();

		private final List<ActorRef> members = new ArrayList<>();

		private final ActorSystem system;

		private volatile boolean over;

		Load(End end, long seed) {
			this.end = end;
			this.seed = seed;
			this.system = ActorSystem.builder("load")
				.parallelism(2)
				.throughput(1 + (int) seed * 5)
				.deadLetterLogLimit(0)
				.deadLetterListener(this.parcels::dead)
				.deadLetterListener((letter, sender) -> this.deadLetters.incrementAndGet())
				.build();
		}

		void run() throws Exception {
			for (int i = 0; i < FAMILIES; i++) {
				List<ActorRef> children = new ArrayList<>();
				CountDownLatch created = new CountDownLatch(1);
				this.parents.add(this.system.create(LambdaActor.idle().whenStarted((self) -> {
					for (int number = 0; number < MEMBERS; number++) {
						children.add(create(self, number));
					}
					created.countDown();
				})));
				WithActorSystem.await(created);
				this.members.addAll(children);
			}
			Outsiders tellers = Outsiders.start(TELLERS, this::tell);
			WithActorSystem.await(this.warm);
			stop();
			this.system.shutdown(switch (this.end) {
				case SHUTDOWN_AT_ONCE -> Duration.ZERO;
				case SHUTDOWN_WITH_DEADLINE -> Duration.ofMillis(5);
				default -> WithActorSystem.LONG;
			});
			WithActorSystem.ended(this.system);
			this.over = true;
			tellers.join();
			this.parcels.check();
			assertThat(this.answered).as("answers to %s questions", this.asked).hasValue(this.asked.get());
			assertThat(this.wrong).isEmpty();
			assertThat(this.unreceived).allMatch((question) -> question.end() == Parcels.End.DEAD);
			assertThat(this.system.deadLetters().values().stream().mapToLong(Long::longValue).sum())
				.isEqualTo(this.deadLetters.get());
		}

		private ActorRef create(LambdaActor parent, int number) {
			ActorOptions options = switch (number) {
				case 0 -> ActorOptions.defaults().blocking();
				case 1 -> ActorOptions.defaults();
				default -> ActorOptions.defaults().mailbox(mailbox(number));
			};
			Random random = new Random(this.seed * 17 + number);
			return parent
				.create(() -> new LambdaActor((self, sender, message) -> receive(self, sender, message, random))
					.whenStarted((self) -> {
						for (int i = 0; i < number; i++) {
							self.create(LambdaActor::idle);
						}
						if (this.end == End.FAILED_START && number > 1) {
							throw new Mishap();
						}
					})
					.whenRestarted((sender, message, error) -> {
						if (random.nextBoolean()) {
							throw new Mishap();
						}
					})
					.whenStopped((self) -> {
						if (number % 2 == 1) {
							throw new Mishap();
						}
					}), options);
		}

		private MailboxOptions mailbox(int number) {
			Overflow[] policies = Overflow.values();
			return MailboxOptions.bounded(number, policies[(int) ((this.seed + number) % policies.length)]);
		}

		private void receive(LambdaActor self, ActorRef sender, Object message, Random random) throws Exception {
			if (!(message instanceof Parcels.Parcel)) {
				return;
			}
			int dice = random.nextInt(100);
			if (dice < 10) {
				this.parcels.failed(message);
				throw new Mishap();
			}
			if (dice < 15) {
				self.unhandled(message);
				return;
			}
			if (dice < 17 && this.end == End.SHUTDOWN_WITH_DEADLINE) {
				this.parcels.failed(message);
				// Until the deadline has passed and it is interrupted.
				new CountDownLatch(1).await();
			}
			this.parcels.processed(message);
			if (dice < 35) {
				self.tell(any(random), this.parcels.next());
			}
			if (dice == 99 && this.end == End.STOP_OF_ITS_OWN) {
				self.stop();
			}
			if (sender != self.system().nobody()) {
				self.tell(sender, "received");
			}
		}

		private ActorRef any(Random random) {
			return this.members.get(random.nextInt(this.members.size()));
		}

		private void tell(int number) {
			Random random = new Random(this.seed * 31 + number);
			for (int i = 0; i < 8_000 && (!this.over || i < 2_000); i++) {
				if (i % 8 == 0) {
					this.asked.incrementAndGet();
					Parcels.Parcel question = this.parcels.next();
					any(random).ask(question, String.class, WithActorSystem.LONG)
						.whenComplete((answer, error) -> answered(question, answer, error));
				}
				else {
					any(random).tell(this.parcels.next());
				}
				if (i == 500) {
					this.warm.countDown();
				}
			}
		}

		private void answered(Parcels.Parcel question, @Nullable String answer, @Nullable Throwable error) {
			this.answered.incrementAndGet();
			if (error instanceof ActorStoppedException) {
				// By its dead letter, or by the end of the system just before that.
				this.unreceived.add(question);
				return;
			}
			boolean right = "received".equals(answer) || error instanceof Mishap
					|| error instanceof InterruptedException || error instanceof MessageRejectedException
					|| error instanceof MailboxFullException;
			if (!right) {
				this.wrong.add((error != null) ? error : answer);
			}
		}

		private void stop() {
			switch (this.end) {
				case STOP -> this.members.forEach(this.system::stop);
				case STOP_NOW -> this.members.forEach(this.system::stopNow);
				case POISON_PILL -> this.members.forEach((member) -> member.tell(new PoisonPill()));
				case STOP_OF_THE_PARENT -> this.parents.forEach(this.system::stop);
				case STOP_NOW_OF_THE_PARENT -> this.parents.forEach(this.system::stopNow);
				default -> {
					// They end by themselves or with the system.
				}
			}
		}

	}

}
