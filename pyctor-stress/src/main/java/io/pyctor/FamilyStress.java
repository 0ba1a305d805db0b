package io.pyctor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Turns that meet, and parents that end with their children, on real cells whose turns
 * are run by the threads of the test.
 */
final class FamilyStress {

	private FamilyStress() {
	}

	/** Two threads tell one actor; what it writes is plain. */
	@JCStressTest
	@Outcome(id = "5, PPPP", expect = Expect.ACCEPTABLE, desc = "Each turn saw the one before.")
	@State
	public static class Turns {

		private final Probe probe = new Probe();

		private final ActorCell cell = Cells.child(this.probe);

		private final Note a = new Note();

		private final Note b = new Note();

		private final Note c = new Note();

		private final Note d = new Note();

		@org.openjdk.jcstress.annotations.Actor
		public void teller1() {
			Cells.tell(this.cell, this.a);
			Cells.tell(this.cell, this.b);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void teller2() {
			Cells.tell(this.cell, this.c);
			Cells.tell(this.cell, this.d);
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			Cells.tell(this.cell, (probe) -> {
			});
			r.r1 = this.probe.turns;
			r.r2 = this.a.fate() + this.b.fate() + this.c.fate() + this.d.fate();
		}

	}

	/** An actor that stops while its children end by themselves on two threads. */
	@JCStressTest
	@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Everybody ended once.")
	@State
	public static class ChildrenEnd {

		private final CompletableFuture<String> future1 = new CompletableFuture<>();

		private final CompletableFuture<String> future2 = new CompletableFuture<>();

		private final Probe parent = new Probe();

		private final Probe child1 = new Probe();

		private final Probe child2 = new Probe();

		public ChildrenEnd() {
			ActorCell cell = Cells.child(this.parent);
			Cells.tell(Cells.child(cell, this.child1), (probe) -> probe.actions().await(this.future1, (value) -> {
			}));
			Cells.tell(Cells.child(cell, this.child2), (probe) -> probe.actions().await(this.future2, (value) -> {
			}));
			// Queued behind what the children await.
			cell.stop();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void first() {
			this.future1.complete("");
		}

		@org.openjdk.jcstress.annotations.Actor
		public void second() {
			this.future2.complete("");
		}

		@Arbiter
		public void arbiter(LLL_Result r) {
			r.r1 = this.parent.end();
			r.r2 = this.child1.end();
			r.r3 = this.child2.end();
		}

	}

	/** A child and its parent are stopped at once. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Everybody ended once.")
	@State
	public static class ParentAndChild {

		private final Probe parent = new Probe();

		private final Probe child = new Probe();

		private final ActorCell parentCell = Cells.child(this.parent);

		private final ActorCell childCell = Cells.child(this.parentCell, this.child);

		@org.openjdk.jcstress.annotations.Actor
		public void first() {
			this.parentCell.stop();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void second() {
			this.childCell.stopNow();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.parent.end();
			r.r2 = this.child.end();
		}

	}

	/** A root takes no more children while another thread creates one. */
	@JCStressTest
	@Outcome(id = "created, 1, P", expect = Expect.ACCEPTABLE,
			desc = "The child came first, and was stopped with the others.")
	@Outcome(id = "created, 1, D", expect = Expect.ACCEPTABLE, desc = "It was stopped before it was told.")
	@Outcome(id = "refused, 0, -", expect = Expect.ACCEPTABLE, desc = "The end came first.")
	@State
	public static class CreateAgainstShutdown {

		private final Probe probe = new Probe();

		private final Note note = new Note();

		private final ActorCell root = Cells.root(new Probe());

		private final AtomicReference<String> creation = new AtomicReference<>("");

		@org.openjdk.jcstress.annotations.Actor
		public void creator() {
			try {
				Cells.tell(Cells.child(this.root, this.probe), this.note);
				this.creation.set("created");
			}
			catch (ActorStoppedException ex) {
				this.creation.set("refused");
			}
		}

		@org.openjdk.jcstress.annotations.Actor
		public void shutdown() {
			// As the shutdown does it.
			this.root.children().close();
			this.root.childCells().forEach(ActorCell::stop);
		}

		@Arbiter
		public void arbiter(LLL_Result r) {
			r.r1 = this.creation.get();
			r.r2 = (this.probe.starts.get() > 0) ? this.probe.end() : "0";
			r.r3 = this.note.fate();
		}

	}

	/** The last child of a root ends while that takes no more. */
	@JCStressTest
	@Outcome(id = { "true, false", "false, true" }, expect = Expect.ACCEPTABLE, desc = "One of them was the last.")
	@State
	public static class LastChildAgainstShutdown {

		private final ActorCell root = Cells.root(new Probe());

		private final Children children = this.root.children();

		private final ActorCell child = Cells.child(this.root, new Probe());

		@org.openjdk.jcstress.annotations.Actor
		public void child(ZZ_Result r) {
			r.r1 = this.children.endedAndGone(this.child);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void shutdown(ZZ_Result r) {
			r.r2 = this.children.close();
		}

	}

	/** The last child of a root that takes no more ends while somebody looks on. */
	@JCStressTest
	@Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "The child knows that it was the last.")
	@State
	public static class LastChildAgainstALook {

		private final ActorCell root = Cells.root(new Probe());

		private final Children children = this.root.children();

		private final ActorCell child = Cells.child(this.root, new Probe());

		public LastChildAgainstALook() {
			this.children.close();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void child(ZI_Result r) {
			r.r1 = this.children.endedAndGone(this.child);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void look() {
			this.children.tidy();
		}

		@Arbiter
		public void arbiter(ZI_Result r) {
			r.r2 = this.children.count();
		}

	}

}
