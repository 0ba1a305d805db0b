package io.pyctor.spring;

import java.lang.reflect.Modifier;

import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.ProxyProcessorSupport;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanFactory;

/**
 * Decides, before there is an object of a component, whether its methods can be called
 * through the proxies that post-processors put in front of it.
 */
final class ProxyCheck {

	private final ConfigurableListableBeanFactory beanFactory;

	ProxyCheck(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Check a component.
	 * @throws ActorComponentException if there can be no such proxy, or if it hides what
	 * the actor needs
	 */
	void check(ActorComponentDefinition component, ActorBinding binding) {
		try {
			binding.check(objectClass(component));
		}
		catch (AopConfigException ex) {
			throw refused(component, ex);
		}
	}

	/** As it is found ahead of time. */
	private Class<?> objectClass(ActorComponentDefinition component) {
		Class<?> type = component.type();
		if (this.beanFactory instanceof AbstractBeanFactory factory) {
			for (var processor : factory.getBeanPostProcessors()) {
				// Others go back to the class itself.
				if (processor instanceof ProxyProcessorSupport
						&& processor instanceof SmartInstantiationAwareBeanPostProcessor smart) {
					type = smart.determineBeanType(type, component.objectName());
				}
			}
		}
		return type;
	}

	private static ActorComponentException refused(ActorComponentDefinition component, AopConfigException cause) {
		Class<?> type = component.type();
		String needed = component.subject() + " needs a proxy, as for @Transactional or an aspect, ";
		if (Modifier.isFinal(type.getModifiers()) || type.isSealed()) {
			String modifier = type.isSealed() ? "sealed" : "final";
			return new ActorComponentException(needed + "but its class is " + modifier + ", so there can be none.",
					"Remove '" + modifier + "' from the class (if it is a record, make it a class).", cause);
		}
		return new ActorComponentException(needed + "but there can be none: " + cause.getMessage() + ".",
				"Make the class one that can be extended.", cause);
	}

}
