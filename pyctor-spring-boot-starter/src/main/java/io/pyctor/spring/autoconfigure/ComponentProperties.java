package io.pyctor.spring.autoconfigure;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

import io.pyctor.spring.ActorComponentException;
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

	/**
	 * Read them before there are beans.
	 * @throws ActorComponentException if there is one that no component has
	 */
	static ComponentProperties of(Environment environment) {
		try {
			return new ComponentProperties(Binder.get(environment)
				.bind(PREFIX, Bindable.mapOf(String.class, ActorComponentOverrides.class),
						new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()))
				.orElseGet(Map::of));
		}
		catch (BindException ex) {
			if (ex.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
				throw unknown(unbound);
			}
			throw ex;
		}
	}

	private static ActorComponentException unknown(UnboundConfigurationPropertiesException unbound) {
		String names = unbound.getUnboundProperties()
			.stream()
			.map((property) -> "'" + property.getName() + "' (" + property.getOrigin() + ")")
			.collect(Collectors.joining(", "));
		String known = Arrays.stream(ActorComponentOverrides.class.getRecordComponents())
			.map((component) -> DataObjectPropertyName.toDashedForm(component.getName()))
			.collect(Collectors.joining(", "));
		return new ActorComponentException("No actor component has such a property: " + names + ".",
				"Correct or remove it. A component has: " + known
						+ ". What it is, with 'keyed' and 'typeName', only @ActorComponent says. A name with dots is "
						+ "written '" + PREFIX + "[my.name]'.",
				unbound);
	}

	ActorComponentOverrides get(String name) {
		ActorComponentOverrides overrides = this.exact.get(name);
		return (overrides != null) ? overrides : this.uniform.getOrDefault(uniform(name), ActorComponentOverrides.NONE);
	}

	/**
	 * Check the names of components.
	 * @param names those that there are
	 * @param strict whether one that there is not is more than a warning
	 * @throws ActorComponentException if it is
	 */
	void checkNames(Collection<String> names, boolean strict) {
		for (String property : this.exact.keySet()) {
			if (names.stream().noneMatch((name) -> uniform(name).equals(uniform(property)))) {
				String problem = "'" + PREFIX + "." + property + "' has no effect, as there is no actor component of "
						+ "that name (there are: " + names + ").";
				if (strict) {
					throw new ActorComponentException(problem, "Correct the name, or remove the properties. If the "
							+ "component is there at other times only, set 'pyctor.validate-actor-names' to false.");
				}
				logger.warn(problem);
			}
		}
	}

	private static String uniform(String name) {
		return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
	}

}
