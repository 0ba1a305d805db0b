package io.pyctor.spring.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

import io.pyctor.Actor;
import io.pyctor.spring.ActorBinding;
import io.pyctor.spring.MethodDescription;

/**
 * Binds objects that are actors themselves.
 */
enum ActorItself implements ActorBinding {

	/** The binding. */
	INSTANCE;

	/**
	 * Check a subclass of {@link Actor}.
	 * @throws io.pyctor.spring.ActorComponentException if it has annotated methods, too,
	 * or if others would call it
	 */
	static void check(HandlerClass handlerClass) {
		new AsyncCheck(handlerClass).checkClass();
		new OutsideCallCheck(handlerClass).check();
		for (Class<? extends Annotation> annotation : AnnotatedMethods.ANNOTATIONS) {
			for (Method method : AnnotatedMethods.find(handlerClass, annotation).keySet()) {
				throw handlerClass.refused(
						"extends " + Actor.class.getName() + " and has the @" + annotation.getSimpleName() + " method '"
								+ MethodDescription.of(method) + "', too, which nobody would call.",
						"Override the methods of Actor, or let the class not extend it.");
			}
		}
	}

	@Override
	public void check(Class<?> objectClass) {
	}

	@Override
	public Actor actor(Object object) {
		return (Actor) object;
	}

	@Override
	public Object object(Actor actor) {
		return actor;
	}

}
