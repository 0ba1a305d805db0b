package io.pyctor.spring.health;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.pyctor.ActorSystem;
import io.pyctor.ActorTypeSnapshot;
import io.pyctor.QueueLoad;

/**
 * The health of an actor system: up while it takes messages and the actors of all
 * components live or were stopped on purpose, down when one has ended by a failure, out
 * of service while the system shuts down or refuses messages since too many wait, and for
 * a time after that, down when it has stopped; and otherwise what its
 * {@linkplain ActorSystem#health() findings} mean. What they are is in the details, at
 * most ten of each kind, and what they tell of messages is their types only. Safe for any
 * thread.
 */
public final class ActorSystemHealthIndicator extends AbstractHealthIndicator {

	private final ActorSystem system;

	private final Supplier<Map<String, String>> failures;

	private final FindingStatuses statuses;

	private final long holdNanos;

	private final LongSupplier clock;

	/** When it refused messages last, as far as was seen; none before the first time. */
	private final AtomicReference<@Nullable Long> refused = new AtomicReference<>();

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
		this(system, failures, statuses, Duration.ZERO);
	}

	/**
	 * Create the health indicator of a system with components.
	 * @param system the system
	 * @param failures the class names of the failures of which components have ended, by
	 * their names
	 * @param statuses what the findings of the system mean
	 * @param hold how long the system is out of service after it was seen to refuse
	 * messages, since under a steady load it refuses some and takes others
	 */
	public ActorSystemHealthIndicator(ActorSystem system, Supplier<Map<String, String>> failures,
			FindingStatuses statuses, Duration hold) {
		this(system, failures, statuses, hold, System::nanoTime);
	}

	ActorSystemHealthIndicator(ActorSystem system, Supplier<Map<String, String>> failures, FindingStatuses statuses,
			Duration hold, LongSupplier clock) {
		super("Actor system health check failed");
		this.holdNanos = hold.toNanos();
		this.clock = clock;
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
		else if (this.system.isShutdown() || refuses()) {
			builder.outOfService();
		}
		else {
			Status status = failures.isEmpty() ? ofFindings() : Status.DOWN;
			builder.status((hasRefused() && !status.equals(Status.DOWN)) ? Status.OUT_OF_SERVICE : status);
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

	private boolean refuses() {
		boolean refuses = this.system.queueLoad().filter(QueueLoad::refusing).isPresent();
		if (refuses) {
			this.refused.set(this.clock.getAsLong());
		}
		return refuses;
	}

	/** Whether it did when it was seen a while ago. */
	private boolean hasRefused() {
		Long last = this.refused.get();
		return last != null && this.clock.getAsLong() - last < this.holdNanos;
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
