package io.pyctor.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A producer that was descheduled between its two steps. Chance hardly ever produces it,
 * so the state of each test is built with the exchange done and the link missing; one
 * thread then makes the link while the other one consumes.
 */
final class MailboxLinkGapStress {

	private static final VarHandle HEAD;

	static {
		try {
			HEAD = MethodHandles.privateLookupIn(Mailbox.class, MethodHandles.lookup())
				.findVarHandle(Mailbox.class, "head", MailboxNode.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private MailboxLinkGapStress() {
	}

	/** A mailbox of one node, and a second one that is announced and not linked. */
	abstract static class Gap {

		final CountedNode a = new CountedNode('a');

		final CountedNode b = new CountedNode('b');

		final CountedNode c = new CountedNode('c');

		final TurnTakingMailbox mailbox = new TurnTakingMailbox(this.a, Integer.MAX_VALUE);

		private final MailboxNode<?> previous = (MailboxNode<?>) HEAD.getAndSet((Mailbox<?>) this.mailbox,
				(MailboxNode<?>) this.b);

		final void link() {
			this.previous.link(this.b);
		}

	}

	/** The consumer comes to the gap, gives its thread back, and finds the link later. */
	@JCStressTest
	@Outcome(id = "abc", expect = Expect.ACCEPTABLE, desc = "Nothing is lost in the gap.")
	@State
	public static class Consume extends Gap {

		@Actor
		public void producer() {
			link();
			this.mailbox.put(this.c);
		}

		@Actor
		public void consumer() {
			this.mailbox.takeTurns();
		}

		@Arbiter
		public void arbiter(L_Result r) {
			this.mailbox.takeTurns();
			r.r1 = this.mailbox.result();
		}

	}

	/** A second producer puts its node behind the one that is not linked yet. */
	@JCStressTest
	@Outcome(id = "abc", expect = Expect.ACCEPTABLE, desc = "What came behind the gap comes after it.")
	@State
	public static class OfferBehind extends Gap {

		@Actor
		public void producer() {
			link();
			this.mailbox.takeTurns();
		}

		@Actor
		public void other() {
			this.mailbox.put(this.c);
		}

		@Arbiter
		public void arbiter(L_Result r) {
			this.mailbox.takeTurns();
			r.r1 = this.mailbox.result();
		}

	}

	/** The consumer closes, and has to wait the gap out. */
	@JCStressTest
	@Outcome(id = { "CCC", "CCR" }, expect = Expect.ACCEPTABLE, desc = "What was announced before the end is consumed.")
	@State
	public static class Close extends Gap {

		@Actor
		public void producer() {
			link();
			this.mailbox.put(this.c);
		}

		@Actor
		public void closer() {
			this.mailbox.takeTurnAndClose();
		}

		@Arbiter
		public void arbiter(L_Result r) {
			r.r1 = this.a.fate() + this.b.fate() + this.c.fate();
		}

	}

}
