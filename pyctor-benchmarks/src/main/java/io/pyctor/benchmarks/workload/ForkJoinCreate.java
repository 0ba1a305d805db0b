package io.pyctor.benchmarks.workload;

import io.pyctor.benchmarks.engine.Behavior;
import io.pyctor.benchmarks.engine.Self;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Forty thousand actors are created from outside; each gets one message, computes a
 * little and stops. An actor is one operation.
 */
public class ForkJoinCreate extends Workload {

	private static final int ACTORS = 40_000;

	private static final long SUM = Computation.sum(ACTORS);

	/**
	 * Create all and wait for the last.
	 * @return what was computed
	 */
	@Benchmark
	@OperationsPerInvocation(ACTORS)
	public long forkJoinCreate() {
		Completion completion = new Completion(ACTORS);
		Worker[] workers = new Worker[ACTORS];
		for (int i = 0; i < ACTORS; i++) {
			workers[i] = new Worker(i, completion);
			this.engine.send(this.engine.spawn(workers[i]), START);
		}
		completion.await();
		long sum = 0;
		for (Worker worker : workers) {
			sum += worker.result;
		}
		return Completion.check(SUM, sum);
	}

	private static final class Worker implements Behavior {

		private final long seed;

		private final Completion completion;

		private long result;

		Worker(long seed, Completion completion) {
			this.seed = seed;
			this.completion = completion;
		}

		@Override
		public void receive(Self self, Object message) {
			this.result = Computation.compute(this.seed);
			self.finish();
			this.completion.arrive();
		}

	}

}
