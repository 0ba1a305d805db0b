package io.pyctor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Schedules that are cancelled, come due and lose their target at once. Tests fire them
 * themselves, in place of the clock. The results are the fate of the message, P for
 * processed, D for a dead letter and - for neither, and how often cancelling succeeded.
 */
final class ScheduleStress {

	private ScheduleStress() {
	}

	/** Cancelled against due. */
	@JCStressTest
	@Outcome(id = "P, 0", expect = Expect.ACCEPTABLE, desc = "It was delivered.")
	@Outcome(id = "-, 1", expect = Expect.ACCEPTABLE, desc = "It was cancelled.")
	@State
	public static class CancelAgainstFire {

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		private final Note note = new Note();

		private final ScheduledTell schedule = Cells.scheduled(this.cell, this.note, false);

		private final AtomicInteger cancelled = new AtomicInteger();

		@org.openjdk.jcstress.annotations.Actor
		public void timer() {
			this.schedule.fire();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void canceller() {
			if (this.schedule.cancel()) {
				this.cancelled.incrementAndGet();
			}
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			Cells.SYSTEM.timers().cancel(this.schedule);
			r.r1 = this.note.fate();
			r.r2 = this.cancelled.get();
		}

	}

	/**
	 * Cancelled against delivered: the tick is queued already, behind a stage that
	 * completes.
	 */
	@JCStressTest
	@Outcome(id = "P, 0", expect = Expect.ACCEPTABLE, desc = "It was delivered.")
	@Outcome(id = "-, 1", expect = Expect.ACCEPTABLE, desc = "It was cancelled.")
	@State
	public static class CancelAgainstQueued {

		private final CompletableFuture<String> stage = new CompletableFuture<>();

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		private final Note note = new Note();

		private final ScheduledTell schedule = Cells.scheduled(this.cell, this.note, false);

		private final AtomicInteger cancelled = new AtomicInteger();

		public CancelAgainstQueued() {
			Cells.tell(this.cell, (probe) -> probe.actions().await(this.stage, (value) -> {
			}));
			this.schedule.fire();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void completer() {
			this.stage.complete("");
		}

		@org.openjdk.jcstress.annotations.Actor
		public void canceller() {
			if (this.schedule.cancel()) {
				this.cancelled.incrementAndGet();
			}
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			Cells.SYSTEM.timers().cancel(this.schedule);
			r.r1 = this.note.fate();
			r.r2 = this.cancelled.get();
		}

	}

	/** Cancelled by two. */
	@JCStressTest
	@Outcome(id = "P, 0", expect = Expect.ACCEPTABLE, desc = "It was delivered.")
	@Outcome(id = "-, 1", expect = Expect.ACCEPTABLE, desc = "It was cancelled by one of them.")
	@State
	public static class CancelTwice {

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		private final Note note = new Note();

		private final ScheduledTell schedule = Cells.scheduled(this.cell, this.note, false);

		private final AtomicInteger cancelled = new AtomicInteger();

		@org.openjdk.jcstress.annotations.Actor
		public void canceller1() {
			this.schedule.fire();
			if (this.schedule.cancel()) {
				this.cancelled.incrementAndGet();
			}
		}

		@org.openjdk.jcstress.annotations.Actor
		public void canceller2() {
			if (this.schedule.cancel()) {
				this.cancelled.incrementAndGet();
			}
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			Cells.SYSTEM.timers().cancel(this.schedule);
			r.r1 = this.note.fate();
			r.r2 = this.cancelled.get();
		}

	}

	/** A queued tick of a target that ends: delivered, cancelled, or a dead letter. */
	@JCStressTest
	@Outcome(id = "D, 0", expect = Expect.ACCEPTABLE, desc = "It was a dead letter.")
	@Outcome(id = "-, 1", expect = Expect.ACCEPTABLE, desc = "It was cancelled.")
	@State
	public static class CancelAgainstEnd {

		private final CompletableFuture<String> stage = new CompletableFuture<>();

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		private final Note note = new Note();

		private final ScheduledTell schedule = Cells.scheduled(this.cell, this.note, false);

		private final AtomicInteger cancelled = new AtomicInteger();

		public CancelAgainstEnd() {
			Cells.tell(this.cell, (probe) -> probe.actions().await(this.stage, (value) -> {
			}));
			this.schedule.fire();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stopNow();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void canceller() {
			if (this.schedule.cancel()) {
				this.cancelled.incrementAndGet();
			}
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			Cells.SYSTEM.timers().cancel(this.schedule);
			r.r1 = this.note.fate();
			r.r2 = this.cancelled.get();
		}

	}

	/** Due against the end of the target: the schedule ends with it. */
	@JCStressTest
	@Outcome(id = "P, false", expect = Expect.ACCEPTABLE, desc = "It came before the end.")
	@Outcome(id = "D, false", expect = Expect.ACCEPTABLE, desc = "It was queued at the end.")
	@Outcome(id = "-, true", expect = Expect.ACCEPTABLE, desc = "The end came first.")
	@State
	public static class FireAgainstEnd {

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		private final Note note = new Note();

		private final ScheduledTell schedule = Cells.scheduled(this.cell, this.note, false);

		private final AtomicInteger cancelled = new AtomicInteger();

		@org.openjdk.jcstress.annotations.Actor
		public void timer() {
			this.schedule.fire();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stop();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			Cells.SYSTEM.timers().cancel(this.schedule);
			r.r1 = this.note.fate();
			r.r2 = this.schedule.isCancelled();
		}

	}

	/**
	 * A periodic schedule: nothing comes after it was cancelled, and it was cancelled
	 * once.
	 */
	@JCStressTest
	@Outcome(id = "P, 1", expect = Expect.ACCEPTABLE, desc = "Cancelled behind the first tick.")
	@Outcome(id = "-, 1", expect = Expect.ACCEPTABLE, desc = "Cancelled before it.")
	@State
	public static class Periodic {

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		private final Note note = new Note();

		private final ScheduledTell schedule = Cells.scheduled(this.cell, this.note, true);

		private final AtomicInteger cancelled = new AtomicInteger();

		@org.openjdk.jcstress.annotations.Actor
		public void timer() {
			this.schedule.fire();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void canceller() {
			if (this.schedule.cancel()) {
				this.cancelled.incrementAndGet();
			}
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			this.schedule.fire();
			Cells.SYSTEM.timers().cancel(this.schedule);
			r.r1 = this.note.fate();
			r.r2 = this.cancelled.get();
		}

	}

	/** A periodic schedule against the end of its maker. */
	@JCStressTest
	@Outcome(id = { "P, true", "-, true" }, expect = Expect.ACCEPTABLE, desc = "It ended with its maker.")
	@State
	public static class MakerEnds {

		private final Probe target = new Probe();

		private final ActorCell cell = Cells.child(this.target);

		private final Note note = new Note();

		private final AtomicReference<ScheduledTell> schedule = new AtomicReference<>();

		private final ActorCell maker = Cells.child(new Probe());

		public MakerEnds() {
			Cells.tell(this.maker, (probe) -> this.schedule.set((ScheduledTell) probe.actions()
				.scheduleTell(this.cell, this.note, Schedule.every(Duration.ofDays(365)))));
		}

		@org.openjdk.jcstress.annotations.Actor
		public void timer() {
			this.schedule.get().fire();
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.maker.stop();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			this.schedule.get().fire();
			r.r1 = this.note.fate();
			r.r2 = this.schedule.get().isCancelled();
		}

	}

}
