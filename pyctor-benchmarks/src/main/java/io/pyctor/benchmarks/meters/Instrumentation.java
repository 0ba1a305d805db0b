package io.pyctor.benchmarks.meters;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.ApplicationContext;

import io.pyctor.spring.actuate.ActorsEndpoint;
import io.pyctor.spring.metrics.ActorSystemMetrics;

/**
 * Whether an application has an endpoint and meters of its actors.
 */
enum Instrumentation {

	/** Neither. */
	OFF("pyctor.metrics.enabled=false", "management.endpoints.access.default=none",
			"management.simple.metrics.export.enabled=false"),

	/** Both, and all the meters that Boot has, in a registry in memory. */
	ON("management.endpoints.web.exposure.include=actors");

	private final String[] properties;

	Instrumentation(String... properties) {
		this.properties = properties;
	}

	Observer observer(ApplicationContext context) {
		return (this == ON) ? new Scraper(context) : Observer.NONE;
	}

	String[] properties() {
		return this.properties;
	}

	/** Make sure that the application is what it claims to be. */
	void check(ApplicationContext context) {
		boolean on = this == ON;
		check("endpoint", on, context.getBeanProvider(ActorsEndpoint.class).stream().findAny().isPresent());
		check("binder of meters", on, context.getBeanProvider(ActorSystemMetrics.class).stream().findAny().isPresent());
		check("meters", on,
				context.getBeanProvider(MeterRegistry.class)
					.stream()
					.flatMap((registry) -> registry.getMeters().stream())
					.anyMatch((meter) -> meter.getId().getName().startsWith("pyctor.")));
	}

	private void check(String what, boolean expected, boolean actual) {
		if (actual != expected) {
			throw new IllegalStateException(
					"The application with meters " + this + " has " + (actual ? "" : "no ") + what);
		}
	}

}
