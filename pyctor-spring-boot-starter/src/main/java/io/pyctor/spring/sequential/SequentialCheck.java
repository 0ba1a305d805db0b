package io.pyctor.spring.sequential;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.ClassUtils;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.KeyExpression;
import io.pyctor.spring.MethodDescription;
import io.pyctor.spring.Sequential;

/**
 * Decides from a class whether its {@link Sequential} methods can work.
 */
final class SequentialCheck {

	private final Class<?> type;

	private final Method method;

	private SequentialCheck(Class<?> type, Method method) {
		this.type = type;
		this.method = method;
	}

	/**
	 * Check a class.
	 * @param type the class
	 * @param proxyTargetClass whether it is subclassed though it has interfaces
	 * @throws ActorComponentException if a method of it cannot work
	 */
	static void check(Class<?> type, boolean proxyTargetClass) {
		SequentialPointcut.find(type).forEach((method, annotation) -> {
			SequentialCheck check = new SequentialCheck(type, method);
			check.checkClass(proxyTargetClass);
			check.checkMethod();
			check.checkAttributes(annotation);
		});
	}

	private void checkClass(boolean proxyTargetClass) {
		if (MergedAnnotations.from(this.type, SearchStrategy.TYPE_HIERARCHY).isPresent(ActorComponent.class)) {
			throw refused("belongs to an actor component, whose messages are handled one after the other already.",
					"Remove @Sequential, or move the method to another bean.");
		}
		boolean interfaces = !proxyTargetClass && ClassUtils.getAllInterfacesForClass(this.type).length > 0;
		if (!interfaces && (Modifier.isFinal(this.type.getModifiers()) || this.type.isSealed())) {
			String modifier = this.type.isSealed() ? "sealed" : "final";
			throw refused("belongs to a class that is " + modifier + ", so there can be no proxy of it.",
					"Remove '" + modifier + "' from the class (if it is a record, make it a class).");
		}
		if (interfaces && !this.method.getDeclaringClass().isInterface()
				&& ClassUtils.getInterfaceMethodIfPossible(this.method, this.type).equals(this.method)) {
			throw refused(
					"is in no interface, but only those are called through the proxy of its class, which has "
							+ "interfaces.",
					"Declare it in an interface, or leave 'spring.aop.proxy-target-class' at true.");
		}
	}

	private void checkMethod() {
		int modifiers = this.method.getModifiers();
		for (int modifier : new int[] { Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL }) {
			if ((modifiers & modifier) != 0) {
				throw refused("is " + Modifier.toString(modifier) + ", so a proxy of the bean cannot call it in turn.",
						"Remove '" + Modifier.toString(modifier) + "' from the method.");
			}
		}
		if (CallStyles.isUnsupported(this.method.getReturnType())) {
			throw refused(
					"returns " + this.method.getReturnType().getName() + ", of which nobody would know when it ends.",
					"Return void, a CompletableFuture, a CompletionStage, a Mono, or a value.");
		}
		if (isAsync()) {
			throw refused("is annotated with @Async as well, which would mix up the order of the calls.",
					"Remove @Async: a sequential method that returns nothing or a CompletableFuture runs on another "
							+ "thread anyway.");
		}
	}

	private boolean isAsync() {
		return AnnotatedElementUtils.hasAnnotation(this.method, Async.class)
				|| AnnotatedElementUtils.hasAnnotation(this.type, Async.class);
	}

	private void checkAttributes(Sequential annotation) {
		if (annotation.key().isBlank()) {
			throw refused("has no key.", "Say what calls have to have in common, such as @Sequential(key = \"#p0\").");
		}
		try {
			KeyExpression.parse(annotation.key(), this.method);
		}
		catch (IllegalArgumentException ex) {
			throw new ActorComponentException(
					subject(this.type, this.method) + " has the key '" + annotation.key() + "', " + ex.getMessage()
							+ ".",
					"Write an expression with the parameters of the method, such as '#order.customerId()' or '#p0'.",
					ex);
		}
		if (annotation.capacity() < 0) {
			throw refused("has the capacity " + annotation.capacity() + ", which is negative.",
					"Write how many calls of one key may wait, or 0 for the default.");
		}
	}

	private ActorComponentException refused(String problem, String action) {
		return new ActorComponentException(subject(this.type, this.method) + " " + problem, action);
	}

	static String subject(Class<?> type, Method method) {
		return "The @Sequential method '" + MethodDescription.of(method) + "' of " + type.getName();
	}

}
