package io.pyctor;

import org.jspecify.annotations.Nullable;

/**
 * Cells that were told something at the very end of a stack: the message is in, but there
 * was no room left for the calls that get the cell a thread. They get it when the stack
 * has unwound: from whoever hears of the overflow, or else, since nobody need hear of it,
 * from the next thread that has nothing to do, from the next look at the health of the
 * system, or when it shuts down.
 */
final class StrandedCells {

	/**
	 * The last cell and the list of those before it; guarded by the monitor. Written in
	 * place, since there is no room for a call, and arrays, since a constructor is one.
	 */
	volatile @Nullable Object @Nullable [] last;

	/** Get each of them a thread. Called where there is room. */
	void dispatch() {
		if (this.last == null) {
			return;
		}
		@Nullable Object @Nullable [] next;
		synchronized (this) {
			next = this.last;
			this.last = null;
		}
		while (next != null && next[1] instanceof LocalActorRef cell) {
			try {
				cell.dispatch();
			}
			catch (StackOverflowError ex) {
				// There was less room than it seemed.
				synchronized (this) {
					this.last = new Object[] { this.last, cell };
				}
			}
			next = (@Nullable Object[]) next[0];
		}
	}

}
