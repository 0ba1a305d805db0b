package io.pyctor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Signals against a cell that suspends itself: it waits for a stage or for its children,
 * and whoever signals it gets it the next turn. The results are how many callbacks ran
 * and the fate of a message behind them. A turn that is lost shows as no callback.
 */
final class AwaitStress {

	private AwaitStress() {
	}

	/** The stage completes while the actor begins to wait. */
	@JCStressTest
	@Outcome(id = "1, P", expect = Expect.ACCEPTABLE, desc = "One callback, and the next message after it.")
	@State
	public static class CompleteAgainstAwait {

		private final Probe probe = new Probe();

		private final ActorCell cell = Cells.child(this.probe);

		private final CompletableFuture<String> stage = new CompletableFuture<>();

		private final AtomicInteger callbacks = new AtomicInteger();

		private final Note a = new Note();

		@org.openjdk.jcstress.annotations.Actor
		public void actor() {
			Cells.tell(this.cell,
					(probe) -> probe.actions().await(this.stage, (value) -> this.callbacks.incrementAndGet()));
			Cells.tell(this.cell, this.a);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void completer() {
			this.stage.complete("");
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.callbacks.get();
			r.r2 = this.a.fate();
		}

	}

	/** A message comes while the stage completes. */
	@JCStressTest
	@Outcome(id = "1, P", expect = Expect.ACCEPTABLE, desc = "One callback, and the message after it.")
	@State
	public static class CompleteAgainstTell {

		private final Probe probe = new Probe();

		private final ActorCell cell = Cells.child(this.probe);

		private final CompletableFuture<String> stage = new CompletableFuture<>();

		private final AtomicInteger callbacks = new AtomicInteger();

		private final Note a = new Note();

		public CompleteAgainstTell() {
			Cells.tell(this.cell,
					(probe) -> probe.actions().await(this.stage, (value) -> this.callbacks.incrementAndGet()));
		}

		@org.openjdk.jcstress.annotations.Actor
		public void teller() {
			Cells.tell(this.cell, this.a);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void completer() {
			this.stage.complete("");
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.callbacks.get();
			r.r2 = this.a.fate();
		}

	}

	/** The actor is stopped now while the stage completes. */
	@JCStressTest
	@Outcome(id = "1, P, 1", expect = Expect.ACCEPTABLE, desc = "The stage came first.")
	@Outcome(id = { "0, D, 1", "1, D, 1" }, expect = Expect.ACCEPTABLE, desc = "The end came before the message.")
	@State
	public static class CompleteAgainstStopNow {

		private final Probe probe = new Probe();

		private final ActorCell cell = Cells.child(this.probe);

		private final CompletableFuture<String> stage = new CompletableFuture<>();

		private final AtomicInteger callbacks = new AtomicInteger();

		private final Note a = new Note();

		public CompleteAgainstStopNow() {
			Cells.tell(this.cell,
					(probe) -> probe.actions().await(this.stage, (value) -> this.callbacks.incrementAndGet()));
			Cells.tell(this.cell, this.a);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stopNow();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void completer() {
			this.stage.complete("");
		}

		@Arbiter
		public void arbiter(LLL_Result r) {
			r.r1 = this.callbacks.get();
			r.r2 = this.a.fate();
			r.r3 = this.probe.end();
		}

	}

	/** Two stages of one message complete at once. */
	@JCStressTest
	@Outcome(id = "2, P", expect = Expect.ACCEPTABLE, desc = "Both callbacks, and the next message after them.")
	@State
	public static class TwoStages {

		private final Probe probe = new Probe();

		private final ActorCell cell = Cells.child(this.probe);

		private final CompletableFuture<String> stage = new CompletableFuture<>();

		private final AtomicInteger callbacks = new AtomicInteger();

		private final Note a = new Note();

		private final CompletableFuture<String> second = new CompletableFuture<>();

		public TwoStages() {
			Cells.tell(this.cell, (probe) -> {
				probe.actions().await(this.stage, (value) -> this.callbacks.incrementAndGet());
				probe.actions().await(this.second, (value) -> this.callbacks.incrementAndGet());
			});
			Cells.tell(this.cell, this.a);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void completer1() {
			this.stage.complete("");
		}

		@org.openjdk.jcstress.annotations.Actor
		public void completer2() {
			this.second.complete("");
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.callbacks.get();
			r.r2 = this.a.fate();
		}

	}

	/** The children of a stopping actor end while somebody stops it now. */
	@JCStressTest
	@Outcome(id = "1, 1, D", expect = Expect.ACCEPTABLE, desc = "Both ended once.")
	@State
	public static class ChildrenAgainstStopNow {

		private final Probe probe = new Probe();

		private final Probe child = new Probe();

		private final ActorCell cell = Cells.child(this.probe);

		private final CompletableFuture<String> stage = new CompletableFuture<>();

		private final Note a = new Note();

		public ChildrenAgainstStopNow() {
			Cells.tell(Cells.child(this.cell, this.child), (probe) -> probe.actions().await(this.stage, (value) -> {
			}));
			this.cell.stop();
			Cells.tell(this.cell, this.a);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stopNow();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void completer() {
			this.stage.complete("");
		}

		@Arbiter
		public void arbiter(LLL_Result r) {
			r.r1 = this.probe.end();
			r.r2 = this.child.end();
			r.r3 = this.a.fate();
		}

	}

}
