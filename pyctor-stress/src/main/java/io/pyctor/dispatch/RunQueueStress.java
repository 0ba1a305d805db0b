package io.pyctor.dispatch;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The owner of a queue against thieves. The result is how often each task came out.
 */
final class RunQueueStress {

	private RunQueueStress() {
	}

	/** Two tasks that wait, one that is added, all of them polled by the owner. */
	@JCStressTest
	@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
	@State
	public static class Poll {

		private final CountedTask a = new CountedTask();

		private final CountedTask b = new CountedTask();

		private final CountedTask c = new CountedTask();

		private final RunQueue queue = new RunQueue();

		private final RunQueue loot = new RunQueue();

		public Poll() {
			this.queue.add(this.a);
			this.queue.add(this.b);
		}

		@Actor
		public void owner() {
			CountedTask.run(this.queue.poll());
			this.queue.add(this.c);
			CountedTask.run(this.queue.poll());
			this.queue.trim();
		}

		@Actor
		public void thief() {
			this.loot.stealHalf(this.queue);
			CountedTask.runAll(this.loot);
		}

		@Arbiter
		public void arbiter(III_Result r) {
			CountedTask.runAll(this.queue);
			r.r1 = this.a.runs();
			r.r2 = this.b.runs();
			r.r3 = this.c.runs();
		}

	}

	/** Two thieves that meet at the same tasks. */
	@JCStressTest
	@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
	@State
	public static class TwoThieves {

		private final CountedTask a = new CountedTask();

		private final CountedTask b = new CountedTask();

		private final CountedTask c = new CountedTask();

		private final RunQueue queue = new RunQueue();

		private final RunQueue loot1 = new RunQueue();

		private final RunQueue loot2 = new RunQueue();

		public TwoThieves() {
			this.queue.add(this.a);
			this.queue.add(this.b);
			this.queue.add(this.c);
		}

		@Actor
		public void thief1() {
			this.loot1.stealHalf(this.queue);
			CountedTask.runAll(this.loot1);
		}

		@Actor
		public void thief2() {
			this.loot2.stealHalf(this.queue);
			CountedTask.runAll(this.loot2);
		}

		@Arbiter
		public void arbiter(III_Result r) {
			CountedTask.runAll(this.queue);
			r.r1 = this.a.runs();
			r.r2 = this.b.runs();
			r.r3 = this.c.runs();
		}

	}

	/**
	 * An array of 256 that is full, and whose content has wrapped round, grows while a
	 * thief reads it.
	 */
	@JCStressTest
	@Outcome(id = "256, 1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
	@State
	public static class Growth {

		private static final int SIZE = 256;

		private final CountedTask filler = new CountedTask();

		private final CountedTask a = new CountedTask();

		private final CountedTask b = new CountedTask();

		private final RunQueue queue = new RunQueue();

		private final RunQueue loot = new RunQueue();

		public Growth() {
			Runnable nothing = () -> {
			};
			for (int i = 0; i < SIZE / 2; i++) {
				this.queue.add(nothing);
				this.queue.poll();
			}
			for (int i = 0; i < SIZE; i++) {
				this.queue.add(this.filler);
			}
		}

		@Actor
		public void owner() {
			this.queue.add(this.a);
			CountedTask.run(this.queue.poll());
			this.queue.add(this.b);
		}

		@Actor
		public void thief() {
			this.loot.stealHalf(this.queue);
			CountedTask.runAll(this.loot);
		}

		@Arbiter
		public void arbiter(III_Result r) {
			CountedTask.runAll(this.queue);
			r.r1 = this.filler.runs();
			r.r2 = this.a.runs();
			r.r3 = this.b.runs();
		}

	}

	/** A large array is given back when the queue has run empty, under a thief's eyes. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
	@State
	public static class Shrinking {

		private static final int LARGE = 8192 + 1;

		private final CountedTask a = new CountedTask();

		private final CountedTask b = new CountedTask();

		private final RunQueue queue = new RunQueue();

		private final RunQueue loot = new RunQueue();

		public Shrinking() {
			Runnable nothing = () -> {
			};
			for (int i = 0; i < LARGE; i++) {
				this.queue.add(nothing);
			}
			for (int i = 0; i < LARGE; i++) {
				this.queue.poll();
			}
			this.queue.add(this.a);
		}

		@Actor
		public void owner() {
			CountedTask.run(this.queue.poll());
			this.queue.trim();
			this.queue.add(this.b);
		}

		@Actor
		public void thief() {
			this.loot.stealHalf(this.queue);
			CountedTask.runAll(this.loot);
		}

		@Arbiter
		public void arbiter(II_Result r) {
			CountedTask.runAll(this.queue);
			r.r1 = this.a.runs();
			r.r2 = this.b.runs();
		}

	}

}
