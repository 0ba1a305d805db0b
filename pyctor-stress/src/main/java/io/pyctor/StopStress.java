package io.pyctor;

import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * An end against messages, on real cells whose turns are run by the threads of the test.
 * The results are the fate of two messages told one after the other, P for processed and
 * D for a dead letter, and how often the last callback ran. A message that was neither,
 * or both, or that was processed behind one that was not, is forbidden.
 */
final class StopStress {

	private StopStress() {
	}

	/** A stop in its place among the messages. */
	@JCStressTest
	@Outcome(id = "PP, 1", expect = Expect.ACCEPTABLE, desc = "Both came before the end.")
	@Outcome(id = "PD, 1", expect = Expect.ACCEPTABLE, desc = "The end came in between.")
	@Outcome(id = "DD, 1", expect = Expect.ACCEPTABLE, desc = "Both came after the end.")
	@State
	public static class Stop {

		private final Probe probe = new Probe();

		private final ActorCell cell = Cells.child(this.probe);

		private final Note a = new Note();

		private final Note b = new Note();

		@org.openjdk.jcstress.annotations.Actor
		public void teller() {
			Cells.tell(this.cell, this.a);
			Cells.tell(this.cell, this.b);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stop();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.a.fate() + this.b.fate();
			r.r2 = this.probe.end();
		}

	}

	/** A pill, which is a message. */
	@JCStressTest
	@Outcome(id = "PP, 1", expect = Expect.ACCEPTABLE, desc = "Both came before the end.")
	@Outcome(id = "PD, 1", expect = Expect.ACCEPTABLE, desc = "The end came in between.")
	@Outcome(id = "DD, 1", expect = Expect.ACCEPTABLE, desc = "Both came after the end.")
	@State
	public static class Pill {

		private final Probe probe = new Probe();

		private final ActorCell cell = Cells.child(this.probe);

		private final Note a = new Note();

		private final Note b = new Note();

		@org.openjdk.jcstress.annotations.Actor
		public void teller() {
			Cells.tell(this.cell, this.a);
			Cells.tell(this.cell, this.b);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.tell(new PoisonPill(), Cells.SYSTEM.nobody());
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.a.fate() + this.b.fate();
			r.r2 = this.probe.end();
		}

	}

	/** A stop that overtakes the messages. */
	@JCStressTest
	@Outcome(id = "PP, 1", expect = Expect.ACCEPTABLE, desc = "Both came before the end.")
	@Outcome(id = "PD, 1", expect = Expect.ACCEPTABLE, desc = "The end came in between.")
	@Outcome(id = "DD, 1", expect = Expect.ACCEPTABLE, desc = "Both came after the end.")
	@State
	public static class StopNow {

		private final Probe probe = new Probe();

		private final ActorCell cell = Cells.child(this.probe);

		private final Note a = new Note();

		private final Note b = new Note();

		@org.openjdk.jcstress.annotations.Actor
		public void teller() {
			Cells.tell(this.cell, this.a);
			Cells.tell(this.cell, this.b);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stopNow();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.a.fate() + this.b.fate();
			r.r2 = this.probe.end();
		}

	}

	/** An actor that stops itself while it is told more. */
	@JCStressTest
	@Outcome(id = "PP, 1", expect = Expect.ACCEPTABLE, desc = "Both came before the end.")
	@Outcome(id = "PD, 1", expect = Expect.ACCEPTABLE, desc = "The end came in between.")
	@Outcome(id = "DD, 1", expect = Expect.ACCEPTABLE, desc = "Both came after the end.")
	@State
	public static class StopItself {

		private final Probe probe = new Probe();

		private final ActorCell cell = Cells.child(this.probe);

		private final Note a = new Note();

		private final Note b = new Note();

		@org.openjdk.jcstress.annotations.Actor
		public void teller() {
			Cells.tell(this.cell, this.a);
			Cells.tell(this.cell, this.b);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			Cells.tell(this.cell, (probe) -> probe.actions().stop());
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.a.fate() + this.b.fate();
			r.r2 = this.probe.end();
		}

	}

	/** Both kinds of stop at once: one end, and no message lost. */
	@JCStressTest
	@Outcome(id = { "PP, 1", "PD, 1", "DD, 1" }, expect = Expect.ACCEPTABLE, desc = "One end.")
	@State
	public static class StopNowAgainstStop {

		private final Probe probe = new Probe();

		private final ActorCell cell = Cells.child(this.probe);

		private final Note a = new Note();

		private final Note b = new Note();

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			Cells.tell(this.cell, this.a);
			Cells.tell(this.cell, this.b);
			this.cell.stop();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void other() {
			this.cell.stopNow();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.a.fate() + this.b.fate();
			r.r2 = this.probe.end();
		}

	}

	/** A stop now that comes before the first turn. */
	@JCStressTest
	@Outcome(id = "0, D", expect = Expect.ACCEPTABLE, desc = "It never started.")
	@Outcome(id = "1, P", expect = Expect.ACCEPTABLE, desc = "It had started and was told before.")
	@Outcome(id = "1, D", expect = Expect.ACCEPTABLE, desc = "It had started.")
	@State
	public static class StopNowAgainstStart {

		private final Probe probe = new Probe();

		private final ActorCell root = Cells.root(new Probe());

		private final Note a = new Note();

		@org.openjdk.jcstress.annotations.Actor
		public void creator() {
			ActorCell cell = Cells.child(this.root, this.probe);
			Cells.tell(cell, this.a);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			for (ActorCell cell : this.root.childCells()) {
				cell.stopNow();
			}
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			this.root.childCells().forEach(ActorCell::stopNow);
			r.r1 = (this.probe.starts.get() == 0) ? "0" : this.probe.end();
			r.r2 = this.a.fate();
		}

	}

}
