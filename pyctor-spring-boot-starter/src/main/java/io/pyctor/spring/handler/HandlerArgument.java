package io.pyctor.spring.handler;

import java.util.EnumSet;
import java.util.Set;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.TerminationReason;

/**
 * What a method can be given besides the bean that it is called on. The order is that of
 * the arguments of a {@link MethodInvoker}.
 */
enum HandlerArgument {

	/** The message. */
	MESSAGE(Object.class),

	/** Who sent it. */
	SENDER(ActorRef.class),

	/** The context of the actor. */
	CONTEXT(ActorContext.class),

	/** What a message failed with. */
	ERROR(Throwable.class),

	/**
	 * Why the actor stops: given in place of the message, of which there is none then.
	 */
	REASON(TerminationReason.class);

	/** What a handler of messages can be given. */
	static final Set<HandlerArgument> OF_MESSAGE = EnumSet.of(MESSAGE, SENDER, CONTEXT);

	/** What a method that is called after a failure can be given. */
	static final Set<HandlerArgument> OF_FAILURE = EnumSet.of(MESSAGE, SENDER, CONTEXT, ERROR);

	/** What a method that is called after the last message can be given. */
	static final Set<HandlerArgument> OF_STOP = EnumSet.of(CONTEXT, REASON);

	/** What any other method can be given. */
	static final Set<HandlerArgument> OF_NOTHING = EnumSet.of(CONTEXT);

	private final Class<?> type;

	HandlerArgument(Class<?> type) {
		this.type = type;
	}

	Class<?> type() {
		return this.type;
	}

	/** Its place among the arguments of a {@link MethodInvoker}, behind the bean. */
	int place() {
		return (this == REASON) ? MESSAGE.place() : ordinal() + 1;
	}

}
