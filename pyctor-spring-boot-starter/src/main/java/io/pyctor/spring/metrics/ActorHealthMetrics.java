package io.pyctor.spring.metrics;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.pyctor.ActorSystem;
import io.pyctor.HealthFinding;
import io.pyctor.HealthReport;

/**
 * The meters of the health of actors: how long the oldest message has waited, how full
 * the fullest bounded mailbox is, and how many actors are stuck, as the last look of the
 * system has found. There are none for a system that does not look. Safe for any thread.
 */
public final class ActorHealthMetrics implements MeterBinder {

	static final String OLDEST_AGE = "pyctor.mailbox.oldest.age";

	static final String SATURATION = "pyctor.mailbox.saturation";

	static final String STUCK = "pyctor.actors.stuck";

	private final ActorSystem system;

	/**
	 * Create the meters of a system.
	 * @param system the system
	 */
	public ActorHealthMetrics(ActorSystem system) {
		this.system = system;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (this.system.health().isEmpty()) {
			return;
		}
		gauge(OLDEST_AGE, "How long the oldest message has waited", (report) -> report.oldestMessage().toMillis() / 1e3)
			.baseUnit("seconds")
			.register(registry);
		gauge(SATURATION, "Part of its capacity to which the fullest bounded mailbox is filled",
				HealthReport::saturation)
			.register(registry);
		gauge(STUCK, "Actors that do not get on with a message",
				(report) -> report.findings(HealthFinding.Stuck.class).size())
			.baseUnit("actors")
			.register(registry);
	}

	private Gauge.Builder<ActorSystem> gauge(String name, String description, ToDoubleFunction<HealthReport> value) {
		return Gauge
			.builder(name, this.system,
					(system) -> system.health().map((report) -> value.applyAsDouble(report)).orElse(0.0))
			.description(description);
	}

}
