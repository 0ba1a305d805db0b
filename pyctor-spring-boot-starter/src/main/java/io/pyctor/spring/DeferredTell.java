package io.pyctor.spring;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.support.TransactionSynchronization;

import io.pyctor.ActorRef;

/**
 * A message that waits for the end of a transaction. Belongs to the transaction's thread.
 * <p>
 * It is told when the transaction has ended and not when it says that it has committed:
 * somebody else who hears that first may throw, and what is told by somebody who hears it
 * would come too late.
 */
final class DeferredTell implements TransactionSynchronization {

	private static final Logger logger = LoggerFactory.getLogger(DeferredTell.class);

	private final ActorRef actor;

	private final Class<?> messageType;

	private final Consumer<ActorRef> delivery;

	/** Those that were set after the message was told. */
	private final Set<Object> savepoints = new HashSet<>(0);

	private boolean takenBack;

	DeferredTell(ActorRef actor, Class<?> messageType, Consumer<ActorRef> delivery) {
		this.actor = actor;
		this.messageType = messageType;
		this.delivery = delivery;
	}

	@Override
	public void savepoint(Object savepoint) {
		this.savepoints.add(savepoint);
	}

	@Override
	public void savepointRollback(Object savepoint) {
		this.takenBack |= !this.savepoints.contains(savepoint);
	}

	@Override
	public void afterCompletion(int status) {
		if (this.takenBack || status == STATUS_ROLLED_BACK) {
			logger.debug("{} is not told a {}: the transaction was rolled back", this.actor,
					this.messageType.getName());
		}
		else if (status == STATUS_COMMITTED) {
			this.delivery.accept(this.actor);
		}
		else {
			logger.warn("{} is not told a {}: whether the transaction was committed is not known", this.actor,
					this.messageType.getName());
		}
	}

}
