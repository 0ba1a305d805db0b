package io.pyctor;

import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Watching against the end of the watched. The results are how many notices the watcher
 * got, and how often the watched one ended.
 */
final class WatchStress {

	private WatchStress() {
	}

	/** A stop. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "One notice.")
	@State
	public static class Stop {

		private final Probe watcher = new Probe();

		private final ActorCell watcherCell = Cells.child(this.watcher);

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		@org.openjdk.jcstress.annotations.Actor
		public void watcher() {
			Cells.tell(this.watcherCell, (probe) -> probe.actions().watch(this.cell));
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stop();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.watcher.notices.get();
			r.r2 = this.target.end();
		}

	}

	/** A stop that overtakes. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "One notice.")
	@State
	public static class StopNow {

		private final Probe watcher = new Probe();

		private final ActorCell watcherCell = Cells.child(this.watcher);

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		@org.openjdk.jcstress.annotations.Actor
		public void watcher() {
			Cells.tell(this.watcherCell, (probe) -> probe.actions().watch(this.cell));
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stopNow();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.watcher.notices.get();
			r.r2 = this.target.end();
		}

	}

	/** Twice watched is once watched. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "One notice.")
	@State
	public static class WatchTwice {

		private final Probe watcher = new Probe();

		private final ActorCell watcherCell = Cells.child(this.watcher);

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		@org.openjdk.jcstress.annotations.Actor
		public void watcher() {
			Cells.tell(this.watcherCell, (probe) -> {
				probe.actions().watch(this.cell);
				probe.actions().watch(this.cell);
			});
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stop();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.watcher.notices.get();
			r.r2 = this.target.end();
		}

	}

	/** The watcher changes its mind twice. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "One notice, of the first watch or of the last.")
	@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE,
			desc = "The first watch had its notice before it was taken back; the last one has its own.")
	@State
	public static class WatchUnwatchWatch {

		private final Probe watcher = new Probe();

		private final ActorCell watcherCell = Cells.child(this.watcher);

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		@org.openjdk.jcstress.annotations.Actor
		public void watcher() {
			Cells.tell(this.watcherCell, (probe) -> probe.actions().watch(this.cell));
			Cells.tell(this.watcherCell, (probe) -> probe.actions().unwatch(this.cell));
			Cells.tell(this.watcherCell, (probe) -> probe.actions().watch(this.cell));
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stop();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.watcher.notices.get();
			r.r2 = this.target.end();
		}

	}

	/** Two watchers. */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "One notice each.")
	@State
	public static class TwoWatchers {

		private final Probe watcher = new Probe();

		private final ActorCell watcherCell = Cells.child(this.watcher);

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		private final Probe other = new Probe();

		private final ActorCell otherCell = Cells.child(this.other);

		@org.openjdk.jcstress.annotations.Actor
		public void watcher() {
			Cells.tell(this.watcherCell, (probe) -> probe.actions().watch(this.cell));
			this.cell.stop();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void second() {
			Cells.tell(this.otherCell, (probe) -> probe.actions().watch(this.cell));
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.watcher.notices.get();
			r.r2 = this.other.notices.get();
		}

	}

	/** The watcher ends together with the one it watches. */
	@JCStressTest
	@Outcome(id = { "0, 1", "1, 1" }, expect = Expect.ACCEPTABLE,
			desc = "Both ended; the notice came before or after the end of the watcher.")
	@State
	public static class WatcherEnds {

		private final Probe watcher = new Probe();

		private final ActorCell watcherCell = Cells.child(this.watcher);

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		public WatcherEnds() {
			Cells.tell(this.watcherCell, (probe) -> probe.actions().watch(this.cell));
		}

		@org.openjdk.jcstress.annotations.Actor
		public void watcher() {
			this.watcherCell.stop();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stop();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.watcher.notices.get();
			r.r2 = this.target.end();
		}

	}

	/**
	 * A parent is told of its child without having asked, while it handles other
	 * messages.
	 */
	@JCStressTest
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "One notice.")
	@State
	public static class Parent {

		private final Probe watcher = new Probe();

		private final ActorCell watcherCell = Cells.child(this.watcher);

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.watcherCell, this.target);

		@org.openjdk.jcstress.annotations.Actor
		public void teller() {
			Cells.tell(this.watcherCell, (probe) -> {
			});
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stop();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.watcher.notices.get();
			r.r2 = this.target.end();
		}

	}

	/**
	 * A parent watches its child once more. The first result is how many notices had come
	 * before.
	 */
	@JCStressTest
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "It was watched anyway.")
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Whoever watches a dead child gets another notice.")
	@State
	public static class WatchChild {

		private final Probe watcher = new Probe();

		private final ActorCell watcherCell = Cells.child(this.watcher);

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.watcherCell, this.target);

		private final AtomicInteger before = new AtomicInteger();

		@org.openjdk.jcstress.annotations.Actor
		public void watcher() {
			Cells.tell(this.watcherCell, (probe) -> {
				this.before.set(probe.notices.get());
				probe.actions().watch(this.cell);
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

}
