package io.pyctor.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * What waits in a {@link Mailbox}: the queued object is its own queue node, so that a
 * message costs one allocation and not two. A node is used once.
 *
 * @param <N> the type of the nodes in the mailbox
 */
public abstract class MailboxNode<N extends MailboxNode<N>> {

	private static final VarHandle NEXT;

	static {
		try {
			NEXT = MethodHandles.lookup().findVarHandle(MailboxNode.class, "next", MailboxNode.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** Written once by the producer that came next, cleared by the consumer. */
	@SuppressWarnings("unused")
	@Nullable MailboxNode<?> next;

	/**
	 * Make {@code node} follow this one. The release store publishes the node's content
	 * to the consumer, which reads with acquire.
	 * @param node the node that follows
	 */
	final void link(MailboxNode<?> node) {
		NEXT.setRelease(this, node);
	}

	@SuppressWarnings("unchecked")
	final @Nullable N next() {
		return (N) (MailboxNode<?>) NEXT.getAcquire(this);
	}

	/**
	 * Cut the link of a consumed node: one that was promoted to the old generation would
	 * otherwise keep every later, already dead node alive.
	 */
	final void unlink() {
		NEXT.setOpaque(this, (MailboxNode<?>) null);
	}

}
