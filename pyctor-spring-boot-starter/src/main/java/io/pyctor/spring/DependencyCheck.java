package io.pyctor.spring;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.aot.BeanInstanceSupplier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Decides, before there is an object of a component, whether there is something to inject
 * for each parameter of what makes it. Makes no bean.
 */
final class DependencyCheck {

	private final ConfigurableListableBeanFactory beanFactory;

	DependencyCheck(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Check a component.
	 * @throws UnsatisfiedDependencyException if there is nothing to inject, the same as
	 * when an object is made
	 * @throws ActorComponentException if it was probably to be the key
	 */
	void check(ActorComponentDefinition component) {
		String name = component.objectName();
		if (this.beanFactory.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition) {
			executable(component.type(), definition).ifPresent((executable) -> {
				for (int i = 0; i < executable.getParameterCount(); i++) {
					if (isSimple(executable.getParameters()[i])) {
						check(component, definition, MethodParameter.forExecutable(executable, i));
					}
				}
			});
		}
	}

	/** What is called for an object, if that is beyond doubt. */
	private static Optional<Executable> executable(Class<?> type, RootBeanDefinition definition) {
		if (definition.getResolvedFactoryMethod() != null) {
			return Optional.of(definition.getResolvedFactoryMethod());
		}
		boolean supplied = definition.getInstanceSupplier() != null
				&& !(definition.getInstanceSupplier() instanceof BeanInstanceSupplier);
		if (supplied || definition.getFactoryMethodName() != null || definition.hasConstructorArgumentValues()) {
			return Optional.empty();
		}
		List<Constructor<?>> all = Arrays.stream(type.getDeclaredConstructors())
			.filter((constructor) -> !constructor.isSynthetic())
			.toList();
		return all.stream()
			.filter((constructor) -> all.size() == 1 || isRequired(constructor))
			.findFirst()
			.map(Executable.class::cast);
	}

	private static boolean isRequired(Constructor<?> constructor) {
		MergedAnnotation<Autowired> autowired = MergedAnnotations.from(constructor).get(Autowired.class);
		return autowired.isPresent() && autowired.getBoolean("required");
	}

	/** Of several beans there may be none, and expressions wait for the key. */
	private static boolean isSimple(Parameter parameter) {
		Class<?> type = parameter.getType();
		boolean several = type.isArray() || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
		return type != Optional.class && !several
				&& !MergedAnnotations.from(parameter)
					.get(Value.class)
					.getValue(MergedAnnotation.VALUE, String.class)
					.orElse("")
					.contains("#{");
	}

	private void check(ActorComponentDefinition component, RootBeanDefinition definition, MethodParameter parameter) {
		String name = component.objectName();
		try {
			this.beanFactory.resolveDependency(new Dependency(this.beanFactory, parameter), name);
		}
		catch (BeansException ex) {
			if (ex.getClass() == NoSuchBeanDefinitionException.class && isValue(parameter)) {
				throw new ActorComponentException(
						component.subject() + " has the parameter '" + parameter.getParameterType().getSimpleName()
								+ " " + parameter.getParameter().getName() + "', and there is no such bean.",
						"Annotate it with @Key if it is the key of the actor, or with @Value if it is a setting.", ex);
			}
			throw new UnsatisfiedDependencyException(definition.getResourceDescription(), name,
					new InjectionPoint(parameter), ex);
		}
	}

	/** Whether it is more likely to be a key or a setting than a bean. */
	private static boolean isValue(MethodParameter parameter) {
		return BeanUtils.isSimpleValueType(parameter.getParameterType()) && !parameter.hasParameterAnnotations();
	}

	private static final class Dependency extends DependencyDescriptor {

		private static final long serialVersionUID = 1L;

		private final transient ConfigurableListableBeanFactory singletons;

		Dependency(ConfigurableListableBeanFactory singletons, MethodParameter parameter) {
			super(parameter, true);
			this.singletons = singletons;
		}

		/** Nothing, which the bean factory accepts, in place of a bean to be made. */
		@Override
		public @Nullable Object resolveCandidate(String beanName, Class<?> requiredType, BeanFactory beanFactory) {
			return this.singletons.containsSingleton(beanName)
					? super.resolveCandidate(beanName, requiredType, beanFactory) : null;
		}

	}

}
