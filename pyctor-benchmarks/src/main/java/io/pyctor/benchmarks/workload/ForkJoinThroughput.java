package io.pyctor.benchmarks.workload;

import io.pyctor.benchmarks.engine.Behavior;
import io.pyctor.benchmarks.engine.Self;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Sixty actors get ten thousand messages each from outside, in turn, and compute a little
 * for every one; a message is one operation.
 */
public class ForkJoinThroughput extends Workload {

	private static final int ACTORS = 60;

	private static final int MESSAGES = 10_000;

	private static final long SUM = Computation.sum(MESSAGES);

	/**
	 * Send all and wait for the last.
	 * @return what was computed
	 */
	@Benchmark
	@OperationsPerInvocation(ACTORS * MESSAGES)
	public long forkJoinThroughput() {
		Completion completion = new Completion(ACTORS);
		Worker[] workers = new Worker[ACTORS];
		Object[] refs = new Object[ACTORS];
		for (int i = 0; i < ACTORS; i++) {
			workers[i] = new Worker(completion);
			refs[i] = this.engine.spawn(workers[i]);
		}
		for (int i = 0; i < MESSAGES; i++) {
			for (Object ref : refs) {
				this.engine.send(ref, START);
			}
		}
		completion.await();
		long sum = 0;
		for (Worker worker : workers) {
			sum += worker.sum;
		}
		return Completion.check(ACTORS * SUM, sum);
	}

	private static final class Worker implements Behavior {

		private final Completion completion;

		private int count;

		private long sum;

		Worker(Completion completion) {
			this.completion = completion;
		}

		@Override
		public void receive(Self self, Object message) {
			this.sum += Computation.compute(this.count);
			if (++this.count == MESSAGES) {
				self.finish();
				this.completion.arrive();
			}
		}

	}

}
