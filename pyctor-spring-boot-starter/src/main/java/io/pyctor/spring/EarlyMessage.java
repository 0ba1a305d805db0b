package io.pyctor.spring;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.DeadLetter;
import io.pyctor.DeadLetterReason;
import io.pyctor.PoisonPill;

/**
 * What was told before a start. It is handed over, or was refused meanwhile and becomes a
 * dead letter once there is a system.
 */
final class EarlyMessage {

	private static final Logger logger = LoggerFactory.getLogger(EarlyMessage.class);

	private final Object message;

	private final @Nullable ActorRef sender;

	private final Consumer<ActorRef> delivery;

	private final Runnable onRefusal;

	private @Nullable DeadLetterReason refused;

	/**
	 * Create a message that nobody waits for.
	 * @param sender who told it, or null for nobody
	 * @param delivery tells it to the actor
	 */
	EarlyMessage(Object message, @Nullable ActorRef sender, Consumer<ActorRef> delivery) {
		this(message, sender, delivery, () -> {
		});
	}

	/**
	 * Create a message.
	 * @param sender who told it, or null for nobody
	 * @param delivery tells it to the actor
	 * @param onRefusal is called when there is no place for it
	 */
	EarlyMessage(Object message, @Nullable ActorRef sender, Consumer<ActorRef> delivery, Runnable onRefusal) {
		this.message = message;
		this.sender = sender;
		this.delivery = delivery;
		this.onRefusal = onRefusal;
	}

	/** What must never be refused takes no place. */
	boolean takesPlace() {
		return !(this.message instanceof PoisonPill);
	}

	void refuse(DeadLetterReason reason) {
		this.refused = reason;
		this.onRefusal.run();
	}

	void deliver(ActorRef actor) {
		this.delivery.accept(actor);
	}

	void deliver(ActorRef actor, ActorSystem system) {
		if (this.refused != null) {
			undelivered(actor, system, this.refused);
			return;
		}
		try {
			deliver(actor);
		}
		catch (RuntimeException ex) {
			// Such as of the priority of its mailbox. Who told it has gone on, and others
			// are not to be kept from a start.
			logger.warn("{} could not be told {} when it started", actor.path(), this.message.getClass().getName(), ex);
			undelivered(actor, system, DeadLetterReason.FAILED);
		}
	}

	private void undelivered(ActorRef actor, ActorSystem system, DeadLetterReason reason) {
		system.undelivered(new DeadLetter(actor, this.message, reason),
				(this.sender != null) ? this.sender : system.nobody());
	}

}
