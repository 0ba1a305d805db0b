package io.pyctor.spring.health;

import java.util.Map;
import java.util.function.Supplier;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.pyctor.ActorSystem;
import io.pyctor.ActorTypeSnapshot;
import io.pyctor.QueueLoad;

/**
 * The health of an actor system: up while it takes messages and the actors of all
 * components live or were stopped on purpose, down when one has ended by a failure, out
 * of service while the system shuts down or refuses messages since too many wait, down
 * when it has stopped. Safe for any thread.
 */
public final class ActorSystemHealthIndicator extends AbstractHealthIndicator {

	private final ActorSystem system;

	private final Supplier<Map<String, String>> failures;

	/**
	 * Create the health indicator of a system.
	 * @param system the system
	 */
	public ActorSystemHealthIndicator(ActorSystem system) {
		this(system, Map::of);
	}

	/**
	 * Create the health indicator of a system with components.
	 * @param system the system
	 * @param failures the class names of the failures of which components have ended, by
	 * their names
	 */
	public ActorSystemHealthIndicator(ActorSystem system, Supplier<Map<String, String>> failures) {
		super("Actor system health check failed");
		this.system = system;
		this.failures = failures;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Map<String, String> failures = this.failures.get();
		if (this.system.stopped().isDone()) {
			builder.down();
		}
		else if (this.system.isShutdown() || this.system.queueLoad().filter(QueueLoad::refusing).isPresent()) {
			builder.outOfService();
		}
		else if (!failures.isEmpty()) {
			builder.down();
		}
		else {
			builder.up();
		}
		this.system.queueLoad()
			.ifPresent((load) -> builder.withDetail("queued", load.queued()).withDetail("queueLimit", load.limit()));
		builder.withDetail("system", this.system.name())
			.withDetail("actors", this.system.typeSnapshots().stream().mapToLong(ActorTypeSnapshot::live).sum())
			.withDetail("deadLetters", this.system.deadLetters().values().stream().mapToLong(Long::longValue).sum());
		if (!failures.isEmpty()) {
			builder.withDetail("failed", failures);
		}
	}

}
