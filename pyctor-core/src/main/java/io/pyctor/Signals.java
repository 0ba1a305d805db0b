package io.pyctor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.pyctor.mailbox.StackRoom;

/**
 * How a cell is got to look at something other than its messages, and how it waits for
 * that.
 */
final class Signals {

	private static final VarHandle SIGNALS;

	static {
		try {
			SIGNALS = MethodHandles.lookup().findVarHandle(ActorCell.class, "signals", Signal.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private Signals() {
	}

	/** Have a cell obey a signal as soon as its current message is done. Any thread. */
	static void send(ActorCell cell, Signal signal) {
		// Once it is there nobody else wakes the cell for it.
		StackRoom.claimSome();
		for (;;) {
			Signal before = cell.signals;
			if (before == Signal.ENDED) {
				return;
			}
			signal.before = (before != Signal.WAITING) ? before : null;
			if (SIGNALS.compareAndSet(cell, before, signal)) {
				if (before == Signal.WAITING) {
					try {
						cell.dispatch();
					}
					catch (StackOverflowError ex) {
						cell.stranded = true;
						StrandedCells stranded = cell.type.system.strandedCells;
						stranded.latest[stranded.next++ & StrandedCells.LATEST] = cell;
						stranded.any = true;
					}
				}
				else if (before == null) {
					cell.poke();
					// It wakes a cell that is idle; one that is at work looks for signals
					// after this at the latest.
					cell.tellSystem(SystemMessage.WAKE, cell);
				}
				return;
			}
		}
	}

	/**
	 * The cell itself has to look: its phase changed, it awaits a stage, or has failed.
	 */
	static void lookAgain(ActorCell cell) {
		// If it fails, a signal is there, and the cell looks anyway.
		SIGNALS.compareAndSet(cell, null, new Signal.Look());
		cell.poke();
	}

	/**
	 * Have a cell obey all signals, in its turn.
	 * @return whether the cell may go on with its messages; if not, it has ended, or the
	 * next turn is for whoever signals it
	 */
	static boolean obey(ActorCell cell) {
		long begun = 0;
		for (;;) {
			if (cell.signals == Signal.ENDED) {
				return false;
			}
			Signal signal = Signal.inOrder((Signal) SIGNALS.getAndSet(cell, null));
			while (signal != null && !cell.isEnded()) {
				Signal next = signal.before;
				signal.obey(cell);
				signal = next;
			}
			Recovery.proceed(cell);
			if (cell.isEnded()) {
				return false;
			}
			if (!mustWait(cell)) {
				if (cell.signals == null && !Recovery.redeliver(cell)) {
					Stash stash = Stash.next(cell);
					if (stash == null) {
						return true;
					}
					if (!stash.handleNext(cell)) {
						return false;
					}
				}
			}
			else if (suspend(cell)) {
				return false;
			}
			else if (begun == 0) {
				begun = System.nanoTime();
			}
			else if (System.nanoTime() - begun > cell.type.batchNanos) {
				// It awaits again and again what is there already. Its next turn finds
				// the signal that is there.
				cell.turn().giveWay(cell);
				return false;
			}
		}
	}

	/**
	 * For its children to end, for keyed actors to be through, for a stage, for a worker
	 * that is free, or for a time after a failure.
	 */
	private static boolean mustWait(ActorCell cell) {
		if (cell.isStopping() || (cell.type.isPool() && Pool.of(cell).mustWait())) {
			return true;
		}
		KeyedHost keyed = cell.keyedHost();
		if (keyed != null && keyed.isDraining()) {
			return true;
		}
		CellExtras extras = cell.extrasOrNull();
		if (extras == null) {
			return false;
		}
		if (extras.waits.isEmpty()) {
			Recovery recovery = extras.recoveryOrNull();
			return recovery != null && recovery.isHeldUp();
		}
		extras.waits.subscribe(cell);
		return true;
	}

	/**
	 * Wait for a signal.
	 * @return whether the next turn is for whoever signals; if not, a signal is there
	 */
	private static boolean suspend(ActorCell cell) {
		cell.turn().suspend(cell);
		return SIGNALS.compareAndSet(cell, null, Signal.WAITING);
	}

	/** Whether nothing can be signalled any more. */
	static boolean haveEnded(ActorCell cell) {
		return cell.signals == Signal.ENDED;
	}

	/** The cell has ended: nothing can be signalled any more. */
	static void end(ActorCell cell) {
		SIGNALS.setRelease(cell, Signal.ENDED);
	}

}
