package io.pyctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OneAtATimeTests extends WithActorSystem {

	private static final int SENDERS = 8;

	@Override
	ActorSystemBuilder settings(ActorSystemBuilder builder) {
		// Short batches, so that the actor changes threads often.
		return super.settings(builder).parallelism(4).throughput(3);
	}

	/**
	 * State without any synchronization, of its own and of a class that breaks easily.
	 */
	private static final class Counter extends Actor {

		private final AtomicInteger inside;

		private final AtomicInteger overlaps;

		private int count;

		private final Map<Integer, Integer> bySender = new HashMap<>();

		Counter(AtomicInteger inside, AtomicInteger overlaps) {
			this.inside = inside;
			this.overlaps = overlaps;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (this.inside.getAndIncrement() != 0) {
				this.overlaps.incrementAndGet();
			}
			if (message instanceof Integer number) {
				this.count++;
				this.bySender.merge(number, 1, Integer::sum);
			}
			else {
				tell(sender, this.count + " " + this.bySender.get(0) + " " + this.bySender.get(SENDERS - 1));
			}
			this.inside.decrementAndGet();
		}

	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void unsynchronizedStateIsExact(boolean blocking) throws Exception {
		int perSender = blocking ? 3_000 : 30_000;
		AtomicInteger overlaps = new AtomicInteger();
		AtomicInteger inside = new AtomicInteger();
		ActorOptions options = blocking ? ActorOptions.defaults().blocking() : ActorOptions.defaults();
		ActorRef counter = this.system.create(() -> new Counter(inside, overlaps), options);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < SENDERS; i++) {
			Integer number = i;
			threads.add(new Thread(() -> {
				for (int told = 0; told < perSender; told++) {
					counter.tell(number);
				}
			}));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		String counts = counter.ask("counts", String.class, LONG).join();
		assertThat(counts).isEqualTo(SENDERS * perSender + " " + perSender + " " + perSender);
		assertThat(overlaps).hasValue(0);
	}

	@Test
	void whatOneMessageWroteTheNextSeesOnWhateverThread() {
		Probe probe = Probe.create(this.system, "probe");
		int rounds = 100_000;
		int[] plain = new int[64];
		// The token is passed between two actors that share an array and no lock: the
		// message alone carries it from thread to thread.
		LambdaActor.Behavior pass = (self, sender, message) -> {
			int round = (Integer) message;
			for (int i = 0; i < plain.length; i += 16) {
				if (plain[i] != round) {
					self.tell(probe.ref(), "saw " + plain[i] + " in round " + round);
				}
				plain[i] = round + 1;
			}
			if (round + 1 < rounds) {
				self.tell((sender != self.system().nobody()) ? sender : self.self(), round + 1);
			}
			else {
				self.tell(probe.ref(), "done");
			}
		};
		ActorRef one = this.system.create(LambdaActor.factory(pass));
		ActorRef two = this.system.create(LambdaActor.factory(pass));
		one.tell(0, two);
		assertThat(probe.next()).isEqualTo("done");
	}

	@Test
	void whatTheConstructorAndStartedWroteTheFirstMessageSees() {
		for (int i = 0; i < 500; i++) {
			int[] plain = new int[1];
			LambdaActor actor = new LambdaActor((self, sender, message) -> self.tell(sender, plain[0]));
			actor.whenStarted((self) -> plain[0]++);
			plain[0] = i;
			ActorRef ref = this.system.create(actor);
			assertThat(ref.ask("read", Integer.class, LONG).join()).isEqualTo(i + 1);
		}
	}

}
