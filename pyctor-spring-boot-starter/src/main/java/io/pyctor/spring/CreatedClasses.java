package io.pyctor.spring;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.pyctor.ActorFactoryResolver;

/**
 * Remembers which classes of actors the objects of a component, or of a class that was
 * created itself, have created children of. Safe for any thread.
 */
final class CreatedClasses {

	private final Map<String, Set<String>> byCreator = new ConcurrentHashMap<>();

	/**
	 * Return a resolver for the children of one creator.
	 * @param creator the bean name of its objects, or the name of their class
	 * @param resolver finds the factories
	 */
	ActorFactoryResolver of(String creator, ActorFactoryResolver resolver) {
		return (type, arguments) -> {
			this.byCreator.computeIfAbsent(creator, (name) -> ConcurrentHashMap.newKeySet()).add(type.getName());
			return resolver.resolve(type, arguments);
		};
	}

	/** Return the names of the classes. */
	Set<String> by(String creator) {
		return this.byCreator.getOrDefault(creator, Set.of());
	}

}
