package io.pyctor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OrderingTests extends WithActorSystem {

	private static final int SENDERS = 8;

	record Numbered(int sender, int number) {
	}

	/** Expects the numbers of each sender one after the other. */
	private static final class Checker extends Actor {

		private final int perSender;

		private final CountDownLatch complete;

		private final AtomicReference<String> disorder;

		private final int[] expected = new int[SENDERS];

		private int total;

		Checker(int perSender, CountDownLatch complete, AtomicReference<String> disorder) {
			this.perSender = perSender;
			this.complete = complete;
			this.disorder = disorder;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof Numbered next) {
				if (this.expected[next.sender()]++ != next.number()) {
					this.disorder.compareAndSet(null,
							"expected " + (this.expected[next.sender()] - 1) + ", got " + next);
				}
				if (++this.total == SENDERS * this.perSender) {
					this.complete.countDown();
				}
			}
		}

	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void messagesOfOneThreadArriveInOrder(boolean blocking) throws Exception {
		int perSender = blocking ? 5_000 : 50_000;
		CountDownLatch complete = new CountDownLatch(1);
		AtomicReference<String> disorder = new AtomicReference<>();
		ActorOptions options = blocking ? ActorOptions.defaults().blocking() : ActorOptions.defaults();
		ActorRef checker = this.system.create(() -> new Checker(perSender, complete, disorder), options);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < SENDERS; i++) {
			int sender = i;
			threads.add(new Thread(() -> {
				for (int number = 0; number < perSender; number++) {
					checker.tell(new Numbered(sender, number));
				}
			}));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		await(complete);
		assertThat(disorder).hasNullValue();
	}

	@Test
	void messagesOfOneActorArriveInOrderWhateverThreadItRunsOn() {
		int perSender = 20_000;
		CountDownLatch complete = new CountDownLatch(1);
		AtomicReference<String> disorder = new AtomicReference<>();
		ActorRef checker = this.system.create(() -> new Checker(perSender, complete, disorder));
		for (int i = 0; i < SENDERS; i++) {
			int sender = i;
			// Each tells itself to go on, so that its turns wander from thread to thread.
			ActorRef teller = this.system.create(LambdaActor.factory((self, from, message) -> {
				int number = (Integer) message;
				self.tell(checker, new Numbered(sender, number));
				if (number + 1 < perSender) {
					self.tell(self.self(), number + 1);
				}
			}));
			teller.tell(0);
		}
		await(complete);
		assertThat(disorder).hasNullValue();
	}

	@Test
	void messagesToldBeforeAnAskArriveBeforeIt() {
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 1_000; i++) {
			probe.ref().tell(i);
		}
		List<Object> rest = probe.rest();
		assertThat(rest).hasSize(1_000).startsWith(0, 1, 2).endsWith(998, 999);
	}

}
