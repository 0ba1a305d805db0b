package io.pyctor.spring;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Finds the parameter of a component that gets the key.
 */
final class KeyParameter {

	private KeyParameter() {
	}

	/**
	 * Find the parameter with {@link Key}, of what makes the objects of a component.
	 * @param subject the start of a sentence about the component
	 * @param type the class of the objects
	 * @param definition the bean definition of the objects
	 * @return the class of the parameter, if there is one
	 * @throws ActorComponentException if there is more than one
	 */
	static Optional<Class<?>> find(String subject, Class<?> type, BeanDefinition definition) {
		Method method = (definition instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod() : null;
		List<Parameter> keys = ((method != null) ? Stream.of(method) : constructors(type))
			.map((executable) -> keys(subject, executable))
			.flatMap(List::stream)
			.toList();
		return keys.stream().<Class<?>>map(Parameter::getType).findFirst();
	}

	/** The one that is injected comes first, where it is marked. */
	private static Stream<Executable> constructors(Class<?> type) {
		List<Constructor<?>> all = List.of(type.getDeclaredConstructors());
		return Stream.concat(all.stream().filter((constructor) -> isPresent(constructor, Autowired.class)),
				all.stream());
	}

	private static List<Parameter> keys(String subject, Executable executable) {
		List<Parameter> keys = Arrays.stream(executable.getParameters())
			.filter((parameter) -> isPresent(parameter, Key.class))
			.toList();
		if (keys.size() > 1) {
			throw new ActorComponentException(
					subject + " has " + keys.size() + " parameters with @Key, but an actor has one key.",
					"Keep one of them. If the key has parts, make it a class of its own that Spring can convert from "
							+ "a string, or a string of all parts.");
		}
		return keys;
	}

	private static boolean isPresent(AnnotatedElement element, Class<? extends Annotation> type) {
		return MergedAnnotations.from(element).isPresent(type);
	}

}
