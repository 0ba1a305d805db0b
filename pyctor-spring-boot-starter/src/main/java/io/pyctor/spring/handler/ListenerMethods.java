package io.pyctor.spring.handler;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

import io.pyctor.Actor;
import io.pyctor.spring.ActorListener;

/**
 * Finds the handlers of a class that listen to the application's events.
 */
public final class ListenerMethods {

	private ListenerMethods() {
	}

	/**
	 * Find the handlers of a component that listen.
	 * @param subject the start of a sentence about the class
	 * @param type the class, which was found to make an actor
	 * @return the methods
	 */
	public static List<ListenerMethod> of(String subject, Class<?> type) {
		if (Actor.class.isAssignableFrom(type)) {
			return List.of();
		}
		HandlerClass handlerClass = new HandlerClass(subject, type);
		Map<Method, ActorListener> listening = AnnotatedMethods.find(handlerClass, ActorListener.class);
		return listening.isEmpty() ? List.of()
				: HandlerMethods.of(handlerClass)
					.handlers()
					.list()
					.stream()
					.filter((handler) -> listening.containsKey(handler.method()))
					.map((handler) -> ListenerMethod.of(handlerClass, handler, listening.get(handler.method())))
					.toList();
	}

	/**
	 * Check that whoever listens is a handler.
	 * @throws io.pyctor.spring.ActorComponentException if a method is none
	 */
	static void check(HandlerClass handlerClass, MessageHandlers handlers) {
		for (Method method : AnnotatedMethods.find(handlerClass, ActorListener.class).keySet()) {
			if (handlers.list().stream().noneMatch((handler) -> handler.method().equals(method))) {
				throw handlerClass.refused(
						"has the @ActorListener method '" + HandlerClass.describe(method)
								+ "', which handles no messages, so events cannot be told to it.",
						"Annotate the method with @Receive as well.");
			}
		}
	}

}
