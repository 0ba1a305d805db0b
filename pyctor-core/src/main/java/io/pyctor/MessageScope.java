package io.pyctor;

import java.util.function.Consumer;

/**
 * Runs an actor's code in a context, and never leaves the context on the thread.
 */
final class MessageScope {

	private MessageScope() {
	}

	/**
	 * Run code in a context.
	 * @param cell the cell whose turn it is
	 * @param context the context
	 * @param code what is run; it does not throw
	 * @param refused gets the failure in place of the code, if the context cannot be
	 * entered
	 */
	static void run(ActorCell cell, MessageContext context, Runnable code, Consumer<Throwable> refused) {
		MessageContext.Scope scope;
		try {
			scope = context.enter();
		}
		catch (Throwable ex) {
			refused.accept(ex);
			return;
		}
		try {
			code.run();
		}
		finally {
			close(cell, scope);
		}
	}

	private static void close(ActorCell cell, MessageContext.Scope scope) {
		try {
			scope.close();
		}
		catch (Throwable ex) {
			FaultHandling.failedAside(cell, "{} failed to leave the context of a message", ex);
		}
	}

}
