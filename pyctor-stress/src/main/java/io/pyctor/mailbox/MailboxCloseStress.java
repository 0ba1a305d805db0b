package io.pyctor.mailbox;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Closing against offers. The result is the fate of each node: C when it was consumed
 * before the mailbox closed, R when it was refused. Anything else, twice or never, is
 * spelled out and forbidden.
 */
final class MailboxCloseStress {

	private MailboxCloseStress() {
	}

	/** One producer of two nodes against the consumer that closes. */
	@JCStressTest
	@Outcome(id = "C, CC", expect = Expect.ACCEPTABLE, desc = "Both came before the end.")
	@Outcome(id = "C, CR", expect = Expect.ACCEPTABLE, desc = "The end came in between.")
	@Outcome(id = "C, RR", expect = Expect.ACCEPTABLE, desc = "Both came after the end.")
	@State
	public static class OneProducer {

		private final CountedNode first = new CountedNode('f');

		private final CountedNode a = new CountedNode('a');

		private final CountedNode b = new CountedNode('b');

		private final TurnTakingMailbox mailbox = new TurnTakingMailbox(this.first, Integer.MAX_VALUE);

		@Actor
		public void producer() {
			this.mailbox.put(this.a);
			this.mailbox.put(this.b);
		}

		@Actor
		public void closer() {
			this.mailbox.takeTurnAndClose();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.first.fate();
			r.r2 = this.a.fate() + this.b.fate();
		}

	}

	/** Two producers against the closing consumer; needs three processors. */
	@JCStressTest
	@Outcome(id = { "CC, CC", "CC, CR", "CC, RR", "CR, CC", "CR, CR", "CR, RR", "RR, CC", "RR, CR", "RR, RR" },
			expect = Expect.ACCEPTABLE, desc = "Each once, and none consumed behind one that was refused.")
	@State
	public static class TwoProducers {

		private final CountedNode a1 = new CountedNode('a');

		private final CountedNode b1 = new CountedNode('b');

		private final CountedNode a2 = new CountedNode('A');

		private final CountedNode b2 = new CountedNode('B');

		private final TurnTakingMailbox mailbox = new TurnTakingMailbox(new CountedNode('f'), Integer.MAX_VALUE);

		@Actor
		public void producer1() {
			this.mailbox.put(this.a1);
			this.mailbox.put(this.b1);
		}

		@Actor
		public void producer2() {
			this.mailbox.put(this.a2);
			this.mailbox.put(this.b2);
		}

		@Actor
		public void closer() {
			this.mailbox.takeTurnAndClose();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			r.r1 = this.a1.fate() + this.b1.fate();
			r.r2 = this.a2.fate() + this.b2.fate();
		}

	}

	/**
	 * Two producers at a mailbox that is closed already: each finds the marker, or the
	 * other's chain while the marker is away.
	 */
	@JCStressTest
	@Outcome(id = "RRRR closed", expect = Expect.ACCEPTABLE, desc = "Each refused once, and the marker is back.")
	@State
	public static class Closed {

		private final CountedNode a1 = new CountedNode('a');

		private final CountedNode b1 = new CountedNode('b');

		private final CountedNode a2 = new CountedNode('A');

		private final CountedNode b2 = new CountedNode('B');

		private final TurnTakingMailbox mailbox = new TurnTakingMailbox(new CountedNode('f'), Integer.MAX_VALUE);

		public Closed() {
			this.mailbox.takeTurnAndClose();
		}

		@Actor
		public void producer1() {
			this.mailbox.put(this.a1);
			this.mailbox.put(this.b1);
		}

		@Actor
		public void producer2() {
			this.mailbox.put(this.a2);
			this.mailbox.put(this.b2);
		}

		@Arbiter
		public void arbiter(L_Result r) {
			r.r1 = this.a1.fate() + this.b1.fate() + this.a2.fate() + this.b2.fate()
					+ (this.mailbox.isClosed() ? " closed" : " open");
		}

	}

}
