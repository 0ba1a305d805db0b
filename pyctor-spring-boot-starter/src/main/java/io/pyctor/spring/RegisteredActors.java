package io.pyctor.spring;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.springframework.util.Assert;

import io.pyctor.ActorRef;

/**
 * Finds the actors of components in the registries of a context and of its parents.
 */
final class RegisteredActors implements Actors {

	private final List<ActorComponentRegistry> registries;

	/**
	 * Find actors in registries.
	 * @param registries that of the context and those of its parents, the nearest first
	 */
	RegisteredActors(List<ActorComponentRegistry> registries) {
		this.registries = registries;
	}

	@Override
	public ActorRef of(Class<?> component) {
		return find(component).ref();
	}

	@Override
	public ActorRef of(Class<?> component, Object key) {
		return find(component).ref(key);
	}

	@Override
	public ActorRef named(String name) {
		return find(name).ref();
	}

	@Override
	public ActorRef named(String name, Object key) {
		return find(name).ref(key);
	}

	private StartedComponent find(String name) {
		return this.registries.stream()
			.flatMap((registry) -> registry.started(name).stream())
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"No actor component '" + name + "' is started (those that are: " + describe(all()) + ")"));
	}

	private StartedComponent find(Class<?> component) {
		Assert.notNull(component, "'component' must not be null");
		List<StartedComponent> found = this.registries.stream()
			.map((registry) -> find(registry, component))
			.filter((components) -> !components.isEmpty())
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No actor component that is started is a "
					+ component.getName() + " (those that are: " + describe(all()) + ")"));
		if (found.size() > 1) {
			throw new IllegalArgumentException("More than one actor component is a " + component.getName() + ": "
					+ describe(found) + "; say which by named(..)");
		}
		return found.get(0);
	}

	private static List<StartedComponent> find(ActorComponentRegistry registry, Class<?> component) {
		List<StartedComponent> exact = find(registry, (type) -> type == component);
		return exact.isEmpty() ? find(registry, component::isAssignableFrom) : exact;
	}

	private static List<StartedComponent> find(ActorComponentRegistry registry, Predicate<Class<?>> types) {
		return registry.started().stream().filter((component) -> types.test(component.definition().type())).toList();
	}

	private List<StartedComponent> all() {
		return this.registries.stream().flatMap((registry) -> registry.started().stream()).toList();
	}

	private static String describe(List<StartedComponent> components) {
		return components.stream()
			.map(StartedComponent::definition)
			.map((definition) -> "'" + definition.name() + "' (" + definition.type().getName() + ")")
			.collect(Collectors.joining(", "));
	}

	@Override
	public ActorRef afterCommit(ActorRef actor) {
		Assert.notNull(actor, "'actor' must not be null");
		return CallerSide.afterCommit(actor);
	}

}
