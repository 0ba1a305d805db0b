package io.pyctor.spring.metrics;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import io.pyctor.ActorTypeSnapshot;

/**
 * The meters of one type of actors. They are computed when they are read.
 */
final class ActorTypeMeters {

	private final ActorTypes types;

	private final String type;

	private final AtomicLong processed = new AtomicLong();

	private final AtomicLong failed = new AtomicLong();

	private final AtomicLong restarted = new AtomicLong();

	ActorTypeMeters(ActorTypes types, String type) {
		this.types = types;
		this.type = type;
	}

	void register(MeterRegistry registry) {
		gauge(registry, ActorMeters.LIVE, "actors", "Living actors", (meters) -> meters.read().live());
		gauge(registry, ActorMeters.MAILBOX_SIZE, "messages", "Messages that wait for their actor",
				(meters) -> meters.read().mailboxSize());
		counter(registry, ActorMeters.PROCESSED, "messages", "Messages processed without a failure",
				(meters) -> meters.count(meters.processed, ActorTypeSnapshot::processed));
		counter(registry, ActorMeters.FAILED, "messages", "Messages at which an actor failed",
				(meters) -> meters.count(meters.failed, ActorTypeSnapshot::failed));
		counter(registry, ActorMeters.RESTARTED, "restarts",
				"How often actors went on after a failure, resumed or restarted",
				(meters) -> meters.count(meters.restarted, ActorTypeSnapshot::restarted));
	}

	void remove(MeterRegistry registry) {
		registry.getMeters()
			.stream()
			.filter((meter) -> meter.getId().getName().startsWith(ActorMeters.PREFIX)
					&& this.type.equals(meter.getId().getTag(ActorMeters.TYPE)))
			.forEach(registry::remove);
	}

	private void gauge(MeterRegistry registry, String name, String unit, String description,
			ToDoubleFunction<ActorTypeMeters> value) {
		Gauge.builder(name, this, value)
			.tag(ActorMeters.TYPE, this.type)
			.baseUnit(unit)
			.description(description)
			.register(registry);
	}

	private void counter(MeterRegistry registry, String name, String unit, String description,
			ToDoubleFunction<ActorTypeMeters> value) {
		FunctionCounter.builder(name, this, value)
			.tag(ActorMeters.TYPE, this.type)
			.baseUnit(unit)
			.description(description)
			.register(registry);
	}

	private ActorTypeSnapshot read() {
		return this.types.get(this.type);
	}

	/** An actor that ends during a look may be missed; a counter never goes back. */
	private double count(AtomicLong highest, ToLongFunction<ActorTypeSnapshot> count) {
		return highest.accumulateAndGet(count.applyAsLong(read()), Math::max);
	}

}
