package io.pyctor.spring;

import java.util.Collection;
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
		return this.registry.started(name)
			.orElseThrow(() -> new IllegalArgumentException("No actor component '" + name
					+ "' is started (those that are: " + describe(this.registry.started()) + ")"));
	}

	private StartedComponent find(Class<?> component) {
		Assert.notNull(component, "'component' must not be null");
		List<StartedComponent> found = started((type) -> type == component);
		if (found.isEmpty()) {
			found = started(component::isAssignableFrom);
		}
		if (found.size() != 1) {
			throw new IllegalArgumentException(found.isEmpty()
					? "No actor component that is started is a " + component.getName() + " (those that are: "
							+ describe(this.registry.started()) + ")"
					: "More than one actor component is a " + component.getName() + ": " + describe(found)
							+ "; say which by named(..)");
		}
		return found.get(0);
	}

	private List<StartedComponent> started(Predicate<Class<?>> type) {
		return this.registry.started()
			.stream()
			.filter((component) -> type.test(component.definition().type()))
			.toList();
	}

	private static String describe(Collection<StartedComponent> components) {
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
