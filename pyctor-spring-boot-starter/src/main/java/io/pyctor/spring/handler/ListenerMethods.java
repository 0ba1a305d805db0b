package io.pyctor.spring.handler;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import io.pyctor.spring.ActorBinding;
import io.pyctor.spring.ActorListener;
import io.pyctor.spring.MethodDescription;

/**
 * Finds the handlers of a class that listen to the application's events.
 */
public final class ListenerMethods {

	private ListenerMethods() {
	}

	/**
	 * Return the handlers of a component that listen.
	 * @param binding makes its actors
	 * @return the methods
	 */
	public static List<ListenerMethod> of(ActorBinding binding) {
		return (binding instanceof HandlerMethodBinding methods) ? methods.listeners() : List.of();
	}

	/**
	 * Find the handlers of a class that listen.
	 * @throws io.pyctor.spring.ActorComponentException if a method is no handler
	 */
	static List<ListenerMethod> find(HandlerClass handlerClass, MessageHandlers handlers) {
		List<ListenerMethod> listeners = new ArrayList<>();
		AnnotatedMethods.find(handlerClass, ActorListener.class)
			.forEach((method, annotation) -> listeners
				.add(ListenerMethod.of(handlerClass, handler(handlerClass, handlers, method), annotation)));
		return List.copyOf(listeners);
	}

	private static MessageHandler handler(HandlerClass handlerClass, MessageHandlers handlers, Method method) {
		return handlers.list()
			.stream()
			.filter((handler) -> handler.method().equals(method))
			.findFirst()
			.orElseThrow(() -> handlerClass.refused(
					"has the @ActorListener method '" + MethodDescription.of(method)
							+ "', which handles no messages, so events cannot be told to it.",
					"Annotate the method with @Receive as well."));
	}

}
