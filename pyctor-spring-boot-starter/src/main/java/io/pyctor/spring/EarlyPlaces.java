package io.pyctor.spring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import io.pyctor.DeadLetterReason;
import io.pyctor.MailboxOptions;
import io.pyctor.Overflow;

/**
 * Which messages have a place while actors have not started: as many for each as its
 * mailbox will have. Guarded by its owner.
 */
final class EarlyPlaces {

	private final MailboxOptions mailbox;

	/** Those that have a place, by the names of their actors. */
	private final Map<String, Deque<EarlyMessage>> placed = new HashMap<>();

	EarlyPlaces(MailboxOptions mailbox) {
		this.mailbox = mailbox;
	}

	/** Whether a message would be rejected now. */
	boolean isFull(String actor) {
		Deque<EarlyMessage> line = this.placed.get(actor);
		return line != null && line.size() >= this.mailbox.capacity() && this.mailbox.overflow() == Overflow.REJECT;
	}

	/** Find a place for a message, or refuse it or the one that it replaces. */
	void place(String actor, EarlyMessage message) {
		if (!this.mailbox.isBounded() || !message.takesPlace()) {
			return;
		}
		Deque<EarlyMessage> line = this.placed.computeIfAbsent(actor, (name) -> new ArrayDeque<>());
		if (line.size() < this.mailbox.capacity()) {
			line.add(message);
			return;
		}
		switch (this.mailbox.overflow()) {
			case REJECT -> message.refuse(DeadLetterReason.MAILBOX_FULL);
			case DROP_NEWEST -> message.refuse(DeadLetterReason.DROPPED);
			case DROP_OLDEST -> {
				line.remove().refuse(DeadLetterReason.DROPPED);
				line.add(message);
			}
		}
	}

	void clear() {
		this.placed.clear();
	}

}
