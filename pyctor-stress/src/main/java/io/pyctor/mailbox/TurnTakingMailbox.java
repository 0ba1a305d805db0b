package io.pyctor.mailbox;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mailbox whose turns are taken by the threads of a test. A turn that is due is a
 * ticket; whoever takes the ticket is the consumer for one turn, so that turns move from
 * thread to thread as they do in a dispatcher.
 * <p>
 * What the consumer writes is plain on purpose: it is right only if no two turns overlap
 * and each sees what the one before wrote.
 */
final class TurnTakingMailbox extends Mailbox<CountedNode> {

	private final AtomicInteger tickets = new AtomicInteger();

	private final AtomicInteger consumers = new AtomicInteger();

	private final AtomicInteger wakes = new AtomicInteger();

	private final int batch;

	private int idles;

	private String order = "";

	private volatile boolean overlapped;

	/**
	 * Create an idle mailbox.
	 * @param batch how many nodes are consumed in one turn
	 */
	TurnTakingMailbox(int batch) {
		this.batch = batch;
	}

	/**
	 * Create a mailbox whose first turn is due.
	 * @param first the first node
	 * @param batch how many nodes are consumed in one turn
	 */
	TurnTakingMailbox(CountedNode first, int batch) {
		super(first);
		this.batch = batch;
		this.wakes.set(1);
		this.tickets.set(1);
	}

	/** Offer a node; a wake is a ticket for the next turn. */
	void put(CountedNode node) {
		if (offer(node) == Offer.WAKE) {
			this.wakes.incrementAndGet();
			this.tickets.incrementAndGet();
		}
	}

	/** Take all turns that are due now. */
	void takeTurns() {
		while (takeTicket()) {
			new Turn().take();
		}
	}

	private boolean takeTicket() {
		int tickets = this.tickets.get();
		return tickets > 0 && this.tickets.compareAndSet(tickets, tickets - 1);
	}

	private void consume(CountedNode node) {
		if (this.consumers.incrementAndGet() != 1) {
			this.overlapped = true;
		}
		node.consumed();
		this.order += node.name;
		this.consumers.decrementAndGet();
	}

	/** Take the turn that is due, if any, and close the mailbox in it. */
	void takeTurnAndClose() {
		if (takeTicket()) {
			new Turn().close();
		}
	}

	@Override
	protected void refused(CountedNode node) {
		node.refused();
	}

	/** Return the names of the nodes in the order of consumption, and what went wrong. */
	String result() {
		StringBuilder result = new StringBuilder(this.order);
		if (this.overlapped) {
			result.append(" overlapped");
		}
		if (this.wakes.get() != this.idles) {
			result.append(" wakes ").append(this.wakes.get()).append(" idles ").append(this.idles);
		}
		if (!isIdle()) {
			result.append(" not idle");
		}
		return result.toString();
	}

	/** One turn, on whatever thread. */
	private final class Turn extends MailboxConsumer<CountedNode> {

		private final TurnTakingMailbox mailbox = TurnTakingMailbox.this;

		void take() {
			CountedNode node = begin(this.mailbox);
			if (isTaken(this.mailbox)) {
				node = next(node);
			}
			for (int handled = 0; node != null; handled++) {
				if (handled == TurnTakingMailbox.this.batch) {
					end(node, false);
					return;
				}
				consume(node);
				node = next(node);
			}
		}

		private CountedNode next(CountedNode done) {
			CountedNode next = after(done);
			if (next != null) {
				stepAhead();
				return next;
			}
			// Before the mailbox is given up: the next turn may begin at once.
			TurnTakingMailbox.this.idles++;
			next = nextOrIdle(this.mailbox, done);
			if (next == null) {
				return null;
			}
			TurnTakingMailbox.this.idles--;
			if (next == done) {
				end(done, true);
				return null;
			}
			moveOn(this.mailbox, done, next);
			return next;
		}

		private void end(CountedNode node, boolean taken) {
			leave(this.mailbox, node, taken);
			TurnTakingMailbox.this.tickets.incrementAndGet();
		}

		void close() {
			CountedNode node = begin(this.mailbox);
			if (!isTaken(this.mailbox)) {
				consume(node);
			}
			for (node = nextOrClose(this.mailbox, node); node != null; node = nextOrClose(this.mailbox, node)) {
				consume(node);
			}
		}

	}

}
