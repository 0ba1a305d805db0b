package io.pyctor.benchmarks.workload;

import io.pyctor.benchmarks.engine.Behavior;
import io.pyctor.benchmarks.engine.Self;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * One actor sends another a million messages at once; that one counts them.
 */
public class Counting extends Workload {

	private static final int MESSAGES = 1_000_000;

	private static final Object INCREMENT = new Object();

	private static final Object RETRIEVE = new Object();

	/**
	 * Count once.
	 * @return the count
	 */
	@Benchmark
	@OperationsPerInvocation(MESSAGES)
	public long counting() {
		Completion completion = new Completion(1);
		Object counter = this.engine.spawn(new Counter(completion));
		Object producer = this.engine.spawn(new Producer(counter));
		this.engine.send(producer, START);
		return completion.await(MESSAGES);
	}

	private static final class Producer implements Behavior {

		private final Object counter;

		Producer(Object counter) {
			this.counter = counter;
		}

		@Override
		public void receive(Self self, Object message) {
			for (int i = 0; i < MESSAGES; i++) {
				self.send(this.counter, INCREMENT);
			}
			self.send(this.counter, RETRIEVE);
			self.finish();
		}

	}

	private static final class Counter implements Behavior {

		private final Completion completion;

		private long count;

		Counter(Completion completion) {
			this.completion = completion;
		}

		@Override
		public void receive(Self self, Object message) {
			if (message == INCREMENT) {
				this.count++;
			}
			else {
				self.finish();
				this.completion.complete(this.count);
			}
		}

	}

}
