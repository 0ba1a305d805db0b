package io.pyctor.benchmarks.workload;

import io.pyctor.benchmarks.engine.Behavior;
import io.pyctor.benchmarks.engine.Self;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A tree of actors, each with ten children, down to a million leaves, whose numbers are
 * summed up on the way back. A leaf is one operation. The idea is Alexander Temerev's.
 */
public class Skynet extends Workload {

	private static final int LEAVES = 1_000_000;

	private static final int CHILDREN = 10;

	/**
	 * Build the tree and sum it up.
	 * @return the sum
	 */
	@Benchmark
	@OperationsPerInvocation(LEAVES)
	public long skynet() {
		Completion completion = new Completion(1);
		this.engine.send(this.engine.spawn(new Node(null, 0, LEAVES, completion)), START);
		return completion.await(LEAVES * (LEAVES - 1L) / 2);
	}

	private static final class Node implements Behavior {

		private final @Nullable Object parent;

		private final int first;

		private final int leaves;

		private final Completion completion;

		private int answers;

		private long sum;

		Node(@Nullable Object parent, int first, int leaves, Completion completion) {
			this.parent = parent;
			this.first = first;
			this.leaves = leaves;
			this.completion = completion;
		}

		@Override
		public void receive(Self self, Object message) {
			if (message instanceof Long answer) {
				this.sum += answer;
				if (++this.answers == CHILDREN) {
					answer(self, this.sum);
				}
			}
			else if (message == START) {
				start(self);
			}
			// What else comes is an engine's own notice of a child's end.
		}

		private void start(Self self) {
			if (this.leaves == 1) {
				answer(self, this.first);
				return;
			}
			int share = this.leaves / CHILDREN;
			for (int i = 0; i < CHILDREN; i++) {
				Node child = new Node(self.ref(), this.first + i * share, share, this.completion);
				self.send(self.spawn(child), START);
			}
		}

		private void answer(Self self, long result) {
			if (this.parent != null) {
				self.send(this.parent, result);
			}
			else {
				this.completion.complete(result);
			}
			self.finish();
		}

	}

}
