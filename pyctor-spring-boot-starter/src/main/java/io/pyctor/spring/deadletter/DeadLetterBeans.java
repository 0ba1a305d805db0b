package io.pyctor.spring.deadletter;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.Order;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorComponentDefinition;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.ActorComponentRegistry;
import io.pyctor.spring.DeadLetterHandler;
import io.pyctor.spring.MethodDescription;

/**
 * The beans of a context that deal with dead letters. Safe for any thread.
 */
final class DeadLetterBeans {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetterBeans.class);

	private record Handler(String beanName, DeadLetterMethod method, int order) {
	}

	private final ConfigurableListableBeanFactory beanFactory;

	private final List<Handler> handlers = new ArrayList<>();

	/**
	 * Find the beans, from their types.
	 * @throws ActorComponentException if a method cannot deal with dead letters
	 */
	DeadLetterBeans(ConfigurableListableBeanFactory beanFactory, ActorComponentRegistry registry) {
		this.beanFactory = beanFactory;
		for (ActorComponentDefinition component : registry.definitions()) {
			DeadLetterMethods.checkNone(component.name(), component.type());
		}
		for (String beanName : beanFactory.getBeanNamesForType(Object.class, true, false)) {
			Class<?> type = ScopedProxyUtils.isScopedTarget(beanName) ? null : type(beanName);
			if (type != null && isCandidate(type)) {
				add(beanName, type);
			}
		}
		this.handlers.sort(Comparator.comparingInt(Handler::order));
	}

	private static boolean isCandidate(Class<?> type) {
		return !type.getName().startsWith("org.springframework.")
				&& AnnotationUtils.isCandidateClass(type, DeadLetterHandler.class)
				&& !MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY).isPresent(ActorComponent.class);
	}

	private @Nullable Class<?> type(String beanName) {
		try {
			Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, beanName);
			return (type != null && ScopedObject.class.isAssignableFrom(type)) ? AutoProxyUtils
				.determineTargetClass(this.beanFactory, ScopedProxyUtils.getTargetBeanName(beanName)) : type;
		}
		catch (Throwable ex) {
			// A bean whose type cannot be told is somebody else's problem.
			logger.debug("The type of the bean '{}' cannot be found", beanName, ex);
			return null;
		}
	}

	private void add(String beanName, Class<?> type) {
		try {
			Class<?> beanClass = this.beanFactory.getType(beanName);
			DeadLetterMethods.of(beanName, type, (beanClass != null) ? beanClass : type)
				.forEach((method) -> this.handlers.add(new Handler(beanName, method, order(method.method()))));
		}
		catch (LinkageError ex) {
			// As it may refer to what is not on the class path.
			logger.debug("The methods of the bean '{}' cannot be found", beanName, ex);
		}
	}

	private static int order(Method method) {
		Order order = AnnotatedElementUtils.findMergedAnnotation(method, Order.class);
		return (order != null) ? order.value() : Ordered.LOWEST_PRECEDENCE;
	}

	boolean isEmpty() {
		return this.handlers.isEmpty();
	}

	/** Whether somebody deals with a letter. */
	boolean handles(FoundLetter letter) {
		for (Handler handler : this.handlers) {
			if (handler.method().handles(letter)) {
				return true;
			}
		}
		return false;
	}

	/** Deal with a letter. */
	void handle(FoundLetter letter) {
		for (Handler handler : this.handlers) {
			if (handler.method().handles(letter)) {
				handle(handler, letter);
			}
		}
	}

	private void handle(Handler handler, FoundLetter letter) {
		try {
			handler.method().call(this.beanFactory.getBean(handler.beanName()), letter);
		}
		catch (Throwable ex) {
			logger.error("The @DeadLetterHandler method '{}' of the bean '{}' failed at a {} for {} ({})",
					MethodDescription.of(handler.method().method()), handler.beanName(),
					letter.message().getClass().getName(), letter.letter().actor().path(), letter.reason(), ex);
		}
	}

}
