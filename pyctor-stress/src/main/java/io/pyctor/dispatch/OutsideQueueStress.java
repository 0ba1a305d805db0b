package io.pyctor.dispatch;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The queue of the tasks from outside: who adds against who adds, takes or takes back.
 */
final class OutsideQueueStress {

	private OutsideQueueStress() {
	}

	abstract static class Shared {

		final CountedTask a = new CountedTask();

		final CountedTask b = new CountedTask();

		final OutsideQueue queue = new OutsideQueue();

		final void result(II_Result r) {
			while (CountedTask.run(this.queue.poll())) {
				// Until nothing is left.
			}
			r.r1 = this.a.runs();
			r.r2 = this.b.runs();
		}

	}

	/** Two who add, of whom one takes as well. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
	@State
	public static class Add extends Shared {

		@Actor
		public void one() {
			this.queue.add(this.a);
		}

		@Actor
		public void other() {
			this.queue.add(this.b);
			CountedTask.run(this.queue.poll());
		}

		@Arbiter
		public void arbiter(II_Result r) {
			result(r);
		}

	}

	/** Two who take. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
	@State
	public static class Poll extends Shared {

		public Poll() {
			this.queue.add(this.a);
			this.queue.add(this.b);
		}

		@Actor
		public void one() {
			CountedTask.run(this.queue.poll());
		}

		@Actor
		public void other() {
			CountedTask.run(this.queue.poll());
			CountedTask.run(this.queue.poll());
		}

		@Arbiter
		public void arbiter(II_Result r) {
			result(r);
		}

	}

	/** Who takes a task back runs it, or somebody else does. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
	@State
	public static class Remove extends Shared {

		private final OutsideQueue.Place place;

		public Remove() {
			this.place = this.queue.add(this.a);
		}

		@Actor
		public void one() {
			this.queue.add(this.b);
			if (this.queue.remove(this.place)) {
				this.a.run();
			}
		}

		@Actor
		public void other() {
			CountedTask.run(this.queue.poll());
		}

		@Arbiter
		public void arbiter(II_Result r) {
			result(r);
		}

	}

	/** Who adds and then finds nobody against who says so and then finds nothing. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Both see the other.")
	@Outcome(id = { "0, 1", "1, 0" }, expect = Expect.ACCEPTABLE, desc = "One sees the other.")
	@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "The task waits for ever.")
	@State
	public static class Rest extends Shared {

		private volatile boolean resting;

		@Actor
		public void outside(II_Result r) {
			this.queue.add(this.a);
			r.r1 = this.resting ? 1 : 0;
		}

		@Actor
		public void worker(II_Result r) {
			this.resting = true;
			r.r2 = this.queue.isEmpty() ? 0 : 1;
		}

	}

}
