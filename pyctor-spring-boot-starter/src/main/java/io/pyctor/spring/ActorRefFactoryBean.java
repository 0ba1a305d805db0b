package io.pyctor.spring;

import org.springframework.beans.factory.FactoryBean;

import io.pyctor.ActorRef;

/**
 * Makes the reference of a component injectable under the component's name. The reference
 * can be told things at once; what it is told before its actor starts waits until then.
 */
public final class ActorRefFactoryBean implements FactoryBean<ActorRef> {

	private final String name;

	private final ActorComponentRegistry registry;

	/**
	 * Create the factory of a reference.
	 * @param name the name of the component
	 * @param registry knows the component
	 */
	public ActorRefFactoryBean(String name, ActorComponentRegistry registry) {
		this.name = name;
		this.registry = registry;
	}

	@Override
	public ActorRef getObject() {
		return this.registry.ref(this.name);
	}

	@Override
	public Class<?> getObjectType() {
		return ActorRef.class;
	}

}
