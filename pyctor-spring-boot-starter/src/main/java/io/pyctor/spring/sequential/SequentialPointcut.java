package io.pyctor.spring.sequential;

import java.lang.reflect.Method;
import java.util.Map;

import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

import io.pyctor.spring.Sequential;

/**
 * Finds the methods that are annotated with {@link Sequential}, here or where they were
 * first declared.
 */
final class SequentialPointcut extends StaticMethodMatcherPointcut {

	SequentialPointcut() {
		setClassFilter((type) -> AnnotationUtils.isCandidateClass(type, Sequential.class));
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return AnnotatedElementUtils.hasAnnotation(method, Sequential.class) || AnnotatedElementUtils
			.hasAnnotation(AopUtils.getMostSpecificMethod(method, targetClass), Sequential.class);
	}

	/** Return the methods of a class, in which annotations are merged. */
	static Map<Method, Sequential> find(Class<?> type) {
		return MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<Sequential>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, Sequential.class));
	}

}
