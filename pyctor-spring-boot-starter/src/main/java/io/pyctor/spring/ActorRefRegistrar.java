package io.pyctor.spring;

import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.CannotLoadBeanClassException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;

/**
 * Gives the name of each {@link ActorComponent} to its reference: the definition of the
 * actor's object moves to a name of its own, and a reference takes its place. Works on
 * names and types only, creates nothing, and refuses components that cannot work with an
 * {@link ActorComponentException}.
 */
public final class ActorRefRegistrar implements BeanDefinitionRegistryPostProcessor {

	private final BiConsumer<String, Class<?>> check;

	private final Function<String, ActorComponentOverrides> overrides;

	/**
	 * Create a registrar.
	 * @param check checks the class of a component, about which the text is the start of
	 * a sentence
	 * @param overrides what properties say about a component, by its name
	 */
	public ActorRefRegistrar(BiConsumer<String, Class<?>> check, Function<String, ActorComponentOverrides> overrides) {
		this.check = check;
		this.overrides = overrides;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		if (registry instanceof ConfigurableListableBeanFactory beanFactory) {
			moveComponents(beanFactory, registry);
		}
	}

	/** Once more, for what other post-processors registered meanwhile. */
	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory instanceof BeanDefinitionRegistry registry) {
			moveComponents(beanFactory, registry);
		}
	}

	private void moveComponents(ConfigurableListableBeanFactory beanFactory, BeanDefinitionRegistry registry) {
		ActorObjectScope.of(beanFactory);
		for (String name : beanFactory.getBeanDefinitionNames()) {
			// Those with the moved name were done before, perhaps ahead of time.
			if (!ActorComponentDefinition.isObjectName(name)) {
				ActorComponent component = findComponent(beanFactory, name);
				if (component != null) {
					ActorComponentOverrides overrides = this.overrides.apply(name);
					Class<?> type = ActorComponentValidation.check(beanFactory, this.check, name, component, overrides);
					move(registry, name);
					if (component.keyed()) {
						registry.registerBeanDefinition(name, ActorRefBeans.defineKeyed());
					}
					else if (ActorComponentSettings.isStarted(component, overrides)) {
						registry.registerBeanDefinition(name, ActorRefBeans.define(name, type,
								registry.getBeanDefinition(ActorComponentDefinition.objectName(name))));
					}
				}
			}
		}
	}

	private static @Nullable ActorComponent findComponent(ConfigurableListableBeanFactory beanFactory, String name) {
		try {
			return beanFactory.findAnnotationOnBean(name, ActorComponent.class, false);
		}
		catch (CannotLoadBeanClassException | LinkageError ex) {
			// A bean that nobody may ever ask for; if it is asked for, it says so itself.
			return null;
		}
	}

	private static void move(BeanDefinitionRegistry registry, String name) {
		BeanDefinition object = registry.getBeanDefinition(name);
		registry.removeBeanDefinition(name);
		object.setScope(ActorObjectScope.NAME);
		registry.registerBeanDefinition(ActorComponentDefinition.objectName(name), object);
	}

}
