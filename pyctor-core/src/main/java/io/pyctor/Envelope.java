package io.pyctor;

import io.pyctor.mailbox.MailboxNode;

/**
 * A message on its way, with its sender: the one allocation of a {@code tell}, 24 bytes
 * where references have 4.
 */
class Envelope extends MailboxNode<Envelope> {

	final Object message;

	final ActorRef sender;

	Envelope(Object message, ActorRef sender) {
		this.message = message;
		this.sender = sender;
	}

	/**
	 * What the engine tells a cell. Classes of its own, so that one comparison of classes
	 * tells it from a user's message.
	 */
	static final class OfSystem extends Envelope {

		OfSystem(SystemMessage message, ActorRef sender) {
			super(message, sender);
		}

	}

	/**
	 * Tells a cell that another one has ended, if it still wants to know.
	 */
	static final class OfEnd extends Envelope {

		OfEnd(Terminated notice) {
			super(notice, notice.actor());
		}

		Terminated notice() {
			return (Terminated) this.message;
		}

	}

}
