package io.pyctor;

import java.lang.ref.WeakReference;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Tells how long the oldest message of a mailbox has waited, though no message knows when
 * it came: each look marks the end of the queue. As long as that mark is still in the
 * queue, what is in front of it has waited since that look.
 * <p>
 * The age is never more than the truth. It is less by the time between two looks, or by a
 * seventh of the longest age there was since the queue was empty, whichever is more: as
 * many marks are kept as that takes. A mark keeps no message alive. For one thread.
 */
final class WaitingMarks {

	private final TimeMarks<WeakReference<Envelope>> marks = new TimeMarks<>();

	private long size;

	/**
	 * Walk along a mailbox.
	 * @return since when the first message of it has waited, at the latest; now, if it is
	 * not known to have waited, or if there is none
	 */
	long look(ActorCell cell, long now, LongSupplier clock) {
		Walk walk = new Walk(this.marks);
		cell.forEachWaiting(walk::pass);
		this.size = walk.size;
		// What was not met is not in the queue any more, nor is what came before it.
		this.marks.forget(walk.firstMet);
		long since = this.marks.since(now);
		if (walk.size > 0 && walk.last != null && !isMarked(walk.last)) {
			// Not now: messages may have come since.
			this.marks.add(new WeakReference<>(walk.last), clock.getAsLong());
		}
		return since;
	}

	private boolean isMarked(Envelope last) {
		return this.marks.size() > 0 && this.marks.place(this.marks.size() - 1).refersTo(last);
	}

	/** How many messages there were at the last look. */
	long size() {
		return this.size;
	}

	private static final class Walk {

		private final @Nullable Envelope[] marked;

		private int firstMet;

		private boolean met;

		private long size;

		private @Nullable Envelope last;

		Walk(TimeMarks<WeakReference<Envelope>> marks) {
			this.marked = new Envelope[marks.size()];
			for (int i = 0; i < this.marked.length; i++) {
				this.marked[i] = marks.place(i).get();
			}
			this.firstMet = this.marked.length;
		}

		void pass(Envelope envelope) {
			if (ActorCell.isMessage(envelope)) {
				this.size++;
			}
			// A mark before the first message says nothing.
			if (!this.met && this.size > 0) {
				meet(envelope);
			}
			this.last = envelope;
		}

		private void meet(Envelope envelope) {
			for (int i = 0; i < this.marked.length; i++) {
				if (this.marked[i] == envelope) {
					this.firstMet = i;
					this.met = true;
					return;
				}
			}
		}

	}

}
