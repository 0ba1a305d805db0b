package io.pyctor.spring;

import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of a component that are about its instances.
 */
final class PoolAttributes {

	private PoolAttributes() {
	}

	/**
	 * Read how many instances there are, after properties had their word.
	 * @throws ActorComponentException if there is none
	 */
	static int instances(String subject, ActorComponent component, ActorComponentOverrides overrides) {
		int instances = ActorComponentOverrides.or(overrides.instances(), component.instances());
		if (instances < 1) {
			throw new ActorComponentException(
					subject + " has @ActorComponent(instances) with '" + instances + "', but needs at least 1.",
					"Write how many instances handle its messages, or leave the attribute out for one.");
		}
		if (instances > 1 && component.keyed()) {
			throw new ActorComponentException(
					subject + " is keyed, one actor for each key, but has " + instances + " instances, too.",
					"Remove 'keyed' for a fixed number of instances, or 'instances' for an actor for each key.");
		}
		return instances;
	}

	/**
	 * Read what says which instance handles a message. A property may turn a pool into
	 * one instance, and the key then has no effect.
	 * @throws ActorComponentException if it cannot be parsed, or there is one instance
	 */
	static Optional<Function<Object, @Nullable Object>> instanceKey(String subject, ActorComponent component,
			ActorComponentOverrides overrides) {
		String key = ActorComponentOverrides.or(overrides.instanceKey(), component.instanceKey());
		if (key.isBlank()) {
			return Optional.empty();
		}
		if (overrides.instances() == null && component.instances() == 1) {
			throw new ActorComponentException(
					subject + " has the instance key '" + key + "', but only one instance, which gets every message.",
					"Say how many instances there are, such as with @ActorComponent(instances = 8), or leave the key "
							+ "out.");
		}
		return Optional.of(InstanceKey.parse(subject, key));
	}

}
