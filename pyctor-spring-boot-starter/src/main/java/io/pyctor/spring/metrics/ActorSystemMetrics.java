package io.pyctor.spring.metrics;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

import io.pyctor.ActorSystem;
import io.pyctor.DeadLetterReason;
import io.pyctor.QueueLoad;

/**
 * The meters of an actor system: living actors, waiting, processed and failed messages
 * and restarts, each by the type of the actors, keyed actors, and dead letters by reason.
 * All are computed when they are read and cost messages nothing. A type of actors that
 * was not known before gets its meters when the context has started or any of the meters
 * is read. Safe for any thread.
 */
public final class ActorSystemMetrics implements MeterBinder, ApplicationListener<ContextRefreshedEvent> {

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(1);

	private final ActorSystem system;

	private final ActorTypes types;

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	private final KeyedMeters keyed;

	/** The meters of each type, which registries refer to weakly; guarded by itself. */
	private final Map<String, ActorTypeMeters> meters = new LinkedHashMap<>();

	/**
	 * Create the meters of a system.
	 * @param system the system
	 * @param knownTypes types of actors that have meters from the start
	 */
	public ActorSystemMetrics(ActorSystem system, Collection<? extends Class<?>> knownTypes) {
		this(system, knownTypes, TIME_TO_LIVE);
	}

	ActorSystemMetrics(ActorSystem system, Collection<? extends Class<?>> knownTypes, Duration timeToLive) {
		this.system = system;
		this.keyed = new KeyedMeters(system);
		this.types = new ActorTypes(system, timeToLive, this::addType);
		if (knownTypes.isEmpty()) {
			addType(ActorMeters.NO_TYPE);
		}
		knownTypes.forEach((type) -> addType(ActorTypeName.of(type.getName())));
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (DeadLetterReason reason : DeadLetterReason.values()) {
			FunctionCounter.builder(ActorMeters.DEAD_LETTERS, this, (metrics) -> metrics.deadLetters(reason))
				.tag(ActorMeters.REASON, reason.name())
				.baseUnit("letters")
				.description("Messages that were not received")
				.register(registry);
		}
		if (this.system.queueLoad().isPresent()) {
			Gauge.builder(ActorMeters.QUEUED, this, ActorSystemMetrics::queued)
				.baseUnit("messages")
				.description("Messages that wait in all mailboxes, and for workers of pools and actors of keys")
				.register(registry);
		}
		synchronized (this.meters) {
			this.registries.add(registry);
			this.meters.values().forEach((type) -> type.register(registry));
		}
		this.keyed.bindTo(registry);
		refresh();
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		refresh();
	}

	private void refresh() {
		this.types.refresh();
		this.keyed.refresh();
	}

	private void addType(String name) {
		synchronized (this.meters) {
			ActorTypeMeters placeholder = this.meters.remove(ActorMeters.NO_TYPE);
			if (placeholder != null) {
				this.registries.forEach(placeholder::remove);
			}
			this.meters.computeIfAbsent(name, (key) -> {
				ActorTypeMeters type = new ActorTypeMeters(this.types, key);
				this.registries.forEach(type::register);
				return type;
			});
		}
	}

	private double queued() {
		return this.system.queueLoad().map(QueueLoad::queued).orElse(0L);
	}

	private double deadLetters(DeadLetterReason reason) {
		refresh();
		return this.system.deadLetters().getOrDefault(reason, 0L);
	}

}
