package io.pyctor.spring;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;

import io.pyctor.Actor;
import io.pyctor.ActorFactoryResolver;

/**
 * Makes the objects of a component through the bean factory and gives them back to it.
 */
final class SpringActorFactory extends ObjectActorFactory {

	private final ConfigurableBeanFactory beanFactory;

	private final String objectName;

	SpringActorFactory(ConfigurableBeanFactory beanFactory, ActorComponentDefinition definition, ActorBinding binding,
			ActorFactoryResolver resolver) {
		super(definition.options(), binding, resolver);
		this.beanFactory = beanFactory;
		this.objectName = definition.objectName();
	}

	@Override
	public Actor create() {
		return create(null);
	}

	/** Make an object for the actor of a key. */
	Actor create(@Nullable Object key) {
		return bind(ActorObjectScope.of(this.beanFactory).create(this.objectName, key));
	}

	@Override
	void destroy(Object object) {
		this.beanFactory.destroyBean(this.objectName, ActorProxies.target(object));
	}

}
