package io.pyctor;

import java.util.Optional;

/**
 * What surrounds the handling of a message besides the actor's own state: what belongs to
 * the thread of whoever told it, such as who is logged in or which trace goes on. It is
 * entered on the thread of the actor, right before its code runs, and left right after.
 * Safe for any thread, and used more than once where the actor awaits stages.
 *
 * @see ActorRef#within(MessageContext)
 */
@FunctionalInterface
public interface MessageContext {

	/**
	 * Enter the context on this thread. If it throws, the message fails.
	 * @return what leaves it
	 */
	Scope enter();

	/**
	 * Return the trace that goes on in this context, for whoever looks for a message that
	 * was not received. Asked without having been entered.
	 * @return the id of the trace, if it is known
	 */
	default Optional<String> traceId() {
		return Optional.empty();
	}

	/**
	 * A context that was entered.
	 */
	@FunctionalInterface
	interface Scope extends AutoCloseable {

		/**
		 * Leave the thread as it was found. Called once, on the same thread. What this
		 * throws is logged.
		 */
		@Override
		void close();

	}

}
