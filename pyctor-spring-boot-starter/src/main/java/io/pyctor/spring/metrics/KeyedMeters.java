package io.pyctor.spring.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import io.pyctor.ActorSystem;
import io.pyctor.KeyedSnapshot;

/**
 * The meters of keyed actors, by their type. They are computed when they are read. Safe
 * for any thread.
 */
final class KeyedMeters {

	private final ActorSystem system;

	/** Guarded by the monitor, like the meters. */
	private final List<MeterRegistry> registries = new ArrayList<>();

	/** The meters of each type, which registries refer to weakly. */
	private final Map<String, OfType> types = new LinkedHashMap<>();

	KeyedMeters(ActorSystem system) {
		this.system = system;
	}

	synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.types.values().forEach((type) -> type.register(registry));
	}

	/** Add the meters of types that are new. */
	synchronized void refresh() {
		for (KeyedSnapshot snapshot : this.system.keyedSnapshots()) {
			this.types.computeIfAbsent(ActorTypeName.of(snapshot.type()), (name) -> {
				OfType type = new OfType(name);
				this.registries.forEach(type::register);
				return type;
			});
		}
	}

	private final class OfType {

		private final String type;

		private final AtomicLong activations = new AtomicLong();

		private final AtomicLong passivations = new AtomicLong();

		OfType(String type) {
			this.type = type;
		}

		void register(MeterRegistry registry) {
			Gauge.builder(ActorMeters.KEYED_ACTIVE, this, (meters) -> meters.sum(KeyedSnapshot::active))
				.tag(ActorMeters.TYPE, this.type)
				.baseUnit("actors")
				.description("Keyed actors that are active")
				.register(registry);
			counter(registry, ActorMeters.KEYED_ACTIVATIONS, "Keyed actors that were made",
					(meters) -> meters.count(meters.activations, KeyedSnapshot::activations));
			counter(registry, ActorMeters.KEYED_PASSIVATIONS, "Keyed actors that were passivated",
					(meters) -> meters.count(meters.passivations, KeyedSnapshot::passivations));
		}

		private void counter(MeterRegistry registry, String name, String description, ToDoubleFunction<OfType> value) {
			FunctionCounter.builder(name, this, value)
				.tag(ActorMeters.TYPE, this.type)
				.baseUnit("actors")
				.description(description)
				.register(registry);
		}

		/** After a stop and a start of the context they are counted anew. */
		private double count(AtomicLong highest, ToLongFunction<KeyedSnapshot> count) {
			return highest.accumulateAndGet(sum(count), Math::max);
		}

		private long sum(ToLongFunction<KeyedSnapshot> count) {
			return KeyedMeters.this.system.keyedSnapshots()
				.stream()
				.filter((snapshot) -> ActorTypeName.of(snapshot.type()).equals(this.type))
				.mapToLong(count)
				.sum();
		}

	}

}
