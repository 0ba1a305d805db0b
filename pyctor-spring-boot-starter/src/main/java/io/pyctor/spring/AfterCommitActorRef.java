package io.pyctor.spring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.pyctor.ActorRef;
import io.pyctor.MessageContext;

/**
 * Keeps what an actor is told within a transaction until that is committed. Questions are
 * asked at once: who waits for an answer may hold the transaction open meanwhile.
 */
final class AfterCommitActorRef extends ForwardingActorRef {

	AfterCommitActorRef(ActorRef actor) {
		super(actor);
	}

	/** An actor asks by a message whose sender waits for the answer. */
	@Override
	public void tell(Object message, ActorRef sender) {
		if (sender.isAsking()) {
			actor().tell(message, sender);
		}
		else {
			super.tell(message, sender);
		}
	}

	@Override
	void deliver(Object message, @Nullable ActorRef sender, Consumer<ActorRef> delivery) {
		if (TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager
				.registerSynchronization(new DeferredTell(actor(), message.getClass(), delivery));
		}
		else {
			delivery.accept(actor());
		}
	}

	@Override
	<R> CompletableFuture<R> question(Object message, Optional<Duration> timeout,
			Function<ActorRef, CompletableFuture<R>> question) {
		return question.apply(actor());
	}

	@Override
	public ActorRef within(MessageContext context) {
		return new AfterCommitActorRef(actor().within(context));
	}

}
