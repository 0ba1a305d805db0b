package io.pyctor.benchmarks.workload;

import java.util.SplittableRandom;

import io.pyctor.benchmarks.engine.Behavior;
import io.pyctor.benchmarks.engine.Self;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Many to many: each of 120 actors pings 2,000 times one of them, by chance, and waits
 * for the answer before the next. A ping with its answer is one operation.
 */
public class Big extends Workload {

	private static final int ACTORS = 120;

	private static final int PINGS = 2_000;

	private static final Object PONG = new Object();

	/**
	 * Let all ping all.
	 * @return the number of pings
	 */
	@Benchmark
	@OperationsPerInvocation(ACTORS * PINGS)
	public long big() {
		Completion completion = new Completion(ACTORS);
		Neighbor[] neighbors = new Neighbor[ACTORS];
		Object[] refs = new Object[ACTORS];
		for (int i = 0; i < ACTORS; i++) {
			neighbors[i] = new Neighbor(i, refs, completion);
			refs[i] = this.engine.spawn(neighbors[i]);
		}
		for (Object ref : refs) {
			this.engine.send(ref, START);
		}
		completion.await();
		long pings = 0;
		for (Neighbor neighbor : neighbors) {
			pings += neighbor.pings;
		}
		for (Object ref : refs) {
			this.engine.stop(ref);
		}
		return Completion.check(ACTORS * PINGS, pings);
	}

	private record Ping(int sender) {

	}

	private static final class Neighbor implements Behavior {

		private final Object[] refs;

		private final Completion completion;

		private final Ping ping;

		private final SplittableRandom random;

		private int pings;

		private int pongs;

		Neighbor(int index, Object[] refs, Completion completion) {
			this.refs = refs;
			this.completion = completion;
			this.ping = new Ping(index);
			this.random = new SplittableRandom(index);
		}

		@Override
		public void receive(Self self, Object message) {
			if (message instanceof Ping ping) {
				this.pings++;
				self.send(this.refs[ping.sender()], PONG);
			}
			else if (message == PONG && ++this.pongs == PINGS) {
				this.completion.arrive();
			}
			else {
				self.send(this.refs[this.random.nextInt(ACTORS)], this.ping);
			}
		}

	}

}
