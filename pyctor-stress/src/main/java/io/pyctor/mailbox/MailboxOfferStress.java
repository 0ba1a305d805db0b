package io.pyctor.mailbox;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Offers against each other and against the consumer. The result is the order of
 * consumption; it says so when a turn overlapped another, when there was not exactly one
 * wake for each idle period, or when the mailbox was not idle in the end.
 */
final class MailboxOfferStress {

	private MailboxOfferStress() {
	}

	/** What all tests here have in common: producers of {@code ab} and of {@code AB}. */
	abstract static class Producers {

		private final CountedNode a1 = new CountedNode('a');

		private final CountedNode b1 = new CountedNode('b');

		private final CountedNode a2 = new CountedNode('A');

		private final CountedNode b2 = new CountedNode('B');

		final TurnTakingMailbox mailbox;

		Producers(int batch) {
			this.mailbox = new TurnTakingMailbox(batch);
		}

		final void first() {
			this.mailbox.put(this.a1);
			this.mailbox.put(this.b1);
		}

		final void second() {
			this.mailbox.put(this.a2);
			this.mailbox.put(this.b2);
		}

		final void result(L_Result r) {
			// Turns that became due after the last look of the threads.
			this.mailbox.takeTurns();
			r.r1 = this.mailbox.result();
		}

	}

	/**
	 * Two producers; the consumer is whoever woke it, so idle and offer race all the
	 * time.
	 */
	@JCStressTest
	@Outcome(id = { "abAB", "aAbB", "aABb", "AabB", "AaBb", "ABab" }, expect = Expect.ACCEPTABLE,
			desc = "Each node once, each producer's in order, one wake for each idle period.")
	@State
	public static class TwoProducers extends Producers {

		public TwoProducers() {
			super(Integer.MAX_VALUE);
		}

		@Actor
		public void producer1() {
			first();
			this.mailbox.takeTurns();
		}

		@Actor
		public void producer2() {
			second();
			this.mailbox.takeTurns();
		}

		@Arbiter
		public void arbiter(L_Result r) {
			result(r);
		}

	}

	/** Turns of one message: a turn pauses, and the next is another thread's. */
	@JCStressTest
	@Outcome(id = { "abAB", "aAbB", "aABb", "AabB", "AaBb", "ABab" }, expect = Expect.ACCEPTABLE,
			desc = "Each node once, each producer's in order, one wake for each idle period.")
	@State
	public static class MovingTurns extends Producers {

		public MovingTurns() {
			super(1);
		}

		@Actor
		public void producer1() {
			first();
			this.mailbox.takeTurns();
		}

		@Actor
		public void producer2() {
			second();
			this.mailbox.takeTurns();
		}

		@Arbiter
		public void arbiter(L_Result r) {
			result(r);
		}

	}

	/** One producer against a consumer that goes idle as often as it can. */
	@JCStressTest
	@Outcome(id = "abAB", expect = Expect.ACCEPTABLE, desc = "Each node once, in order, one wake for each idle period.")
	@State
	public static class OneProducer extends Producers {

		public OneProducer() {
			super(Integer.MAX_VALUE);
		}

		@Actor
		public void producer() {
			first();
			second();
		}

		@Actor
		public void consumer() {
			for (int i = 0; i < 8; i++) {
				this.mailbox.takeTurns();
			}
		}

		@Arbiter
		public void arbiter(L_Result r) {
			result(r);
		}

	}

	/** Two producers against a consumer of its own; needs three processors. */
	@JCStressTest
	@Outcome(id = { "abAB", "aAbB", "aABb", "AabB", "AaBb", "ABab" }, expect = Expect.ACCEPTABLE,
			desc = "Each node once, each producer's in order, one wake for each idle period.")
	@State
	public static class TwoProducersOneConsumer extends Producers {

		public TwoProducersOneConsumer() {
			super(2);
		}

		@Actor
		public void producer1() {
			first();
		}

		@Actor
		public void producer2() {
			second();
		}

		@Actor
		public void consumer() {
			for (int i = 0; i < 8; i++) {
				this.mailbox.takeTurns();
			}
		}

		@Arbiter
		public void arbiter(L_Result r) {
			result(r);
		}

	}

}
