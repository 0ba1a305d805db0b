package io.pyctor.dispatch;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The slot of a worker, which the worker fills and empties, against a thief that empties
 * it. The worker's thread is never started: a thread of the test plays it.
 */
final class WorkerSlotStress {

	private static final WorkerDispatcher DISPATCHER = new WorkerDispatcher("never-started", 1);

	private WorkerSlotStress() {
	}

	abstract static class Slot {

		final CountedTask a = new CountedTask();

		final CountedTask b = new CountedTask();

		final CountedTask c = new CountedTask();

		final Worker worker = new Worker(DISPATCHER, 0, "never-started");

		final RunQueue loot = new RunQueue();

		final void result(III_Result r) {
			while (CountedTask.run(this.worker.poll())) {
				// Until nothing is left.
			}
			r.r1 = this.a.runs();
			r.r2 = this.b.runs();
			r.r3 = this.c.runs();
		}

	}

	/** Pushes that move the task before to the queue. */
	@JCStressTest
	@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
	@State
	public static class Push extends Slot {

		public Push() {
			this.worker.pushNext(this.a);
		}

		@Actor
		public void owner() {
			this.worker.pushNext(this.b);
			this.worker.pushNext(this.c);
		}

		@Actor
		public void thief() {
			CountedTask.run(this.worker.takeNext());
			CountedTask.run(this.worker.takeNext());
		}

		@Arbiter
		public void arbiter(III_Result r) {
			result(r);
		}

	}

	/** The worker's own next turn. */
	@JCStressTest
	@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
	@State
	public static class Poll extends Slot {

		public Poll() {
			this.worker.pushNext(this.a);
			this.worker.pushLast(this.b);
		}

		@Actor
		public void owner() {
			CountedTask.run(this.worker.poll());
			this.worker.pushNext(this.c);
			CountedTask.run(this.worker.poll());
		}

		@Actor
		public void thief() {
			CountedTask.run(this.worker.takeNext());
			this.loot.stealHalf(this.worker.queue);
			CountedTask.runAll(this.loot);
		}

		@Arbiter
		public void arbiter(III_Result r) {
			result(r);
		}

	}

}
