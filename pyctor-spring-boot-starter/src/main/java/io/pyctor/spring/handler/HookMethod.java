package io.pyctor.spring.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.util.ClassUtils;

import io.pyctor.spring.Every;
import io.pyctor.spring.Failed;
import io.pyctor.spring.MethodDescription;
import io.pyctor.spring.Restarted;
import io.pyctor.spring.Stopped;

/**
 * A method that is called for another reason than a message. Immutable.
 *
 * @param method the method
 * @param arguments what it is given
 * @param result what it returns
 */
record HookMethod(Method method, HandlerArguments arguments, HandlerResult result) {

	/**
	 * Find the methods with an annotation.
	 * @return the methods, those of superclasses first
	 */
	static List<HookMethod> find(HandlerClass handlerClass, Class<? extends Annotation> annotation) {
		List<HookMethod> hooks = new ArrayList<>();
		Set<Class<?>> classes = new HashSet<>();
		for (Method method : AnnotatedMethods.find(handlerClass, annotation).keySet()) {
			hooks.add(of(handlerClass, method, annotation));
			if (!classes.add(method.getDeclaringClass()) && annotation != Every.class) {
				throw handlerClass.refused(
						"has more than one @" + annotation.getSimpleName() + " method in "
								+ ClassUtils.getShortName(method.getDeclaringClass())
								+ ", which says nothing about their order.",
						"Annotate one, and call the others from there.");
			}
		}
		return List.copyOf(hooks);
	}

	private static Set<HandlerArgument> available(Class<? extends Annotation> annotation) {
		if (isOfFailure(annotation)) {
			return HandlerArgument.OF_FAILURE;
		}
		return (annotation == Stopped.class) ? HandlerArgument.OF_STOP : HandlerArgument.OF_NOTHING;
	}

	private static HookMethod of(HandlerClass handlerClass, Method method, Class<? extends Annotation> annotation) {
		HandlerArguments arguments = HandlerArguments.of(handlerClass, method, annotation, available(annotation));
		HandlerResult result = HandlerResult.of(handlerClass, method);
		boolean waits = annotation != Stopped.class && !isOfFailure(annotation);
		if (result.isStage() ? !waits : !result.isNothing()) {
			throw handlerClass.refused(
					"has the @" + annotation.getSimpleName() + " method '" + MethodDescription.of(method)
							+ "', which returns " + ClassUtils.getShortName(method.getReturnType())
							+ ", but nobody gets that.",
					waits ? "Return nothing, or a CompletionStage or Mono to wait for." : "Return nothing.");
		}
		return new HookMethod(method, arguments, result);
	}

	private static boolean isOfFailure(Class<? extends Annotation> annotation) {
		return annotation == Restarted.class || annotation == Failed.class;
	}

}
