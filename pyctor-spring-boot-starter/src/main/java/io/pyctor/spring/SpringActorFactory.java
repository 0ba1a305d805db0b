package io.pyctor.spring;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;

import io.pyctor.Actor;
import io.pyctor.ActorFactory;

/**
 * Makes the objects of a component through the bean factory and gives them back to it.
 */
final class SpringActorFactory implements ActorFactory {

	private final ConfigurableBeanFactory beanFactory;

	private final String objectName;

	SpringActorFactory(ConfigurableBeanFactory beanFactory, String objectName) {
		this.beanFactory = beanFactory;
		this.objectName = objectName;
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
