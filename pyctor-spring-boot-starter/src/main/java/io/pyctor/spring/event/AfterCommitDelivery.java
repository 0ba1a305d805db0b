package io.pyctor.spring.event;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells events when the transaction of the calling thread has been committed: in their
 * order, and never if it is rolled back. Without a transaction they are told at once.
 * Used only where Spring's transactions are there.
 */
public final class AfterCommitDelivery implements EventDelivery {

	@Override
	public void deliver(Runnable delivery) {
		if (TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive()) {
			TransactionSynchronizationManager.registerSynchronization(new Completion(delivery));
		}
		else {
			delivery.run();
		}
	}

	/**
	 * Waits for the completion, and not for the commit alone, which a synchronization
	 * that is registered by another one's {@code afterCommit} would miss.
	 *
	 * @param delivery tells the actor
	 */
	private record Completion(Runnable delivery) implements TransactionSynchronization {

		@Override
		public void afterCompletion(int status) {
			if (status == STATUS_COMMITTED) {
				this.delivery.run();
			}
		}

	}

}
