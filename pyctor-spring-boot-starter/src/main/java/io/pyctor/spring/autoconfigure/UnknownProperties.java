package io.pyctor.spring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * Stops the start where there is a property {@code pyctor.*} that nobody reads: a limit
 * that is misspelt would not hold, and nobody would know.
 */
final class UnknownProperties {

	private static final Map<String, Class<?>> TYPES = new LinkedHashMap<>();

	static {
		TYPES.put("pyctor.dead-letters", DeadLetterProperties.class);
		TYPES.put("pyctor.health", HealthProperties.class);
		TYPES.put("pyctor.sequential", SequentialProperties.class);
		// Last, since it is above all others: what those have is known by then.
		TYPES.put("pyctor", PyctorProperties.class);
	}

	private UnknownProperties() {
	}

	/**
	 * Check them, but for environment variables and system properties, which are not only
	 * ours. One that is empty has its default.
	 */
	static void check(Environment environment) {
		Binder binder = Binder.get(environment);
		BindHandler handler = new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
		TYPES.forEach((prefix, type) -> check(binder, prefix, type, handler));
	}

	private static void check(Binder binder, String prefix, Class<?> type, BindHandler handler) {
		try {
			binder.bind(prefix, Bindable.of(type), handler);
		}
		catch (BindException ex) {
			boolean empty = ex.getCause() instanceof UnboundConfigurationPropertiesException unbound
					&& unbound.getUnboundProperties()
						.stream()
						.allMatch((property) -> binder.bind(property.getName(), Bindable.of(String.class))
							.map(String::isEmpty)
							.orElse(false));
			if (!empty) {
				throw ex;
			}
		}
	}

}
