package io.pyctor.spring;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.springframework.util.Assert;

import io.pyctor.ActorRef;

/**
 * Finds the actors of components in the registry of a context.
 */
final class RegisteredActors implements Actors {

	private final ActorComponentRegistry registry;

	RegisteredActors(ActorComponentRegistry registry) {
		this.registry = registry;
	}

	@Override
	public ActorRef of(Class<?> component) {
		return named(find(component).name());
	}

	@Override
	public ActorRef of(Class<?> component, Object key) {
		return ref(find(component), key);
	}

	private ActorComponentDefinition find(Class<?> component) {
		Assert.notNull(component, "'component' must not be null");
		List<ActorComponentDefinition> found = started((type) -> type == component);
		if (found.isEmpty()) {
			found = started(component::isAssignableFrom);
		}
		if (found.size() != 1) {
			throw new IllegalArgumentException(found.isEmpty()
					? "No actor component that is started is a " + component.getName() + " (those that are: "
							+ describe(started((type) -> true)) + ")"
					: "More than one actor component is a " + component.getName() + ": " + describe(found)
							+ "; say which by named(..)");
		}
		return found.get(0);
	}

	private List<ActorComponentDefinition> started(Predicate<Class<?>> type) {
		return this.registry.definitions()
			.stream()
			.filter((definition) -> definition.start() && type.test(definition.type()))
			.toList();
	}

	private static String describe(List<ActorComponentDefinition> definitions) {
		return definitions.stream()
			.map((definition) -> "'" + definition.name() + "' (" + definition.type().getName() + ")")
			.collect(Collectors.joining(", "));
	}

	@Override
	public ActorRef named(String name) {
		return this.registry.ref(name);
	}

	@Override
	public ActorRef named(String name, Object key) {
		return ref(this.registry.started(name), key);
	}

	private ActorRef ref(ActorComponentDefinition component, Object key) {
		if (!component.isKeyed()) {
			throw new ActorComponentException(
					ActorComponentDefinition.subject(component.name(), component.type())
							+ " was asked for its actor of the key '" + key + "', but it is not keyed.",
					"Ask for it without a key, or annotate it with @ActorComponent(keyed = true).");
		}
		return this.registry.keyed(component.name()).ref(key);
	}

	@Override
	public ActorRef afterCommit(ActorRef actor) {
		Assert.notNull(actor, "'actor' must not be null");
		return CallerSide.afterCommit(actor);
	}

}
