package io.pyctor.spring;

import io.pyctor.ActorOptions;

/**
 * What is known of an {@link ActorComponent} without an instance of it. Immutable.
 *
 * @param name the name of the component and of its actor
 * @param type the class of the actor's object
 * @param settings what the component asks for
 */
public record ActorComponentDefinition(String name, Class<?> type, ActorComponentSettings settings) {

	/**
	 * What the name of the bean definition of the actor's object ends with; the name
	 * without it belongs to the reference. No actor's name may contain the hash sign.
	 */
	private static final String OBJECT_SUFFIX = "#actor";

	/**
	 * Return whether an actor of the component is started with the context.
	 * @return whether it is started
	 */
	public boolean start() {
		return this.settings.start();
	}

	/**
	 * Return whether there is one actor for each key.
	 * @return whether the component is keyed
	 */
	public boolean isKeyed() {
		return this.settings.keyed().isPresent();
	}

	/**
	 * Return the options of the component's actors.
	 * @return the options
	 */
	public ActorOptions options() {
		return this.settings.options();
	}

	/**
	 * Return the name of the component's actor, or of the parent of its keyed actors.
	 */
	String actorName() {
		return this.settings.keyed().map(KeyedSettings::typeName).orElse(this.name);
	}

	/**
	 * Return the name of the bean definition of the actor's object.
	 * @return the name
	 */
	String objectName() {
		return objectName(this.name);
	}

	/**
	 * Return the start of a sentence about the component.
	 * @return its name and class
	 */
	public String subject() {
		return subject(this.name, this.type);
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

	/** The start of a sentence about a component. */
	static String subject(String name, Class<?> type) {
		return "The actor component '" + name + "' (" + type.getName() + ")";
	}

}
