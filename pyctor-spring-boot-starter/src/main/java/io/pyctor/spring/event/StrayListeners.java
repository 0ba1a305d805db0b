package io.pyctor.spring.event;

import java.lang.reflect.Method;
import java.util.Set;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ReflectionUtils.MethodFilter;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.ActorListener;

/**
 * Finds {@link ActorListener} methods that would never be told anything, since their
 * beans are no actor components.
 */
final class StrayListeners {

	private static final MethodFilter LISTENER = (method) -> AnnotatedElementUtils.hasAnnotation(method,
			ActorListener.class);

	private final ConfigurableListableBeanFactory beanFactory;

	StrayListeners(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Check the beans of a context by their classes and without making one, so that lazy
	 * ones are checked, too. It is what Spring does for {@code @EventListener}, in the
	 * same way and at the same time.
	 * @throws ActorComponentException if a bean has such a method
	 */
	void check() {
		for (String name : this.beanFactory.getBeanNamesForType(Object.class, true, false)) {
			Set<Method> listeners = find(name);
			if (!listeners.isEmpty()
					&& this.beanFactory.findAnnotationOnBean(name, ActorComponent.class, false) == null) {
				throw refused(name, listeners.iterator().next());
			}
		}
	}

	private Set<Method> find(String name) {
		try {
			Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, name);
			return (type != null && isCandidate(type)) ? MethodIntrospector.selectMethods(type, LISTENER) : Set.of();
		}
		catch (RuntimeException | LinkageError ex) {
			// A bean that nobody may ever ask for; if it is asked for, it says so itself.
			return Set.of();
		}
	}

	private static boolean isCandidate(Class<?> type) {
		return !type.getName().startsWith("org.springframework.")
				&& AnnotationUtils.isCandidateClass(type, ActorListener.class);
	}

	private static ActorComponentException refused(String name, Method listener) {
		return new ActorComponentException(
				"The bean '" + name + "' has the @ActorListener method '" + listener.getName() + "' ("
						+ listener.getDeclaringClass().getName()
						+ "), but it is no actor component, so no event would be told to it.",
				"Annotate its class with @ActorComponent and the method with @Receive, or use Spring's "
						+ "@EventListener in place of @ActorListener.");
	}

}
