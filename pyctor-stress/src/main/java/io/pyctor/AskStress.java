package io.pyctor;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Answers against everything else that ends a question. The results are how the question
 * ended and the fate of the answers: D for the dead letter that an answer becomes which
 * nobody waits for any more.
 */
final class AskStress {

	private AskStress() {
	}

	/** A question that waits for its answer. */
	abstract static class Question {

		final Probe probe = new Probe();

		final Note answer1 = new Note();

		final Note answer2 = new Note();

		private final AtomicReference<PendingAsk<?>> asked = new AtomicReference<>();

		final CompletableFuture<Note> future;

		Question() {
			ActorCell cell = Cells.child(this.probe);
			Probe.Command remember = (probe) -> this.asked.set((PendingAsk<?>) CurrentMessage.sender(cell));
			this.future = PendingAsk.ask(Cells.SYSTEM, cell, remember, Note.class, Duration.ofDays(365));
		}

		final PendingAsk<?> asked() {
			return Objects.requireNonNull(this.asked.get());
		}

		final void answer(Note answer) {
			asked().tell(answer, Cells.SYSTEM.nobody());
		}

		final String outcome() {
			Cells.SYSTEM.timers().cancel(asked());
			if (!this.future.isDone()) {
				return "waiting";
			}
			return this.future.handle((note, error) -> {
				if (error != null) {
					return (error instanceof CancellationException) ? "cancelled" : "timed out";
				}
				return (note == this.answer1) ? "first" : "second";
			}).join();
		}

	}

	/** An answer against the timeout. */
	@JCStressTest
	@Outcome(id = "first, --", expect = Expect.ACCEPTABLE, desc = "It came in time.")
	@Outcome(id = "timed out, D-", expect = Expect.ACCEPTABLE, desc = "It came too late, and is a dead letter.")
	@State
	public static class AnswerAgainstTimeout extends Question {

		@org.openjdk.jcstress.annotations.Actor
		public void answerer() {
			answer(this.answer1);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void timer() {
			asked().fail(new AskTimeoutException("too late"));
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = outcome();
			r.r2 = this.answer1.fate() + this.answer2.fate();
		}

	}

	/** Two answers. */
	@JCStressTest
	@Outcome(id = "first, -D", expect = Expect.ACCEPTABLE, desc = "The second is a dead letter.")
	@Outcome(id = "second, D-", expect = Expect.ACCEPTABLE, desc = "The first is a dead letter.")
	@State
	public static class TwoAnswers extends Question {

		@org.openjdk.jcstress.annotations.Actor
		public void answerer1() {
			answer(this.answer1);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void answerer2() {
			answer(this.answer2);
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = outcome();
			r.r2 = this.answer1.fate() + this.answer2.fate();
		}

	}

	/** An answer against the one who asked and does not want it any more. */
	@JCStressTest
	@Outcome(id = "first, --", expect = Expect.ACCEPTABLE, desc = "It came in time.")
	@Outcome(id = "cancelled, D-", expect = Expect.ACCEPTABLE, desc = "It came too late, and is a dead letter.")
	@State
	public static class AnswerAgainstCancel extends Question {

		@org.openjdk.jcstress.annotations.Actor
		public void answerer() {
			answer(this.answer1);
		}

		@org.openjdk.jcstress.annotations.Actor
		public void asker() {
			this.future.cancel(false);
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = outcome();
			r.r2 = this.answer1.fate() + this.answer2.fate();
		}

	}

	/** A question to an actor that is stopped. */
	@JCStressTest
	@Outcome(id = "answered", expect = Expect.ACCEPTABLE, desc = "It came before the end.")
	@Outcome(id = "stopped", expect = Expect.ACCEPTABLE, desc = "It came after the end, and failed at once.")
	@State
	public static class AskAgainstStop {

		private final ActorCell cell = Cells.child(new Probe());

		private final AtomicReference<CompletableFuture<String>> future = new AtomicReference<>();

		@org.openjdk.jcstress.annotations.Actor
		public void asker() {
			Probe.Command answer = (probe) -> CurrentMessage.sender(this.cell).tell("answered", this.cell);
			this.future.set(PendingAsk.ask(Cells.SYSTEM, this.cell, answer, String.class, Duration.ofDays(365)));
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.cell.stopNow();
		}

		@Arbiter
		public void arbiter(L_Result r) {
			r.r1 = this.future.get().exceptionally((ex) -> "stopped").getNow("waiting");
		}

	}

}
