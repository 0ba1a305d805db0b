package io.pyctor.spring.handler;

import java.lang.reflect.Method;
import java.util.Set;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.ReflectionUtils;

import io.pyctor.Actor;
import io.pyctor.spring.MethodDescription;

/**
 * Refuses what would hand the messages of an actor on to other threads, where they would
 * be handled at the same time.
 */
final class AsyncCheck {

	private static final String ACTION = "Remove @Async: a message is told without waiting anyway. If the actor blocks, "
			+ "annotate it with @ActorComponent(blocking = true).";

	private final HandlerClass handlerClass;

	AsyncCheck(HandlerClass handlerClass) {
		this.handlerClass = handlerClass;
	}

	/**
	 * Check a class, and the methods of an actor that it overrides.
	 * @throws io.pyctor.spring.ActorComponentException if it is asynchronous
	 */
	void checkClass() {
		if (AnnotatedElementUtils.hasAnnotation(this.handlerClass.type(), Async.class)) {
			throw this.handlerClass.refused(
					"is annotated with @Async, which would handle its messages at the same time and in any order.",
					ACTION);
		}
		if (Actor.class.isAssignableFrom(this.handlerClass.type())) {
			Set<Method> methods = MethodIntrospector.selectMethods(this.handlerClass.type(), AsyncCheck::isAsync);
			methods.stream().filter(AsyncCheck::isOfActor).forEach(this::refuse);
		}
	}

	/**
	 * Check a method that is called for a message, or for another reason.
	 * @throws io.pyctor.spring.ActorComponentException if it is asynchronous
	 */
	void checkMethod(Method method) {
		if (isAsync(method)) {
			refuse(method);
		}
	}

	private void refuse(Method method) {
		throw this.handlerClass.refused(
				"has the method '" + MethodDescription.of(method)
						+ "' with @Async, which would let messages be handled at the same time and in any order.",
				ACTION);
	}

	private static boolean isAsync(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, Async.class);
	}

	private static boolean isOfActor(Method method) {
		return ReflectionUtils.findMethod(Actor.class, method.getName(), method.getParameterTypes()) != null;
	}

}
