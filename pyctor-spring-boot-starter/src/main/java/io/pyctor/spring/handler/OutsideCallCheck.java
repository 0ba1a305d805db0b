package io.pyctor.spring.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.scheduling.annotation.Scheduled;

import io.pyctor.spring.MethodDescription;

/**
 * Refuses what Spring would call on threads of its own: beside the messages of an actor,
 * or on an object that nobody gets.
 */
final class OutsideCallCheck {

	private static final String LISTEN = "Let a method with @Receive and @ActorListener take the event: as a message. "
			+ "For a subclass of Actor, let another bean listen and tell it.";

	private final HandlerClass handlerClass;

	OutsideCallCheck(HandlerClass handlerClass) {
		this.handlerClass = handlerClass;
	}

	/**
	 * Check a class.
	 * @throws io.pyctor.spring.ActorComponentException if others than its actor would
	 * call its methods
	 */
	void check() {
		check(Scheduled.class, "Use @Every in its place, which takes its turn among the messages; "
				+ "a subclass of Actor calls scheduleTell(..) in started().");
		check(EventListener.class, LISTEN);
		if (ApplicationListener.class.isAssignableFrom(this.handlerClass.type())) {
			throw this.handlerClass.refused(
					"is an ApplicationListener, which is called by others than its actor, beside its messages.",
					LISTEN);
		}
	}

	private void check(Class<? extends Annotation> annotation, String action) {
		for (Method method : MethodIntrospector.selectMethods(this.handlerClass.type(),
				(Method candidate) -> isPresent(candidate, annotation))) {
			throw this.handlerClass.refused("has the method '" + MethodDescription.of(method) + "' with @"
					+ annotation.getSimpleName() + ", which is called by others than its actor, beside its messages.",
					action);
		}
	}

	/** Once or repeatedly, or by an annotation of which it is a part. */
	private static boolean isPresent(Method method, Class<? extends Annotation> annotation) {
		return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).isPresent(annotation);
	}

}
