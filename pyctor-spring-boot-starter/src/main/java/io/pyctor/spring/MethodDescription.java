package io.pyctor.spring;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;

/**
 * How a method is named to its author: shortly, and yet told from its overloads.
 */
public final class MethodDescription {

	private MethodDescription() {
	}

	/**
	 * Describe a method.
	 * @param method the method
	 * @return its name and the short names of the types of its parameters
	 */
	public static String of(Method method) {
		return Arrays.stream(method.getParameterTypes())
			.map(ClassUtils::getShortName)
			.collect(Collectors.joining(", ", method.getName() + "(", ")"));
	}

}
