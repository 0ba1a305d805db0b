package io.pyctor.spring;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;

import io.pyctor.Actor;
import io.pyctor.ActorFactory;
import io.pyctor.ActorFactoryResolver;
import io.pyctor.ActorOptions;

/**
 * Makes the objects of a component through the bean factory and gives them back to it.
 */
final class SpringActorFactory implements ActorFactory {

	private final ConfigurableBeanFactory beanFactory;

	private final String objectName;

	private final ActorOptions options;

	private final ActorBinding binding;

	SpringActorFactory(ConfigurableBeanFactory beanFactory, ActorComponentDefinition definition, ActorBinding binding) {
		this.beanFactory = beanFactory;
		this.objectName = definition.objectName();
		this.options = definition.options();
		this.binding = binding;
	}

	@Override
	public ActorOptions options() {
		return this.options;
	}

	@Override
	public Actor create() {
		return create(null);
	}

	/** Make an object for the actor of a key. */
	Actor create(@Nullable Object key) {
		Object object = ActorObjectScope.of(this.beanFactory).create(this.objectName, key);
		try {
			return this.binding.actor(object);
		}
		catch (RuntimeException ex) {
			destroy(object);
			throw ex;
		}
	}

	/** The context of the component, which may have a parent that has the system. */
	@Override
	public Optional<ActorFactoryResolver> resolver() {
		return Optional.of((type, arguments) -> this.beanFactory.getBean(ActorFactories.class).of(type, arguments));
	}

	@Override
	public void release(Actor actor) {
		destroy(this.binding.object(actor));
	}

	private void destroy(Object object) {
		this.beanFactory.destroyBean(this.objectName, ActorProxies.target(object));
	}

}
