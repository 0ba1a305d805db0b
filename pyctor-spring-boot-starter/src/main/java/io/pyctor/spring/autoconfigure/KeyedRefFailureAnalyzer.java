package io.pyctor.spring.autoconfigure;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.ActorRefBeans;

/**
 * Explains that a keyed component has not one reference, to whoever wants it injected.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class KeyedRefFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

	private final BeanFactory beanFactory;

	KeyedRefFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		if (cause.getBeanType() != ActorRef.class || !(this.beanFactory instanceof ListableBeanFactory beans)) {
			return null;
		}
		Map<String, ActorComponentException> refusals = ActorRefBeans.refusals(beans);
		return injectionPoint(rootFailure).stream()
			.flatMap(KeyedRefFailureAnalyzer::names)
			.filter(refusals::containsKey)
			.findFirst()
			.map(refusals::get)
			// If there is no other reference, the name does not count.
			.or(() -> refusals.values()
				.stream()
				.filter((refused) -> refusals.size() == 1 && !isAmbiguous(cause))
				.findFirst())
			.or(() -> ambiguous(cause, refusals.keySet()))
			.map((refused) -> ActorComponentFailureAnalyzer.analysis(refused, description))
			.orElse(null);
	}

	private static boolean isAmbiguous(NoSuchBeanDefinitionException cause) {
		return cause instanceof NoUniqueBeanDefinitionException;
	}

	/** Where one of the references that were found is none. */
	private static Optional<ActorComponentException> ambiguous(NoSuchBeanDefinitionException cause, Set<String> keyed) {
		Collection<String> found = (cause instanceof NoUniqueBeanDefinitionException several)
				? Objects.requireNonNullElse(several.getBeanNamesFound(), Set.of()) : Set.of();
		Map<Boolean, List<String>> names = found.stream().collect(Collectors.partitioningBy(keyed::contains));
		List<String> ofKeys = names.getOrDefault(true, List.of());
		List<String> single = names.getOrDefault(false, List.of());
		if (ofKeys.isEmpty() || single.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(new ActorComponentException(
				"An ActorRef was asked for, but its name does not say of which component: there are " + single
						+ ", and " + ofKeys + " with an actor for each key.",
				"Name it like the component, or annotate it with @Qualifier(\"" + single.get(0)
						+ "\"). For the actor of a key, inject 'Actors actors'.",
				cause));
	}

	private static Optional<InjectionPoint> injectionPoint(Throwable failure) {
		InjectionPoint last = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnsatisfiedDependencyException unsatisfied) {
				last = unsatisfied.getInjectionPoint();
			}
		}
		return Optional.ofNullable(last);
	}

	private static Stream<String> names(InjectionPoint point) {
		Qualifier qualifier = point.getAnnotation(Qualifier.class);
		MethodParameter parameter = point.getMethodParameter();
		Field field = point.getField();
		return Stream
			.of(Optional.ofNullable(qualifier).map(Qualifier::value),
					Optional.ofNullable(parameter).map((method) -> method.getParameter().getName()),
					Optional.ofNullable(field).map(Field::getName))
			.flatMap(Optional::stream);
	}

}
