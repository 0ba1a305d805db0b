package io.pyctor.spring.handler;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;

/**
 * What is done with the messages of one class. Immutable.
 */
@FunctionalInterface
interface MessageHandling {

	/** Nobody handles them. */
	MessageHandling UNHANDLED = (bean, message, sender, context) -> context.unhandled(message);

	/**
	 * Handle a message.
	 * @param bean the actor's object
	 * @param message the message
	 * @param sender who sent it
	 * @param context what the actor can do
	 * @throws Exception fails the message
	 */
	void handle(Object bean, Object message, ActorRef sender, ActorContext context) throws Exception;

	/** Whether the message came from outside actors, and nobody asked. */
	static boolean isFromNobody(ActorRef sender, ActorContext context) {
		return sender == context.system().nobody();
	}

}
