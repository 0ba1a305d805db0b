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
	 * What the engine tells a cell. A class of its own, so that one comparison of classes
	 * tells it from a user's message.
	 */
	static final class OfSystem extends Envelope {

		OfSystem(SystemMessage message, ActorRef sender) {
			super(message, sender);
		}

	}

}
