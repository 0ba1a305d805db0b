package io.pyctor.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * The consumer's side of a {@link Mailbox}, for one thread: where it is in its turn.
 * <p>
 * Producers write to the mailbox's memory with every node. So the consumer need not, it
 * goes ahead of the mailbox's place and counts its steps, and moves the place now and
 * then. One consumer can take turns at many mailboxes, one after the other.
 *
 * @param <N> the type of the nodes in the mailbox
 */
public class MailboxConsumer<N extends MailboxNode<N>> {

	private static final VarHandle STEPS;

	static {
		try {
			STEPS = MethodHandles.lookup().findVarHandle(MailboxConsumer.class, "steps", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** How far ahead of the place it is. Opaque for the looks of operators. */
	private int steps;

	/**
	 * Create a consumer that is nowhere.
	 */
	protected MailboxConsumer() {
	}

	/**
	 * Begin a turn: the first call of whoever was woken.
	 * @param mailbox the mailbox
	 * @return the node at which the last turn ended
	 */
	protected final N begin(Mailbox<N> mailbox) {
		STEPS.setOpaque(this, 0);
		return mailbox.place();
	}

	/**
	 * Return whether the last turn has consumed the node at which it ended.
	 * @param mailbox the mailbox
	 * @return whether this turn begins behind it
	 */
	protected final boolean isTaken(Mailbox<N> mailbox) {
		return mailbox.isTaken();
	}

	/**
	 * Return the node that is being consumed, at the cost of so many steps as were made
	 * since the place was moved.
	 * @param mailbox the mailbox
	 * @return the node
	 */
	protected final N current(Mailbox<N> mailbox) {
		N node = mailbox.place();
		for (int i = this.steps; i > 0; i--) {
			node = mailbox.awaitLink(node);
		}
		return node;
	}

	/**
	 * Return the node behind another one.
	 * @param node a node that is being consumed
	 * @return the next one, or null if none is linked to it yet
	 */
	protected final @Nullable N after(N node) {
		return node.next();
	}

	/**
	 * Go idle if nothing is behind a node. After that the mailbox may be in another
	 * thread's hands at once: the caller must not touch what belongs to the consumer.
	 * @param mailbox the mailbox
	 * @param done the node that was consumed last
	 * @return null when idle; the next node; or the same one again when a producer has
	 * announced its node but not linked it yet: it was probably descheduled between two
	 * instructions, and the caller had better {@link #leave} and look again later
	 */
	protected final @Nullable N nextOrIdle(Mailbox<N> mailbox, N done) {
		return mailbox.nextOrIdle(done);
	}

	/**
	 * Close the mailbox for good if nothing is behind a node: who offers from then on is
	 * refused. Waits for a node that was announced and is not linked yet.
	 * @param mailbox the mailbox
	 * @param done the node that was consumed last
	 * @return the next node, or null once closed
	 */
	protected final @Nullable N nextOrClose(Mailbox<N> mailbox, N done) {
		STEPS.setOpaque(this, 0);
		return mailbox.nextOrClose(done);
	}

	/**
	 * Go one step ahead of the place.
	 */
	protected final void stepAhead() {
		STEPS.setOpaque(this, this.steps + 1);
	}

	/**
	 * Go one step, and move the place there. This cuts off what has been consumed: a node
	 * that was promoted to the old generation would otherwise keep every later, already
	 * dead node alive. So it is to be done every few dozen nodes.
	 * @param mailbox the mailbox
	 * @param done the node that was consumed last
	 * @param next the node behind it
	 */
	protected final void moveOn(Mailbox<N> mailbox, N done, N next) {
		mailbox.moveTo(next);
		STEPS.setOpaque(this, 0);
		done.unlink();
	}

	/**
	 * End a turn that has not ended by going idle. After that the mailbox is in another
	 * thread's hands as soon as that gets a turn, for which the caller has to see.
	 * @param mailbox the mailbox
	 * @param node where the next turn begins
	 * @param taken whether it has been consumed
	 */
	protected final void leave(Mailbox<N> mailbox, N node, boolean taken) {
		mailbox.moveTo(node, taken);
		STEPS.setOpaque(this, 0);
	}

	/**
	 * Return how many nodes ahead of the place the consumer is, for a look from outside.
	 * @return the number of steps
	 */
	protected final int steps() {
		return (int) STEPS.getOpaque(this);
	}

}
