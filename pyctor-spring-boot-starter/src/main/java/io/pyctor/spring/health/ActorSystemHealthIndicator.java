package io.pyctor.spring.health;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.pyctor.ActorSystem;
import io.pyctor.ActorTypeSnapshot;
import io.pyctor.QueueLoad;

/**
 * The health of an actor system: up while it takes messages, out of service while it
 * shuts down or refuses messages since too many wait, down when it has stopped. Safe for
 * any thread.
 */
public final class ActorSystemHealthIndicator extends AbstractHealthIndicator {

	private final ActorSystem system;

	/**
	 * Create the health indicator of a system.
	 * @param system the system
	 */
	public ActorSystemHealthIndicator(ActorSystem system) {
		super("Actor system health check failed");
		this.system = system;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		if (this.system.stopped().isDone()) {
			builder.down();
		}
		else if (this.system.isShutdown() || this.system.queueLoad().filter(QueueLoad::refusing).isPresent()) {
			builder.outOfService();
		}
		else {
			builder.up();
		}
		this.system.queueLoad()
			.ifPresent((load) -> builder.withDetail("queued", load.queued()).withDetail("queueLimit", load.limit()));
		builder.withDetail("system", this.system.name())
			.withDetail("actors", this.system.typeSnapshots().stream().mapToLong(ActorTypeSnapshot::live).sum())
			.withDetail("deadLetters", this.system.deadLetters().values().stream().mapToLong(Long::longValue).sum());
	}

}
