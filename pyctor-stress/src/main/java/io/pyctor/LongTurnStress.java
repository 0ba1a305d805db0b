package io.pyctor;

import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A signal against a turn that is so long that it no longer looks at its cell: who
 * signals looks for the turn, and the turn for the signal. The results are the fates of
 * six messages that wait for one turn, and how often the last callback ran: a signal that
 * is lost leaves the cell idle and without its end.
 */
final class LongTurnStress {

	private static final int NOTES = 6;

	private LongTurnStress() {
	}

	/** A stop that overtakes the messages. */
	@JCStressTest
	@Outcome(id = "P*D*, 1", expect = Expect.ACCEPTABLE, desc = "The end came somewhere in between.")
	@Outcome(id = "------, 1", expect = Expect.ACCEPTABLE, desc = "The end came before there was a long turn.")
	@State
	public static class StopNow {

		private final Probe probe = new Probe();

		private final ActorCell cell = Cells.child(this.probe);

		private final Note[] notes = new Note[NOTES];

		public StopNow() {
			for (int i = 0; i < NOTES; i++) {
				this.notes[i] = new Note();
			}
		}

		@org.openjdk.jcstress.annotations.Actor
		public void turn() {
			Probe.Command fill = (probe) -> {
				for (Note note : this.notes) {
					Cells.tell(this.cell, note);
				}
			};
			Cells.tell(this.cell, fill);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stopNow();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			StringBuilder fates = new StringBuilder();
			for (Note note : this.notes) {
				fates.append(note.fate());
			}
			r.r1 = fates.toString();
			r.r2 = this.probe.end();
		}

	}

}
