package io.pyctor.spring;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

import io.pyctor.ActorPath;

/**
 * Decides from its bean definition whether a component can work.
 */
final class ActorComponentValidation {

	private ActorComponentValidation() {
	}

	/**
	 * Check a component.
	 * @return its class
	 * @throws ActorComponentException if it cannot work
	 */
	static Class<?> check(ConfigurableListableBeanFactory beanFactory, BiConsumer<String, Class<?>> check, String name,
			ActorComponent component, ActorComponentOverrides overrides) {
		Class<?> type = checkType(name, beanFactory.getType(name, false));
		check.accept(describe(name, type), type);
		checkScope(name, type, beanFactory.getMergedBeanDefinition(name));
		checkName(name, type, name, "");
		KeyedSettings.check(describe(name, type), component, overrides);
		if (!component.typeName().isEmpty()) {
			checkName(name, type, component.typeName(), "typeName = ");
		}
		checkKey(name, type, component, beanFactory.getMergedBeanDefinition(name));
		return type;
	}

	private static void checkKey(String name, Class<?> type, ActorComponent component, BeanDefinition definition) {
		if (KeyParameter.find(describe(name, type), type, definition).isPresent() && !component.keyed()) {
			throw new ActorComponentException(describe(name, type) + " has a parameter with @Key, but it is not keyed.",
					"Annotate it with @ActorComponent(keyed = true) to have one actor for each key, or remove @Key.");
		}
	}

	private static Class<?> checkType(String name, @Nullable Class<?> type) {
		if (type == null) {
			throw new ActorComponentException("The class of the actor component '" + name + "' is not known.",
					"Declare the actor's class as the type of its bean.");
		}
		return type;
	}

	private static void checkScope(String name, Class<?> type, BeanDefinition definition) {
		if (ScopedProxyUtils.isScopedTarget(name)) {
			throw new ActorComponentException(
					describe(ScopedProxyUtils.getOriginalBeanName(name), type)
							+ " has a scope with a proxyMode, but nobody gets its object, nor a proxy of it.",
					"Remove the annotation with the scope from " + ClassUtils.getShortName(type)
							+ "; others get a reference to its actor.");
		}
		boolean marked = MergedAnnotations.from(type).isPresent(ActorComponent.class);
		if (!definition.isPrototype()) {
			String scope = definition.isSingleton() ? BeanDefinition.SCOPE_SINGLETON : definition.getScope();
			throw new ActorComponentException(
					describe(name, type) + " has the scope '" + scope
							+ "', but each start of its actor needs a new object.",
					(definition.getFactoryMethodName() != null)
							? "Annotate the @Bean method '" + definition.getFactoryMethodName()
									+ "' with @Scope(\"prototype\"); there is one actor of it all the same."
							: (marked ? "Remove @Scope from " + ClassUtils.getShortName(type)
									: "Annotate " + ClassUtils.getShortName(type) + " itself with @ActorComponent, "
											+ "which it only inherits, in place of @Component")
									+ "; there is one actor of it all the same.");
		}
	}

	private static void checkName(String name, Class<?> type, String actorName, String attribute) {
		try {
			ActorPath path = ActorPath.parse("pyctor://system/" + actorName + "#0");
			if (path.elements().size() > 1) {
				throw new IllegalArgumentException("The actor name '" + actorName + "' has the character '/'");
			}
		}
		catch (IllegalArgumentException ex) {
			throw new ActorComponentException(
					describe(name, type) + " has a name that no actor can have: " + ex.getMessage() + ".",
					"Choose another name, such as @ActorComponent(" + attribute + "\""
							+ ClassUtils.getShortNameAsProperty(type).replaceAll("[^A-Za-z0-9.]", "-") + "\").",
					ex);
		}
	}

	private static String describe(String name, Class<?> type) {
		return ActorComponentDefinition.subject(name, type);
	}

}
