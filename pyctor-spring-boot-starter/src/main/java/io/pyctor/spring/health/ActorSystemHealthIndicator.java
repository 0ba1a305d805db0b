package io.pyctor.spring.health;

import java.util.Comparator;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.pyctor.ActorSystem;
import io.pyctor.ActorTypeSnapshot;
import io.pyctor.QueueLoad;

/**
 * The health of an actor system: up while it takes messages and the actors of all
 * components live or were stopped on purpose, down when one has ended by a failure, out
 * of service while the system shuts down or refuses messages since too many wait, down
 * when it has stopped; and otherwise what its {@linkplain ActorSystem#health() findings}
 * mean. What they are is in the details, at most ten of each kind, and what they tell of
 * messages is their types only. Safe for any thread.
 */
public final class ActorSystemHealthIndicator extends AbstractHealthIndicator {

	private final ActorSystem system;

	private final Supplier<Map<String, String>> failures;

	private final FindingStatuses statuses;

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
		this(system, failures, FindingStatuses.defaults());
	}

	/**
	 * Create the health indicator of a system with components.
	 * @param system the system
	 * @param failures the class names of the failures of which components have ended, by
	 * their names
	 * @param statuses what the findings of the system mean
	 */
	public ActorSystemHealthIndicator(ActorSystem system, Supplier<Map<String, String>> failures,
			FindingStatuses statuses) {
		super("Actor system health check failed");
		this.system = system;
		this.failures = failures;
		this.statuses = statuses;
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
			builder.status(ofFindings());
		}
		this.system.queueLoad()
			.ifPresent((load) -> builder.withDetail("queued", load.queued()).withDetail("queueLimit", load.limit()));
		builder.withDetail("system", this.system.name())
			.withDetail("actors", this.system.typeSnapshots().stream().mapToLong(ActorTypeSnapshot::live).sum())
			.withDetail("deadLetters", this.system.deadLetters().values().stream().mapToLong(Long::longValue).sum());
		if (!failures.isEmpty()) {
			builder.withDetail("failed", failures);
		}
		this.system.health().ifPresent((report) -> new FindingDetails(report, builder).add());
	}

	/** The worst that any of them means. */
	private Status ofFindings() {
		FindingStatus worst = this.system.health()
			.flatMap((report) -> report.findings().stream().map(this.statuses::of).max(Comparator.naturalOrder()))
			.orElse(FindingStatus.UP);
		return switch (worst) {
			case DOWN -> Status.DOWN;
			case OUT_OF_SERVICE -> Status.OUT_OF_SERVICE;
			case UP -> Status.UP;
		};
	}

}
