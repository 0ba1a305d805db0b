package io.pyctor.spring.autoconfigure;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import io.pyctor.spring.ActorComponentOverrides;

/**
 * Finds the properties {@code pyctor.actors.<name>} of a component by its name, in any of
 * the ways in which Spring Boot lets properties be written.
 */
final class ComponentProperties {

	static final String PREFIX = "pyctor.actors";

	private static final Logger logger = LoggerFactory.getLogger(PyctorAutoConfiguration.class);

	private final Map<String, ActorComponentOverrides> exact;

	private final Map<String, ActorComponentOverrides> uniform = new TreeMap<>();

	ComponentProperties(Map<String, ActorComponentOverrides> properties) {
		this.exact = Map.copyOf(properties);
		properties.forEach((name, overrides) -> this.uniform.put(uniform(name), overrides));
	}

	/** Read them before there are beans. */
	static ComponentProperties of(Environment environment) {
		return new ComponentProperties(Binder.get(environment)
			.bind(PREFIX, Bindable.mapOf(String.class, ActorComponentOverrides.class))
			.orElseGet(Map::of));
	}

	ActorComponentOverrides get(String name) {
		ActorComponentOverrides overrides = this.exact.get(name);
		return (overrides != null) ? overrides : this.uniform.getOrDefault(uniform(name), ActorComponentOverrides.NONE);
	}

	/** Warn of names that no component has. */
	void checkNames(Collection<String> names) {
		for (String property : this.exact.keySet()) {
			if (names.stream().noneMatch((name) -> uniform(name).equals(uniform(property)))) {
				logger.warn("'{}.{}' has no effect, as there is no actor component of that name (there are: {})",
						PREFIX, property, names);
			}
		}
	}

	private static String uniform(String name) {
		return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
	}

}
