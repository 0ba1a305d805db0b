package io.pyctor.spring.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;

import io.pyctor.spring.ActorListener;
import io.pyctor.spring.Every;
import io.pyctor.spring.Failed;
import io.pyctor.spring.MethodDescription;
import io.pyctor.spring.Receive;
import io.pyctor.spring.Restarted;
import io.pyctor.spring.Started;
import io.pyctor.spring.Stopped;

/**
 * Finds the methods of a class that have an annotation, inherited ones included.
 */
final class AnnotatedMethods {

	/** Every annotation that makes an actor's method of a bean's. */
	static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(Receive.class, Started.class, Restarted.class,
			Stopped.class, Failed.class, Every.class, ActorListener.class);

	/** Superclasses first, then the same order each time. */
	private static final Comparator<Method> ORDER = Comparator
		.<Method>comparingInt((method) -> depth(method.getDeclaringClass()))
		.thenComparing(Method::getName)
		.thenComparing(Method::toString);

	private AnnotatedMethods() {
	}

	/**
	 * Find the methods with an annotation.
	 * @throws io.pyctor.spring.ActorComponentException if one cannot be called on a bean
	 */
	static <A extends Annotation> Map<Method, A> find(HandlerClass handlerClass, Class<A> annotation) {
		Map<Method, A> methods = new TreeMap<>(ORDER);
		methods.putAll(MethodIntrospector.selectMethods(handlerClass.type(),
				(MethodIntrospector.MetadataLookup<A>) (method) -> AnnotatedElementUtils.findMergedAnnotation(method,
						annotation)));
		methods.keySet().forEach((method) -> checkCallable(handlerClass, method, annotation));
		return methods;
	}

	private static void checkCallable(HandlerClass handlerClass, Method method,
			Class<? extends Annotation> annotation) {
		int modifiers = method.getModifiers();
		if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)) {
			String modifier = Modifier.isPrivate(modifiers) ? "private" : "static";
			throw handlerClass.refused(
					"has the " + modifier + " @" + annotation.getSimpleName() + " method '"
							+ MethodDescription.of(method) + "', which cannot be called on a bean and its proxies.",
					"Remove '" + modifier + "' from the method.");
		}
		new AsyncCheck(handlerClass).checkMethod(method);
	}

	private static int depth(Class<?> type) {
		int depth = 0;
		for (Class<?> parent = type.getSuperclass(); parent != null; parent = parent.getSuperclass()) {
			depth++;
		}
		return depth;
	}

}
