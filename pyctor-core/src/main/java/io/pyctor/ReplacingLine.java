package io.pyctor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * A line in which a message that finds no place takes the place of the oldest one. The
 * word to stop is in it, too: its place is among the messages, and those move up.
 */
final class ReplacingLine implements Line {

	private final Deque<Envelope> envelopes = new ArrayDeque<>();

	/** What was replaced, until the one who did it comes for it. */
	private final Deque<Envelope> replaced = new ArrayDeque<>();

	private final int capacity;

	private int places;

	ReplacingLine(int capacity) {
		this.capacity = capacity;
	}

	@Override
	public boolean takes(Envelope envelope) {
		return envelope.isOfUser() || envelope.message instanceof SystemMessage.Stop;
	}

	@Override
	public synchronized boolean add(Envelope envelope) {
		if (!LimitedCell.takesPlace(envelope)) {
			this.envelopes.add(envelope);
			return true;
		}
		boolean longer = this.places < this.capacity;
		if (longer) {
			this.places++;
		}
		else {
			this.replaced.add(removeOldest());
		}
		this.envelopes.add(new Envelope.Counted(envelope, System.nanoTime()));
		return longer;
	}

	private Envelope removeOldest() {
		for (Iterator<Envelope> each = this.envelopes.iterator();;) {
			if (each.next() instanceof Envelope.Counted oldest) {
				each.remove();
				return oldest.content();
			}
		}
	}

	@Override
	public synchronized Envelope takeReplaced() {
		return this.replaced.remove();
	}

	@Override
	public synchronized Envelope first() {
		return this.envelopes.element().content();
	}

	@Override
	public synchronized Envelope poll() {
		Envelope first = this.envelopes.remove();
		if (first instanceof Envelope.Counted) {
			this.places--;
		}
		return first.content();
	}

	@Override
	public synchronized int size() {
		return this.places;
	}

	@Override
	public synchronized long oldestSince() {
		for (Envelope envelope : this.envelopes) {
			if (envelope instanceof Envelope.Counted oldest) {
				return oldest.since;
			}
		}
		return 0;
	}

}
