package io.pyctor.spring;

import io.pyctor.MessageContext;

/**
 * Captures what belongs to the thread of a caller, for the components that ask for it
 * with {@link ActorComponent#propagateContext()}. Safe for any thread.
 * <p>
 * Where Micrometer's context-propagation is on the class path there is a bean of this
 * type, which captures the MDC and whatever has a {@code ThreadLocalAccessor}, such as
 * the security context and the current observation. A bean of your own replaces it.
 */
@FunctionalInterface
public interface CallerContext {

	/**
	 * Capture the context of the current thread. Called on the thread of the caller, for
	 * each message.
	 * @return the context, which the actor enters while it handles the message
	 */
	MessageContext capture();

}
