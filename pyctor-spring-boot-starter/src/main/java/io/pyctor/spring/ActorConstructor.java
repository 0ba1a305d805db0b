package io.pyctor.spring;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/**
 * A constructor of an actor's class, with what was given for its parameters; the others
 * are injected.
 */
final class ActorConstructor {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Constructor<?> constructor;

	/** What was given for each parameter, or null where it is to be injected. */
	private final @Nullable Object[] given;

	private ActorConstructor(ConfigurableListableBeanFactory beanFactory, Constructor<?> constructor,
			@Nullable Object[] given) {
		this.beanFactory = beanFactory;
		this.constructor = constructor;
		this.given = given;
	}

	/**
	 * Find the constructor that takes the arguments: the one with {@link Autowired} if
	 * there is one, else the only one that fits.
	 * @throws IllegalArgumentException if there is no such constructor, or several
	 */
	static ActorConstructor find(ConfigurableListableBeanFactory beanFactory, Class<?> type, Object[] arguments) {
		if (Modifier.isAbstract(type.getModifiers())) {
			throw new IllegalArgumentException("'type' must not be abstract (was " + type.getName() + ")");
		}
		List<ActorConstructor> fitting = candidates(type)
			.flatMap((constructor) -> match(beanFactory, constructor, arguments).stream())
			.toList();
		if (fitting.size() != 1) {
			throw new IllegalArgumentException(type.getName() + " has " + (fitting.isEmpty() ? "no" : "more than one")
					+ " constructor that takes " + describe(arguments) + " and can be injected with the rest; "
					+ (fitting.isEmpty() ? "change the arguments or the constructor"
							: "annotate the one to use with @Autowired"));
		}
		return fitting.get(0);
	}

	private static Stream<Constructor<?>> candidates(Class<?> type) {
		List<Constructor<?>> all = Arrays.stream(type.getDeclaredConstructors())
			.filter((constructor) -> !constructor.isSynthetic())
			.toList();
		Optional<Constructor<?>> autowired = all.stream()
			.filter((constructor) -> MergedAnnotations.from(constructor).isPresent(Autowired.class))
			.findFirst();
		return autowired.isPresent() ? autowired.stream() : all.stream();
	}

	private static String describe(Object[] arguments) {
		return Arrays.stream(arguments)
			.map((argument) -> argument.getClass().getName())
			.collect(Collectors.joining(", ", "(", ")"));
	}

	private static Optional<ActorConstructor> match(ConfigurableListableBeanFactory beanFactory,
			Constructor<?> constructor, Object[] arguments) {
		Parameter[] parameters = constructor.getParameters();
		@Nullable Object[] given = new @Nullable Object[parameters.length];
		List<Object> left = new ArrayList<>(List.of(arguments));
		while (!left.isEmpty()) {
			Object argument = left.get(0);
			Set<Integer> open = open(parameters, given, argument);
			if (open.isEmpty()) {
				return Optional.empty();
			}
			long rivals = left.stream().filter((other) -> open.equals(open(parameters, given, other))).count();
			given[choose(beanFactory, parameters, open, rivals)] = argument;
			left.remove(0);
		}
		return Optional.of(new ActorConstructor(beanFactory, constructor, given));
	}

	/** The parameters that could take the argument and have none yet. */
	private static Set<Integer> open(Parameter[] parameters, @Nullable Object[] given, Object argument) {
		Set<Integer> open = new LinkedHashSet<>();
		for (int i = 0; i < parameters.length; i++) {
			if (given[i] == null && ClassUtils.isAssignableValue(parameters[i].getType(), argument)
					&& !isAlwaysInjected(parameters[i])) {
				open.add(i);
			}
		}
		return open;
	}

	private static boolean isAlwaysInjected(Parameter parameter) {
		MergedAnnotations annotations = MergedAnnotations.from(parameter);
		return annotations.isPresent(Value.class) || annotations.isPresent(Qualifier.class);
	}

	private static int choose(ConfigurableListableBeanFactory beanFactory, Parameter[] parameters, Set<Integer> open,
			long rivals) {
		int first = open.iterator().next();
		if (rivals >= open.size()) {
			return first;
		}
		return open.stream()
			.filter((index) -> !isNamedLikeBean(beanFactory, parameters[index]))
			.findFirst()
			.orElse(first);
	}

	private static boolean isNamedLikeBean(ConfigurableListableBeanFactory beanFactory, Parameter parameter) {
		return parameter.isNamePresent() && beanFactory.containsBean(parameter.getName())
				&& beanFactory.isTypeMatch(parameter.getName(), parameter.getType());
	}

	/**
	 * Call the constructor.
	 */
	Object newInstance() {
		@Nullable Object[] arguments = this.given.clone();
		for (int i = 0; i < arguments.length; i++) {
			if (arguments[i] == null) {
				arguments[i] = inject(i);
			}
		}
		return BeanUtils.instantiateClass(this.constructor, arguments);
	}

	private @Nullable Object inject(int index) {
		DependencyDescriptor dependency = new DependencyDescriptor(new MethodParameter(this.constructor, index), true);
		String type = this.constructor.getDeclaringClass().getName();
		Set<String> beans = new LinkedHashSet<>();
		Object argument = this.beanFactory.resolveDependency(dependency, type, beans, null);
		if (argument == null) {
			throw new UnsatisfiedDependencyException("class " + type, type, dependency.getDependencyName(),
					"No bean and no argument for parameter " + index);
		}
		// As for beans, though it is none: the end of the context asks for it.
		beans.forEach((bean) -> this.beanFactory.registerDependentBean(bean, type));
		return argument;
	}

}
