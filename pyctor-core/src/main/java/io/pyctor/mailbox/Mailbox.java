package io.pyctor.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * An unbounded queue for many producers and one consumer at a time, which is also the one
 * word that says whether its consumer must be woken.
 * <p>
 * Producers exchange the head. Who finds it empty has found the mailbox <em>idle</em> and
 * wakes the consumer; everybody else links the node behind the one that was there. The
 * consumer goes idle by setting the head back to empty, which succeeds only if nobody has
 * come since. So the head alone decides who runs, and there is neither a status word nor
 * a counter that has to agree with it.
 * <p>
 * Nodes of one producer come out in the order in which they went in. Everything a
 * producer wrote before {@link #offer} is visible to the consumer of that node, and what
 * one turn of the consumer wrote is visible to the next, on whatever thread.
 * <p>
 * The queue follows the intrusive MPSC queue by Dmitry Vyukov, without its stub node; an
 * exchange on the head as the only scheduling step is ours. {@code offer} is for any
 * thread, the protected methods are for the consumer, one thread at a time.
 *
 * @param <N> the type of the nodes
 */
public abstract class Mailbox<N extends MailboxNode<N>> {

	private static final VarHandle HEAD;

	/** For the looks of operators, which race with the consumer; otherwise plain. */
	private static final VarHandle PLACE;

	private static final VarHandle TAKEN;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			HEAD = lookup.findVarHandle(Mailbox.class, "head", MailboxNode.class);
			PLACE = lookup.findVarHandle(Mailbox.class, "place", MailboxNode.class);
			TAKEN = lookup.findVarHandle(Mailbox.class, "taken", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** The head of every closed mailbox. It is compared, never linked and never read. */
	private static final MailboxNode<?> CLOSED = new ClosedNode();

	/** Spins before a consumer gives its thread back to wait for a link. */
	private static final int LINK_SPINS = 128;

	/** The node offered last, null when idle, or {@link #CLOSED}. */
	@SuppressWarnings("unused")
	private @Nullable MailboxNode<?> head;

	/**
	 * Where the consumer is: it begins its turn here and keeps to itself how many nodes
	 * it has gone on since, so that it need not write to memory that producers write to.
	 * Written by the consumer, or by the producer that found the mailbox idle, which is
	 * before the consumer's turn. Null when idle, so that an idle mailbox keeps no
	 * consumed node alive.
	 */
	private @Nullable N place;

	/** Whether the node at the place was consumed when the last turn ended. */
	private boolean taken;

	/**
	 * Create an empty, idle mailbox.
	 */
	protected Mailbox() {
	}

	/**
	 * Create a mailbox that holds one node and whose consumer will be woken by the
	 * creator, after everything about it is published.
	 * @param first the node that the consumer finds first
	 */
	protected Mailbox(N first) {
		this.head = first;
		this.place = first;
	}

	/**
	 * Put a node at the end. Never blocks.
	 * @param node the node, which is in no mailbox
	 * @return what the caller has to know; after {@link Offer#WAKE} it has to wake the
	 * consumer, which may be that of a closed mailbox whose stack has ended within this:
	 * it has to close it again
	 */
	protected final Offer offer(N node) {
		StackRoom.claim();
		MailboxNode<?> previous = node;
		try {
			previous = (MailboxNode<?>) HEAD.getAndSet(this, (MailboxNode<?>) node);
			if (previous != CLOSED) {
				return offered(node, previous);
			}
			// What others put behind the node must not be lost with this stack.
			StackRoom.claimDeep();
		}
		catch (StackOverflowError ex) {
			// Of an actor that recurses without end and tells somebody at each level:
			// what is in has to be found, so this ends with plain writes, which need no
			// frame; a node's own fields are final.
			if (previous == node) {
				throw ex;
			}
			if (previous != null && previous != CLOSED) {
				previous.next = node;
				return Offer.QUEUED;
			}
			// Was it closed, it is open now, and the consumer has to close it again.
			this.place = node;
			this.taken = false;
			return Offer.WAKE;
		}
		refuseChain(node);
		return Offer.CLOSED;
	}

	private Offer offered(N node, @Nullable MailboxNode<?> previous) {
		if (previous == null) {
			// Nobody else can be here: the consumer has left, and every other producer
			// finds a head. Dispatching the consumer publishes both fields to it.
			PLACE.setOpaque(this, (MailboxNode<?>) node);
			TAKEN.setOpaque(this, false);
			return Offer.WAKE;
		}
		previous.link(node);
		return Offer.QUEUED;
	}

	/**
	 * A producer that took the closed marker away owns every node that came since: it
	 * puts the marker back and refuses them, its own first. Producers that come after the
	 * marker is back own their own chain.
	 */
	private void refuseChain(N first) {
		MailboxNode<?> last = (MailboxNode<?>) HEAD.getAndSet(this, CLOSED);
		N node = first;
		while (node != last) {
			N next = awaitLink(node);
			refused(node);
			node = next;
		}
		refused(node);
	}

	/**
	 * Called for each node that came after {@link #close}, by the thread that found it:
	 * exactly once for each.
	 * @param node the node
	 */
	protected abstract void refused(N node);

	@SuppressWarnings("NullAway")
	final N place() {
		return this.place;
	}

	final boolean isTaken() {
		return this.taken;
	}

	final @Nullable N nextOrIdle(N done) {
		N place = this.place;
		// Before the exchange: after it, the field belongs to whoever comes next.
		PLACE.setOpaque(this, (MailboxNode<?>) null);
		if (HEAD.compareAndSet(this, (MailboxNode<?>) done, null)) {
			return null;
		}
		PLACE.setOpaque(this, (MailboxNode<?>) place);
		N next = spinForLink(done);
		return (next != null) ? next : done;
	}

	final @Nullable N nextOrClose(N done) {
		if (done.next() == null && HEAD.compareAndSet(this, (MailboxNode<?>) done, CLOSED)) {
			PLACE.setOpaque(this, (MailboxNode<?>) null);
			return null;
		}
		N next = awaitLink(done);
		moveTo(next);
		done.unlink();
		return next;
	}

	final void moveTo(N place) {
		PLACE.setOpaque(this, (MailboxNode<?>) place);
	}

	final void moveTo(N place, boolean taken) {
		moveTo(place);
		TAKEN.setOpaque(this, taken);
	}

	private @Nullable N spinForLink(N node) {
		for (int i = 0; i < LINK_SPINS; i++) {
			N next = node.next();
			if (next != null) {
				return next;
			}
			Thread.onSpinWait();
		}
		return null;
	}

	final N awaitLink(N node) {
		N next = spinForLink(node);
		while (next == null) {
			Thread.yield();
			next = node.next();
		}
		return next;
	}

	/**
	 * Return whether nothing waits and nobody consumes. A look from outside that may be
	 * out of date when it returns.
	 * @return whether the mailbox is idle
	 */
	protected final boolean isIdle() {
		return HEAD.getAcquire(this) == null;
	}

	/**
	 * Return whether the mailbox has been closed. A closed mailbox stays closed.
	 * @return whether it is closed
	 */
	protected final boolean isClosed() {
		return HEAD.getAcquire(this) == CLOSED;
	}

	/**
	 * Show the nodes that wait, in order, to a visitor. For operators: it walks the queue
	 * while producers and consumer go on, so it can miss nodes that were consumed
	 * meanwhile, and costs time with the length of the queue and nothing otherwise.
	 * @param consumed how many nodes from the place on were consumed in the turn that
	 * goes on, or a negative number when there is none
	 * @param visitor is shown each node
	 */
	protected final void forEachWaiting(int consumed, Consumer<? super N> visitor) {
		firstWaiting(consumed, (node) -> {
			visitor.accept(node);
			return false;
		});
	}

	/**
	 * Return the first of the nodes that wait which somebody wants, with the same
	 * reservations as {@link #forEachWaiting}.
	 * @param consumed how many nodes from the place on were consumed in the turn that
	 * goes on, or a negative number when there is none
	 * @param wanted whether a node is wanted
	 * @return the node, or null if none was seen
	 */
	protected final @Nullable N firstWaiting(int consumed, Predicate<? super N> wanted) {
		if (isIdle() || isClosed()) {
			return null;
		}
		int skipped = (consumed >= 0) ? consumed : (boolean) TAKEN.getOpaque(this) ? 1 : 0;
		@SuppressWarnings("unchecked")
		N node = (N) (MailboxNode<?>) PLACE.getOpaque(this);
		for (; node != null; node = node.next()) {
			if (--skipped < 0 && wanted.test(node)) {
				return node;
			}
		}
		return null;
	}

	/**
	 * Return a number that says where the consumer was when its turn began, or since: two
	 * looks from outside that find different ones found it at different nodes. Keeps no
	 * node alive.
	 * @return the number, or 0 when idle
	 */
	protected final int placeMark() {
		return System.identityHashCode(PLACE.getOpaque(this));
	}

	private static final class ClosedNode extends MailboxNode<ClosedNode> {

	}

}
