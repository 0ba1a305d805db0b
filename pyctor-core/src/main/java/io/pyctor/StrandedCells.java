package io.pyctor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * Cells that were told something at the very end of a stack: the message is in, but there
 * was no room left for the calls that get the cell a thread. They get it when the stack
 * has unwound: from whoever hears of the overflow, or else, since nobody need hear of it,
 * from the next thread that has nothing to do, from the next look at the health of the
 * system, or when it shuts down.
 * <p>
 * Such a cell only bears a mark, and is then looked for among all. To put it on a list
 * takes a lock or a call, for which there is no room either. One that has ended is no
 * longer among them, and its mailbox was opened again by who told it something: it is
 * found as one of the latest.
 */
final class StrandedCells {

	private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(LocalActorRef[].class);

	/** The last place of those for the latest. */
	static final int LATEST = 63;

	private final DefaultActorSystem system;

	/** Where two write at once one may be missed, and is found if it lives. */
	final @Nullable LocalActorRef[] latest = new LocalActorRef[LATEST + 1];

	/** The next place to write to, among them. */
	int next;

	/** Whether there is one, or was; written last. */
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
		for (int i = 0; i < this.latest.length; i++) {
			LocalActorRef cell = (LocalActorRef) CELL.getAndSet(this.latest, i, (LocalActorRef) null);
			if (cell != null) {
				dispatch(cell);
			}
		}
		this.system.forEachCell(StrandedCells::dispatch);
	}

	private static void dispatch(LocalActorRef cell) {
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
