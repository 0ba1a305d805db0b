package io.pyctor.spring;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;

import io.pyctor.Actor;
import io.pyctor.ActorFactory;
import io.pyctor.ActorOptions;

/**
 * Makes the objects of a component through the bean factory and gives them back to it.
 */
final class SpringActorFactory implements ActorFactory {

	private final ConfigurableBeanFactory beanFactory;

	private final String objectName;

	private final ActorOptions options;

	SpringActorFactory(ConfigurableBeanFactory beanFactory, ActorComponentDefinition definition) {
		this.beanFactory = beanFactory;
		this.objectName = definition.objectName();
		this.options = definition.options();
	}

	@Override
	public ActorOptions options() {
		return this.options;
	}

	@Override
	public Actor create() {
		return ActorObjectScope.of(this.beanFactory).create(this.objectName);
	}

	@Override
	public void release(Actor actor) {
		this.beanFactory.destroyBean(this.objectName, ActorProxies.target(actor));
	}

}
