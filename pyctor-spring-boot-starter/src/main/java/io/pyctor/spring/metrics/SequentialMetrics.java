package io.pyctor.spring.metrics;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.pyctor.spring.sequential.SequentialCalls;
import io.pyctor.spring.sequential.SequentialGroup;

/**
 * The meters of {@link io.pyctor.spring.Sequential} methods: calls that wait, keys that
 * have calls, and calls that were not made, by the group of the method. All are computed
 * when they are read and cost calls nothing. Safe for any thread.
 */
public final class SequentialMetrics implements MeterBinder {

	static final String QUEUED = "pyctor.sequential.queued";

	static final String ACTIVE_KEYS = "pyctor.sequential.active.keys";

	static final String REJECTED = "pyctor.sequential.rejected";

	static final String GROUP = "group";

	private final SequentialCalls calls;

	/**
	 * Create the meters of a context.
	 * @param calls the calls of its methods
	 */
	public SequentialMetrics(SequentialCalls calls) {
		this.calls = calls;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.calls.forEachGroup((group) -> bind(group, registry));
	}

	private static void bind(SequentialGroup group, MeterRegistry registry) {
		gauge(group, registry, QUEUED, "calls", "Calls that wait for their turn", SequentialGroup::queued);
		gauge(group, registry, ACTIVE_KEYS, "keys", "Keys that have calls", SequentialGroup::activeKeys);
		FunctionCounter.builder(REJECTED, group, SequentialGroup::rejected)
			.tag(GROUP, group.name())
			.baseUnit("calls")
			.description("Calls that were not made")
			.register(registry);
	}

	private static void gauge(SequentialGroup group, MeterRegistry registry, String name, String unit,
			String description, ToDoubleFunction<SequentialGroup> value) {
		Gauge.builder(name, group, value)
			.tag(GROUP, group.name())
			.baseUnit(unit)
			.description(description)
			.register(registry);
	}

}
