package io.pyctor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * A line in which a message that finds no place takes the place of the oldest one. What
 * is no message is in it, too, since its place is among the messages, and those move.
 */
final class ReplacingLine implements Line {

	private final Deque<Envelope> envelopes = new ArrayDeque<>();

	private final int capacity;

	private int places;

	ReplacingLine(int capacity) {
		this.capacity = capacity;
	}

	@Override
	public boolean takesAll() {
		return true;
	}

	@Override
	public synchronized @Nullable Envelope add(Envelope envelope) {
		if (!LimitedCell.takesPlace(envelope)) {
			this.envelopes.add(envelope);
			return null;
		}
		Envelope oldest = (this.places == this.capacity) ? removeOldest() : null;
		this.envelopes.add(new Envelope.Counted(envelope, System.nanoTime()));
		this.places++;
		return oldest;
	}

	private Envelope removeOldest() {
		for (Iterator<Envelope> each = this.envelopes.iterator();;) {
			if (each.next() instanceof Envelope.Counted oldest) {
				each.remove();
				this.places--;
				return oldest.content();
			}
		}
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
