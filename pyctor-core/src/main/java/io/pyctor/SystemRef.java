package io.pyctor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A reference of a system: who tells it something without a sender is the nobody of that
 * system, and who asks without a timeout has that of the system.
 */
interface SystemRef extends ActorRef {

	DefaultActorSystem system();

	@Override
	default void tell(Object message) {
		tell(message, system().nobody());
	}

	@Override
	default <R> CompletableFuture<R> ask(Ask<R> message) {
		return ask(message, system().settings().askTimeout());
	}

	@Override
	default <R> CompletableFuture<R> ask(Ask<R> message, Duration timeout) {
		return PendingAsk.ask(system(), this, message, timeout);
	}

	@Override
	default <R> CompletableFuture<R> ask(Object message, Class<R> answerType, Duration timeout) {
		return PendingAsk.ask(system(), this, message, answerType, timeout);
	}

}
