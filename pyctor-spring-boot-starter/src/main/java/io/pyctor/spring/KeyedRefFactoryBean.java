package io.pyctor.spring;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.util.ClassUtils;

import io.pyctor.ActorRef;

/**
 * Takes the place of the reference that a keyed component does not have, and says how to
 * get one, to whoever wants it injected.
 */
public final class KeyedRefFactoryBean implements FactoryBean<ActorRef> {

	private final String name;

	private final String className;

	/**
	 * Create the factory of no reference.
	 * @param name the name of the component
	 * @param className the name of the class of its actors' objects, which generated code
	 * may not see
	 */
	public KeyedRefFactoryBean(String name, String className) {
		this.name = name;
		this.className = className;
	}

	@Override
	public ActorRef getObject() {
		throw refused(this.name, this.className);
	}

	static ActorComponentException refused(String name, String className) {
		return new ActorComponentException(
				ActorComponentDefinition.subject(name, className)
						+ " was asked for as one ActorRef, but it is keyed: it has an actor for each key.",
				"Inject 'Actors actors', and get the actor of a key with 'actors.of("
						+ ClassUtils.getShortName(className) + ".class, key)'.");
	}

	@Override
	public Class<?> getObjectType() {
		return ActorRef.class;
	}

}
