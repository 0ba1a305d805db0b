package io.pyctor.spring.autoconfigure;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.pyctor.ActorSystem;

/**
 * Decides whether an actor system ends with its context.
 */
final class ActorSystemOwnership {

	private ActorSystemOwnership() {
	}

	/**
	 * Return whether the bean factory destroys the actor system. It does not if the
	 * system belongs to a parent, or was declared without a destroy method.
	 */
	static boolean endsWith(ConfigurableListableBeanFactory beanFactory) {
		for (String name : beanFactory.getBeanNamesForType(ActorSystem.class, true, false)) {
			if (beanFactory.containsBeanDefinition(name)) {
				BeanDefinition definition = beanFactory.getMergedBeanDefinition(name);
				return definition.isSingleton() && !"".equals(definition.getDestroyMethodName());
			}
		}
		return false;
	}

}
