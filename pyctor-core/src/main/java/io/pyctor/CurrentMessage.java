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
		return (wait != null) ? wait.sender : cell.turn().message(cell).sender;
	}

	static Object message(ActorCell cell) {
		Waits.Wait wait = awaited(cell);
		if (wait != null) {
			return wait.message;
		}
		Object message = cell.turn().message(cell).message;
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
		if (cell.turn().giveUp(cell)) {
			cell.system().deadLetterSink().publish(cell, message, sender(cell), DeadLetterReason.UNHANDLED);
		}
	}

}
