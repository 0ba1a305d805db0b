package io.pyctor.spring;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.util.ClassUtils;

import io.pyctor.ActorRef;

/**
 * Takes the place of the reference that a keyed component does not have. It is nothing
 * where all references are asked for. Nobody gets another one in its place who asks for
 * one by the name of the component: that fails, and {@link #refused()} says why.
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

	/** A bean that is null is left out of lists, maps and streams of beans. */
	@Override
	public @Nullable ActorRef getObject() {
		return null;
	}

	/**
	 * Say how to get a reference.
	 * @return what to tell whoever asked for the one reference that there is not
	 */
	public ActorComponentException refused() {
		return refused(this.name, this.className);
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
