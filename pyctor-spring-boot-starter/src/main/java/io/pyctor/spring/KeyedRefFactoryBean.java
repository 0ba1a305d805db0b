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

	private final Class<?> type;

	/**
	 * Create the factory of no reference.
	 * @param name the name of the component
	 * @param type the class of its actors' objects
	 */
	public KeyedRefFactoryBean(String name, Class<?> type) {
		this.name = name;
		this.type = type;
	}

	@Override
	public ActorRef getObject() {
		throw refused(this.name, this.type);
	}

	static ActorComponentException refused(String name, Class<?> type) {
		return new ActorComponentException(
				ActorComponentDefinition.subject(name, type)
						+ " was asked for as one ActorRef, but it is keyed: it has an actor for each key.",
				"Inject 'Actors actors', and get the actor of a key with 'actors.of(" + ClassUtils.getShortName(type)
						+ ".class, key)'.");
	}

	@Override
	public Class<?> getObjectType() {
		return ActorRef.class;
	}

}
