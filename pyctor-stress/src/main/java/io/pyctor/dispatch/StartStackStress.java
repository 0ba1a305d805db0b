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
 * The owner of a stack, who pops the newest, against thieves, who take the oldest: they
 * meet at the last one. The result is how often each task came out.
 */
final class StartStackStress {

	private StartStackStress() {
	}

	private static void runAll(StartStack stack) {
		while (CountedTask.run(stack.pop())) {
			// Until it is empty.
		}
	}

	/** One task, wanted by both. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
	@State
	public static class LastOne {

		private final CountedTask a = new CountedTask();

		private final CountedTask b = new CountedTask();

		private final StartStack stack = new StartStack();

		public LastOne() {
			this.stack.push(this.a);
		}

		@Actor
		public void owner() {
			CountedTask.run(this.stack.pop());
			this.stack.push(this.b);
			CountedTask.run(this.stack.pop());
		}

		@Actor
		public void thief() {
			CountedTask.run(this.stack.takeOldest());
		}

		@Arbiter
		public void arbiter(II_Result r) {
			runAll(this.stack);
			r.r1 = this.a.runs();
			r.r2 = this.b.runs();
		}

	}

	/** Pops and pushes against a thief that takes half. */
	@JCStressTest
	@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
	@State
	public static class Half {

		private final CountedTask a = new CountedTask();

		private final CountedTask b = new CountedTask();

		private final CountedTask c = new CountedTask();

		private final StartStack stack = new StartStack();

		private final StartStack loot = new StartStack();

		public Half() {
			this.stack.push(this.a);
			this.stack.push(this.b);
		}

		@Actor
		public void owner() {
			CountedTask.run(this.stack.pop());
			this.stack.push(this.c);
			CountedTask.run(this.stack.pop());
			this.stack.trim();
		}

		@Actor
		public void thief() {
			this.loot.stealHalf(this.stack);
			runAll(this.loot);
		}

		@Arbiter
		public void arbiter(III_Result r) {
			runAll(this.stack);
			r.r1 = this.a.runs();
			r.r2 = this.b.runs();
			r.r3 = this.c.runs();
		}

	}

	/** Two thieves that meet at the same tasks. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
	@State
	public static class TwoThieves {

		private final CountedTask a = new CountedTask();

		private final CountedTask b = new CountedTask();

		private final StartStack stack = new StartStack();

		public TwoThieves() {
			this.stack.push(this.a);
			this.stack.push(this.b);
		}

		@Actor
		public void thief1() {
			CountedTask.run(this.stack.takeOldest());
		}

		@Actor
		public void thief2() {
			CountedTask.run(this.stack.takeOldest());
		}

		@Arbiter
		public void arbiter(II_Result r) {
			runAll(this.stack);
			r.r1 = this.a.runs();
			r.r2 = this.b.runs();
		}

	}

	/**
	 * An array of 64 that is full, and has wrapped round, grows while a thief reads it.
	 */
	@JCStressTest
	@Outcome(id = "64, 1, 1", expect = Expect.ACCEPTABLE, desc = "Each task once.")
	@State
	public static class Growth {

		private static final int SIZE = 64;

		private final CountedTask filler = new CountedTask();

		private final CountedTask a = new CountedTask();

		private final CountedTask b = new CountedTask();

		private final StartStack stack = new StartStack();

		private final StartStack loot = new StartStack();

		public Growth() {
			Runnable nothing = () -> {
			};
			for (int i = 0; i < SIZE / 2; i++) {
				this.stack.push(nothing);
				this.stack.takeOldest();
			}
			for (int i = 0; i < SIZE; i++) {
				this.stack.push(this.filler);
			}
		}

		@Actor
		public void owner() {
			this.stack.push(this.a);
			CountedTask.run(this.stack.pop());
			this.stack.push(this.b);
			this.stack.trim();
		}

		@Actor
		public void thief() {
			this.loot.stealHalf(this.stack);
			runAll(this.loot);
		}

		@Arbiter
		public void arbiter(III_Result r) {
			runAll(this.stack);
			r.r1 = this.filler.runs();
			r.r2 = this.a.runs();
			r.r3 = this.b.runs();
		}

	}

}
