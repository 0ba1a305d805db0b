package io.pyctor.spring.handler;

import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The classes of messages that a type stands for, as far as they are known without a
 * message: the type itself, and what a sealed type permits.
 */
final class KnownMessages {

	private KnownMessages() {
	}

	/** Return those that messages can have as their class. */
	static Set<Class<?>> of(Class<?> type) {
		Set<Class<?>> classes = new LinkedHashSet<>();
		collect(type, classes);
		classes.removeIf((known) -> known.isInterface() || Modifier.isAbstract(known.getModifiers()));
		return classes;
	}

	private static void collect(Class<?> type, Set<Class<?>> classes) {
		if (classes.add(type) && type.isSealed()) {
			for (Class<?> permitted : type.getPermittedSubclasses()) {
				collect(permitted, classes);
			}
		}
	}

}
