package io.pyctor.benchmarks.workload;

import io.pyctor.benchmarks.engine.Behavior;
import io.pyctor.benchmarks.engine.Self;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A hundred actors in a ring hand a token on, which counts its hops; a hop is one
 * operation.
 */
public class ThreadRing extends Workload {

	private static final int ACTORS = 100;

	private static final int HOPS = 100_000;

	/**
	 * Let the token go round.
	 * @return the number of hops
	 */
	@Benchmark
	@OperationsPerInvocation(HOPS)
	public long threadRing() {
		Completion completion = new Completion(1);
		Object[] ring = new Object[ACTORS];
		for (int i = 0; i < ACTORS; i++) {
			ring[i] = this.engine.spawn(new Station(ring, (i + 1) % ACTORS, completion));
		}
		this.engine.send(ring[0], new Token(HOPS));
		completion.await(HOPS % ACTORS + 1);
		for (Object station : ring) {
			this.engine.stop(station);
		}
		return HOPS;
	}

	private record Token(int hopsLeft) {

	}

	private static final class Station implements Behavior {

		private final Object[] ring;

		private final int next;

		private final Completion completion;

		Station(Object[] ring, int next, Completion completion) {
			this.ring = ring;
			this.next = next;
			this.completion = completion;
		}

		@Override
		public void receive(Self self, Object message) {
			int hopsLeft = ((Token) message).hopsLeft();
			if (hopsLeft > 0) {
				self.send(this.ring[this.next], new Token(hopsLeft - 1));
			}
			else {
				this.completion.complete(this.next);
			}
		}

	}

}
