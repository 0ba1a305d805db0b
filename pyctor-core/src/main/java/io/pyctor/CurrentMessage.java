package io.pyctor;

import org.jspecify.annotations.Nullable;

/**
 * What an actor is handling: a message, or what it had handled when it began to await the
 * stage whose callback runs now. Only within the cell's turn.
 */
final class CurrentMessage {

	private CurrentMessage() {
	}

	static ActorRef sender(ActorCell cell) {
		Waits.Wait wait = awaited(cell);
		return (wait != null) ? wait.sender : receivedFrom(cell);
	}

	static Object message(ActorCell cell) {
		Waits.Wait wait = awaited(cell);
		if (wait != null) {
			return wait.message;
		}
		return received(cell);
	}

	/** Who sent what the mailbox handed out last, whatever is done now. */
	static ActorRef receivedFrom(ActorCell cell) {
		return cell.turn().message(cell).sender;
	}

	/** What the mailbox handed out last, whatever is done now. */
	static Object received(ActorCell cell) {
		Object message = cell.turn().message(cell).message;
		if (message instanceof SystemMessage.Silence silence) {
			return silence.timer().message();
		}
		return (message instanceof SystemMessage.Tick tick) ? tick.schedule().message : message;
	}

	/** The context that it is handled in, if it has one. */
	static @Nullable MessageContext context(ActorCell cell) {
		Waits.Wait wait = awaited(cell);
		return (wait != null) ? wait.context : cell.turn().message(cell).content().context();
	}

	private static Waits.@Nullable Wait awaited(ActorCell cell) {
		CellExtras extras = cell.extrasOrNull();
		return (extras != null) ? extras.waits.current : null;
	}

	/** It becomes a dead letter, once, and counts as nothing else. */
	static void unhandled(ActorCell cell, Object message) {
		if (giveBack(cell)) {
			cell.system().deadLetterSink().unhandled(cell, message, sender(cell), context(cell));
		}
	}

	/**
	 * It was received, and is not to be processed.
	 * @return whether for the first time
	 */
	static boolean giveBack(ActorCell cell) {
		if (!end(cell)) {
			return false;
		}
		CellExtras extras = cell.extrasOrNull();
		if (extras != null) {
			extras.givenBack++;
		}
		return true;
	}

	/** Whether it was neither given back nor failed for good. */
	static boolean isOpen(ActorCell cell) {
		CellExtras extras = cell.extrasOrNull();
		return !cell.turn().isGivenUp() && (extras == null || !extras.waits.isOver());
	}

	/**
	 * It comes to an end other than being processed.
	 * @return whether it was open
	 */
	static boolean end(ActorCell cell) {
		if (!isOpen(cell)) {
			return false;
		}
		cell.turn().giveUp();
		CellExtras extras = cell.extrasOrNull();
		if (extras != null) {
			extras.waits.end();
		}
		uncount(cell);
		return true;
	}

	/** It was counted when receive had returned, and turns out not to be processed. */
	static void uncount(ActorCell cell) {
		Waits.Wait wait = awaited(cell);
		if (wait != null && wait.counted) {
			wait.counted = false;
			cell.turn().count(cell, -1);
			if (!wait.late) {
				cell.system().uncounted();
			}
		}
	}

}
