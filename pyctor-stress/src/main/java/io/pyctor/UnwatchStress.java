package io.pyctor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Unwatching against the end of the watched. The results are how many notices came before
 * it was taken back, and how many came after: none may.
 */
final class UnwatchStress {

	private UnwatchStress() {
	}

	/** Somebody who was watched. */
	@JCStressTest
	@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "It was taken back in time.")
	@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "The notice came first.")
	@State
	public static class Watched {

		private final Probe watcher = new Probe();

		private final ActorCell watcherCell = Cells.child(this.watcher);

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		private final AtomicInteger before = new AtomicInteger();

		public Watched() {
			Cells.tell(this.watcherCell, (probe) -> probe.actions().watch(this.cell));
		}

		@org.openjdk.jcstress.annotations.Actor
		public void watcher() {
			Cells.tell(this.watcherCell, (probe) -> {
				probe.actions().unwatch(this.cell);
				this.before.set(probe.notices.get());
			});
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stop();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.before.get();
			r.r2 = this.watcher.notices.get() - this.before.get();
		}

	}

	/** A child. */
	@JCStressTest
	@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "It was taken back in time.")
	@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "The notice came first.")
	@State
	public static class Child {

		private final Probe watcher = new Probe();

		private final ActorCell watcherCell = Cells.child(this.watcher);

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.watcherCell, this.target);

		private final AtomicInteger before = new AtomicInteger();

		@org.openjdk.jcstress.annotations.Actor
		public void watcher() {
			Cells.tell(this.watcherCell, (probe) -> {
				probe.actions().unwatch(this.cell);
				this.before.set(probe.notices.get());
			});
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stop();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.before.get();
			r.r2 = this.watcher.notices.get() - this.before.get();
		}

	}

	/** A notice that is queued for certain: the watcher awaits something first. */
	@JCStressTest
	@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "A queued notice does not survive.")
	@State
	public static class Queued {

		private final Probe watcher = new Probe();

		private final ActorCell watcherCell = Cells.child(this.watcher);

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		private final CompletableFuture<String> stage = new CompletableFuture<>();

		private final AtomicInteger before = new AtomicInteger();

		public Queued() {
			Cells.tell(this.watcherCell, (probe) -> probe.actions().watch(this.cell));
			Cells.tell(this.watcherCell, (probe) -> probe.actions().await(this.stage, (value) -> {
				probe.actions().unwatch(this.cell);
				this.before.set(probe.notices.get());
			}));
			this.cell.stop();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void completer() {
			this.stage.complete("");
		}

		@org.openjdk.jcstress.annotations.Actor
		public void teller() {
			Cells.tell(this.watcherCell, (probe) -> {
			});
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.before.get();
			r.r2 = this.watcher.notices.get() - this.before.get();
		}

	}

}
