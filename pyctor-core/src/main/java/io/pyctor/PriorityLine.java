package io.pyctor;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A line in which messages of a higher priority come first, and those of the same in the
 * order in which they came. To put one in or take it out costs time with the logarithm of
 * the length.
 */
final class PriorityLine implements Line {

	private record Place(Envelope envelope, int priority, long number, long since) {

	}

	private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::priority)
		.reversed()
		.thenComparingLong(Place::number);

	private final PriorityQueue<Place> places = new PriorityQueue<>(ORDER);

	private final MessagePriority priority;

	private final int capacity;

	private long nextNumber;

	PriorityLine(MessagePriority priority, int capacity) {
		this.priority = priority;
		this.capacity = capacity;
	}

	@Override
	public boolean add(Envelope envelope) {
		// The user's code runs without the lock.
		int priority = this.priority.of(envelope.message);
		synchronized (this) {
			if (this.places.size() == this.capacity) {
				return false;
			}
			this.places.add(new Place(envelope, priority, this.nextNumber++, System.nanoTime()));
			return true;
		}
	}

	@Override
	public synchronized Envelope first() {
		return this.places.element().envelope();
	}

	@Override
	public synchronized Envelope poll() {
		return this.places.remove().envelope();
	}

	@Override
	public synchronized int size() {
		return this.places.size();
	}

	/** Walks all of them: the oldest may be the last that is taken. */
	@Override
	public synchronized long oldestSince() {
		return this.places.stream().min(Comparator.comparingLong(Place::number)).map(Place::since).orElse(0L);
	}

}
