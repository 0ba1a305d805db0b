package io.pyctor.spring.deadletter;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

import io.pyctor.Actor;
import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.DeadLetter;
import io.pyctor.DeadLetterEntry;
import io.pyctor.DeadLetterReason;
import io.pyctor.PoisonPill;
import io.pyctor.Terminated;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.DeadLetterHandler;
import io.pyctor.spring.MethodDescription;

/**
 * Finds the methods of a bean that deal with dead letters, and decides whether they can.
 */
final class DeadLetterMethods {

	/** What a method may take besides the message. */
	private static final Map<Class<?>, Function<FoundLetter, Object>> KNOWN = Map.of(DeadLetter.class,
			FoundLetter::letter, DeadLetterEntry.class, (letter) -> letter.entry().get(), ActorRef.class,
			FoundLetter::sender);

	private final String beanName;

	private final Class<?> beanClass;

	private final Method method;

	private DeadLetterMethods(String beanName, Class<?> beanClass, Method method) {
		this.beanName = beanName;
		this.beanClass = beanClass;
		this.method = method;
	}

	static Map<Method, DeadLetterHandler> find(Class<?> type) {
		return MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<DeadLetterHandler>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, DeadLetterHandler.class));
	}

	/**
	 * Return the methods of a bean.
	 * @param beanName the name of the bean
	 * @param type the class in which they are written
	 * @param beanClass the class of the bean, which may be a proxy
	 * @throws ActorComponentException if one of them cannot be called
	 */
	static List<DeadLetterMethod> of(String beanName, Class<?> type, Class<?> beanClass) {
		List<DeadLetterMethod> methods = new ArrayList<>();
		find(type).forEach((method, annotation) -> methods
			.add(new DeadLetterMethods(beanName, beanClass, method).create(annotation)));
		return methods;
	}

	/**
	 * Check that there are none in the class of an actor.
	 * @throws ActorComponentException if there are
	 */
	static void checkNone(String component, Class<?> type) {
		find(type).keySet().stream().findFirst().ifPresent((method) -> {
			throw new DeadLetterMethods(component, type, method).refused(
					"belongs to an actor, whose object nobody but the actor itself may call.",
					"Move the method to another bean, which may tell the actor.");
		});
	}

	private DeadLetterMethod create(DeadLetterHandler annotation) {
		checkCallable();
		if (this.method.getReturnType() != void.class) {
			throw refused(
					"returns " + ClassUtils.getShortName(this.method.getReturnType()) + ", which nobody would get.",
					"Let the method return void.");
		}
		Set<DeadLetterReason> reasons = EnumSet.allOf(DeadLetterReason.class);
		if (annotation.reasons().length > 0) {
			reasons.retainAll(Set.of(annotation.reasons()));
		}
		return new DeadLetterMethod(this.method, reasons, messageType(), arguments());
	}

	private void checkCallable() {
		int modifiers = this.method.getModifiers();
		boolean proxied = SpringProxy.class.isAssignableFrom(this.beanClass);
		for (int modifier : new int[] { Modifier.PRIVATE, Modifier.STATIC, proxied ? Modifier.FINAL : 0 }) {
			if ((modifiers & modifier) != 0) {
				throw refused(
						"is " + Modifier.toString(modifier) + ", so it cannot be called on the bean and its proxies.",
						"Remove '" + Modifier.toString(modifier) + "' from the method.");
			}
		}
		try {
			AopUtils.selectInvocableMethod(this.method, this.beanClass);
		}
		catch (IllegalStateException ex) {
			throw refused("is in no interface, but the bean is behind a proxy of its interfaces.",
					"Declare the method in an interface of the class, or use proxies of classes "
							+ "(proxyTargetClass = true, which is what Spring Boot does by default).");
		}
	}

	private Class<?> messageType() {
		Set<Class<?>> seen = new HashSet<>();
		Class<?> messageType = Object.class;
		boolean found = false;
		for (Class<?> parameter : this.method.getParameterTypes()) {
			if (KNOWN.containsKey(parameter)) {
				if (!seen.add(parameter)) {
					throw refused("takes more than one " + parameter.getSimpleName() + ".", "Remove all but one.");
				}
				continue;
			}
			if (found) {
				throw refused("takes more than one message.",
						"Let it take one parameter besides DeadLetter, DeadLetterEntry and ActorRef (the sender), or "
								+ "write a method for each type.");
			}
			if (isNoMessage(parameter)) {
				throw refused("takes a " + parameter.getSimpleName() + ", which no dead letter has.",
						"Let it take the message, a DeadLetter, a DeadLetterEntry or an ActorRef (the sender).");
			}
			found = true;
			messageType = ClassUtils.resolvePrimitiveIfNecessary(parameter);
		}
		return messageType;
	}

	private static boolean isNoMessage(Class<?> type) {
		return type == PoisonPill.class || type == Terminated.class || ActorContext.class.isAssignableFrom(type)
				|| Actor.class.isAssignableFrom(type) || DeadLetterReason.class == type;
	}

	private List<Function<FoundLetter, Object>> arguments() {
		return Arrays.stream(this.method.getParameterTypes())
			.map((parameter) -> KNOWN.getOrDefault(parameter, FoundLetter::message))
			.toList();
	}

	private ActorComponentException refused(String problem, String action) {
		return new ActorComponentException(
				"The @DeadLetterHandler method '" + MethodDescription.of(this.method) + "' of the bean '"
						+ this.beanName + "' (" + this.method.getDeclaringClass().getName() + ") " + problem,
				action);
	}

}
