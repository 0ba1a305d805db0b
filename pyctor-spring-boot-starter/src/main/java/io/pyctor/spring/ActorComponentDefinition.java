package io.pyctor.spring;

import io.pyctor.Actor;
import io.pyctor.ActorOptions;

/**
 * What is known of an {@link ActorComponent} without an instance of it. Immutable.
 *
 * @param name the name of the component and of its actor
 * @param type the class
 * @param options the options of its actor
 * @param start whether an actor of it is started with the context
 */
public record ActorComponentDefinition(String name, Class<? extends Actor> type, ActorOptions options, boolean start) {

	/**
	 * What the name of the bean definition of the actor's object ends with; the name
	 * without it belongs to the reference. No actor's name may contain the hash sign.
	 */
	private static final String OBJECT_SUFFIX = "#actor";

	/**
	 * Return the name of the bean definition of the actor's object.
	 * @return the name
	 */
	String objectName() {
		return objectName(this.name);
	}

	/**
	 * Return the options that a component asks for.
	 * @param component the annotation of the component
	 * @return the options of its actors
	 */
	static ActorOptions options(ActorComponent component) {
		return component.blocking() ? ActorOptions.defaults().blocking() : ActorOptions.defaults();
	}

	static String objectName(String name) {
		return name + OBJECT_SUFFIX;
	}

	static boolean isObjectName(String beanName) {
		return beanName.endsWith(OBJECT_SUFFIX);
	}

	static String componentName(String objectName) {
		return objectName.substring(0, objectName.length() - OBJECT_SUFFIX.length());
	}

}
