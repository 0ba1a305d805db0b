package io.pyctor.spring.handler;

import java.lang.reflect.Method;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

import io.pyctor.spring.MethodDescription;
import io.pyctor.spring.Receive;

/**
 * A method that handles messages of a type. Immutable.
 *
 * @param method the method
 * @param arguments what it is given
 * @param message the type of the messages
 * @param result what it returns
 * @param await whether the mailbox waits for the result
 */
record MessageHandler(Method method, HandlerArguments arguments, ResolvableType message, HandlerResult result,
		boolean await) {

	static MessageHandler of(HandlerClass handlerClass, Method method, Receive receive) {
		HandlerArguments arguments = HandlerArguments.of(handlerClass, method, Receive.class,
				HandlerArgument.OF_MESSAGE);
		int index = arguments.indexOf(HandlerArgument.MESSAGE);
		if (index < 0) {
			throw handlerClass.refused(
					"has the @Receive method '" + MethodDescription.of(method)
							+ "', which has no parameter for the message.",
					"Add one; its type says which messages the method gets. To call a method again and again "
							+ "use @Every, and at the start and the end @Started and @Stopped.");
		}
		HandlerResult result = HandlerResult.of(handlerClass, method);
		if (!receive.await() && !result.isStage()) {
			throw handlerClass.refused(
					"has the method '" + MethodDescription.of(method)
							+ "' with @Receive(await = false), but there is nothing to await: it returns "
							+ ClassUtils.getShortName(method.getReturnType()) + ".",
					"Return a CompletionStage or a Mono, or remove 'await = false'.");
		}
		return new MessageHandler(method, arguments,
				ResolvableType.forMethodParameter(method, index, handlerClass.type()), result, receive.await());
	}

	/** The class of the messages. */
	Class<?> messageType() {
		return ClassUtils.resolvePrimitiveIfNecessary(this.message.resolve(Object.class));
	}

	boolean accepts(Class<?> messageClass) {
		return messageType().isAssignableFrom(messageClass);
	}

	/** Whether the type of the messages is a proper part of another handler's. */
	boolean isMoreSpecificThan(MessageHandler other) {
		return messageType() != other.messageType() && other.accepts(messageType());
	}

	/**
	 * Whether the method returns nothing and takes the sender, so as to answer itself.
	 */
	boolean answersItself() {
		return this.result.isNothing() && this.arguments.contains(HandlerArgument.SENDER);
	}

	String describe() {
		return MethodDescription.of(this.method);
	}

}
