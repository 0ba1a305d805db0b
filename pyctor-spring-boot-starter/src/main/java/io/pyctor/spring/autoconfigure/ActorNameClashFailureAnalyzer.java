package io.pyctor.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionOverrideException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;

import io.pyctor.spring.ActorComponent;

/**
 * Explains two beans with one name, at least one of which is an actor component. Spring
 * says it with one exception for classes that were scanned, of which only the text can be
 * seen, and with another one for the rest.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ActorNameClashFailureAnalyzer implements FailureAnalyzer {

	private static final String SCAN_CONFLICT = "ConflictingBeanDefinitionException";

	private static final Pattern SCAN_CONFLICT_MESSAGE = Pattern
		.compile("bean name '([^']+)' for bean class \\[([^\\]]+)\\].* class \\[([^\\]]+)\\]");

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BeanDefinitionOverrideException override) {
				return analyze(override);
			}
			if (cause.getClass().getSimpleName().equals(SCAN_CONFLICT)) {
				return analyzeScanConflict(cause);
			}
		}
		return null;
	}

	private static @Nullable FailureAnalysis analyze(BeanDefinitionOverrideException cause) {
		List<String> classes = new ArrayList<>();
		addClassName(classes, cause.getExistingDefinition());
		addClassName(classes, cause.getBeanDefinition());
		return analyze(cause.getBeanName(), classes, cause);
	}

	private static void addClassName(List<String> classes, BeanDefinition definition) {
		MethodMetadata method = (definition instanceof AnnotatedBeanDefinition annotated)
				? annotated.getFactoryMethodMetadata() : null;
		String className = (method != null) ? method.getReturnTypeName() : definition.getBeanClassName();
		if (className != null) {
			classes.add(className);
		}
	}

	private static @Nullable FailureAnalysis analyzeScanConflict(Throwable cause) {
		Matcher matcher = SCAN_CONFLICT_MESSAGE.matcher(String.valueOf(cause.getMessage()));
		return matcher.find() ? analyze(matcher.group(1), List.of(matcher.group(3), matcher.group(2)), cause) : null;
	}

	private static @Nullable FailureAnalysis analyze(String name, List<String> classes, Throwable cause) {
		if (classes.stream().noneMatch(ActorNameClashFailureAnalyzer::isActorComponent)) {
			return null;
		}
		return new FailureAnalysis(
				"The name '" + name + "' is used by two beans: " + String.join(" and ", classes)
						+ ". An actor component has the name of its bean to itself.",
				"Give one of them another name, such as with @ActorComponent(\"...\").", cause);
	}

	private static boolean isActorComponent(String className) {
		try {
			Class<?> type = ClassUtils.forName(className, null);
			return MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY).isPresent(ActorComponent.class);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

}
