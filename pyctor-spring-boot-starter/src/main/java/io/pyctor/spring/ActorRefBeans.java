package io.pyctor.spring;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;

import io.pyctor.ActorRef;

/**
 * Makes the beans that have the names of components. They are no
 * {@link org.springframework.beans.factory.FactoryBean factory beans}: a {@code @Bean}
 * method of a full configuration would take one of its own name for what it is to return.
 */
public final class ActorRefBeans {

	private ActorRefBeans() {
	}

	/**
	 * Make the reference of a component injectable. It can be told things at once; what
	 * it is told before its actor starts waits until then.
	 * @param name the name of the component
	 * @param registry knows the component
	 * @return the reference
	 */
	public static ActorRef single(String name, ActorComponentRegistry registry) {
		return registry.ref(name);
	}

	/**
	 * Take the place of the reference that a keyed component does not have. A bean that
	 * is null is left out of lists, maps and streams of beans, and nobody gets another
	 * one in its place who asks for one by the name of the component.
	 * @return no reference
	 */
	public static @Nullable ActorRef keyed() {
		return null;
	}

	/** Define the reference of a component of which there is one actor. */
	static RootBeanDefinition define(String name, Class<?> type, BeanDefinition object) {
		RootBeanDefinition reference = definition("single");
		reference.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		reference.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		reference.setRole(object.getRole());
		reference.setPrimary(object.isPrimary());
		reference.setFallback(object.isFallback());
		reference.setQualifiedElement(type);
		reference.setResourceDescription(object.getResourceDescription());
		if (object instanceof AbstractBeanDefinition definition) {
			reference.copyQualifiersFrom(definition);
		}
		return reference;
	}

	/** Define what a keyed component has in place of a reference. */
	static RootBeanDefinition defineKeyed() {
		return definition("keyed");
	}

	private static RootBeanDefinition definition(String factoryMethod) {
		RootBeanDefinition definition = new RootBeanDefinition(ActorRefBeans.class);
		definition.setFactoryMethodName(factoryMethod);
		return definition;
	}

	/**
	 * Whether somebody put something else in the place of a reference, as tests do with a
	 * mock. To be asked before there can be any reference.
	 */
	static boolean isReplaced(ConfigurableListableBeanFactory beanFactory, String name) {
		return beanFactory.containsSingleton(name) || (beanFactory.containsBeanDefinition(name)
				&& !ActorRefBeans.class.getName().equals(beanFactory.getBeanDefinition(name).getBeanClassName()));
	}

	/**
	 * Say of each keyed component, by its name, how to get a reference. Makes no bean.
	 * @param beanFactory the beans; those of its parents count, too
	 * @return what to tell whoever asked for the one reference that there is not
	 */
	public static Map<String, ActorComponentException> refusals(ListableBeanFactory beanFactory) {
		Map<String, ActorComponentException> refusals = new LinkedHashMap<>();
		for (String bean : BeanFactoryUtils.beanNamesForAnnotationIncludingAncestors(beanFactory,
				ActorComponent.class)) {
			ActorComponent component = beanFactory.findAnnotationOnBean(bean, ActorComponent.class, false);
			Class<?> type = beanFactory.getType(bean, false);
			if (ActorComponentDefinition.isObjectName(bean) && component != null && component.keyed() && type != null) {
				String name = ActorComponentDefinition.componentName(bean);
				refusals.put(name, refused(name, type));
			}
		}
		return refusals;
	}

	static ActorComponentException refused(String name, Class<?> type) {
		return new ActorComponentException(
				ActorComponentDefinition.subject(name, type)
						+ " was asked for as one ActorRef, but it is keyed: it has an actor for each key.",
				"Inject 'Actors actors', and get the actor of a key with 'actors.of(" + ClassUtils.getShortName(type)
						+ ".class, key)'.");
	}

}
