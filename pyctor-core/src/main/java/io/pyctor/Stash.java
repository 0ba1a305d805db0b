package io.pyctor;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * The messages that an actor has put aside, and those that it has taken out again, which
 * come before its mailbox. It belongs to the cell and not to the actor's object, so
 * nothing that happens to the object empties it. Used in the cell's turn only.
 */
final class Stash {

	private final Deque<Envelope> kept = new ArrayDeque<>();

	private final Deque<Envelope> ready = new ArrayDeque<>();

	/** What was taken out last, until the mailbox goes on. */
	private @Nullable Envelope current;

	/** When this turn began with what is ready; nothing before its first message. */
	private long began;

	private boolean running;

	static @Nullable Stash of(ActorCell cell) {
		CellExtras extras = cell.extrasOrNull();
		return (extras != null) ? extras.stashOrNull() : null;
	}

	/** Put the current message aside. */
	static void keep(ActorCell cell) {
		Envelope envelope = currentMessage(cell);
		Deque<Envelope> kept = cell.extras().stash().kept;
		int capacity = cell.type.options.mailbox().stashCapacity();
		if (kept.size() >= capacity) {
			throw new StashFullException(cell.path() + " has stashed " + capacity
					+ " messages and has no place for another; unstash earlier, or give it a greater stash");
		}
		if (!CurrentMessage.giveBack(cell)) {
			throw new IllegalStateException(cell.path() + " has stashed this message before, or given it back");
		}
		kept.add(envelope);
	}

	private static Envelope currentMessage(ActorCell cell) {
		Object message = CurrentMessage.message(cell);
		if (message instanceof SystemMessage || cell.isStopping()) {
			throw new IllegalStateException(cell.path() + " handles no message that it could stash");
		}
		Envelope envelope = cell.turn().message(cell);
		// A notice or a scheduled message is not what waited, but what it was about.
		return (envelope.message == message && envelope.isOfUser()) ? envelope.copy()
				: Envelope.of(message, CurrentMessage.sender(cell), CurrentMessage.context(cell));
	}

	/** Have everything that was put aside handled next, in order. */
	static void release(ActorCell cell) {
		Stash stash = of(cell);
		if (stash == null) {
			return;
		}
		while (!stash.kept.isEmpty()) {
			stash.ready.addFirst(stash.kept.removeLast());
		}
		// Who obeys signals comes here before it goes on with the mailbox.
		Signals.lookAgain(cell);
	}

	/**
	 * Return the stash of a cell that has something to handle before its mailbox, or none
	 * if the mailbox goes on.
	 */
	static @Nullable Stash next(ActorCell cell) {
		Stash stash = of(cell);
		if (stash != null && stash.ready.isEmpty()) {
			stash.current = null;
			return null;
		}
		return stash;
	}

	/** Whether something was taken out that was not handled yet. */
	static boolean isReady(ActorCell cell) {
		Stash stash = of(cell);
		return stash != null && !stash.ready.isEmpty();
	}

	/** Whether something was put aside, or taken out and not handled yet. */
	static boolean holds(ActorCell cell) {
		Stash stash = of(cell);
		return stash != null && !(stash.kept.isEmpty() && stash.ready.isEmpty());
	}

	/** What was taken out and is being handled, or was handled last. */
	static @Nullable Envelope current(ActorCell cell) {
		Stash stash = of(cell);
		return (stash != null) ? stash.current : null;
	}

	/**
	 * Handle the next message that is ready.
	 * @return false if the turn is over, since others should have the thread
	 */
	boolean handleNext(ActorCell cell) {
		long now = System.nanoTime();
		if (!this.running) {
			this.running = true;
			this.began = now;
		}
		else if (now - this.began > cell.type.batchNanos) {
			this.running = false;
			Signals.lookAgain(cell);
			cell.turn().giveWay(cell);
			return false;
		}
		Envelope envelope = this.ready.remove();
		this.running = !this.ready.isEmpty();
		this.current = envelope;
		cell.turn().deliver(cell, envelope);
		return true;
	}

	/** The actor of a key has ended, and the next one begins with this. */
	void leaveBehind(ActorCell cell) {
		while (!this.ready.isEmpty()) {
			cell.leftBehind(this.ready.remove());
		}
		while (!this.kept.isEmpty()) {
			cell.leftBehind(this.kept.remove());
		}
	}

	/** The cell has ended. */
	void refuseAll(ActorCell cell) {
		while (!this.kept.isEmpty()) {
			cell.refused(this.kept.remove());
		}
		while (!this.ready.isEmpty()) {
			cell.refused(this.ready.remove());
		}
	}

}
