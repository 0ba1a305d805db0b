package io.pyctor;

/**
 * Cells that were told something at the very end of a stack: the message is in, but there
 * was no room left for the calls that get the cell a thread. They get it when the stack
 * has unwound: from whoever hears of the overflow, or else, since nobody need hear of it,
 * from the next thread that has nothing to do, from the next look at the health of the
 * system, or when it shuts down.
 * <p>
 * Such a cell only bears a mark, and is then looked for among all. To put it on a list
 * takes a lock or a call, for which there is no room either.
 */
final class StrandedCells {

	private final DefaultActorSystem system;

	/** Whether there is one, or was; written after the mark on the cell. */
	volatile boolean any;

	StrandedCells(DefaultActorSystem system) {
		this.system = system;
	}

	/** Get each of them a thread. Called where there is room. */
	void dispatch() {
		if (this.any) {
			try {
				dispatchAll();
			}
			catch (Throwable ex) {
				// There was less room than it seemed, or no memory: the next one tries.
				this.any = true;
			}
		}
	}

	/** One at a time, so that no cell gets two threads. */
	private synchronized void dispatchAll() {
		this.any = false;
		this.system.forEachCell(StrandedCells::dispatch);
	}

	private static void dispatch(ActorCell cell) {
		if (cell.stranded) {
			// Before it has its thread, on which it may be stranded again.
			cell.stranded = false;
			try {
				cell.dispatch();
			}
			catch (StackOverflowError ex) {
				cell.stranded = true;
				throw ex;
			}
		}
	}

}
