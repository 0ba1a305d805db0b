package io.pyctor.spring;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.pyctor.supervision.Directive;

/**
 * What properties say about the supervision of one {@link ActorComponent}, in place of
 * the attributes of {@link Supervision}; null leaves the attribute as it is. Immutable.
 *
 * @param directive What becomes of the actor after a failure, unless its class says
 * otherwise.
 * @param resumeOn Failures after which the same object goes on.
 * @param restartOn Failures after which a fresh object takes the place of the one that
 * failed.
 * @param stopOn Failures of which the actor stops.
 * @param maxFailures How many failures are too many, so that the actor stops. Zero is no
 * limit.
 * @param within Time within which so many failures are too many.
 * @param backoff Time that the actor waits before it goes on after a failure.
 * @param maxBackoff Longest time that the actor waits after failures in a row.
 * @param backoffFactor How many times longer each wait is than the one before.
 * @param jitter By which part of it a wait may be shorter by chance, from 0 to 1.
 * @param retries How often a message that failed is tried again.
 * @param retryBackoff Time that a message waits before it is tried again.
 * @param oneForAll Name of the group of siblings that are restarted or stopped together.
 */
public record SupervisionOverrides(@Nullable Directive directive, @Nullable List<Class<? extends Throwable>> resumeOn,
		@Nullable List<Class<? extends Throwable>> restartOn, @Nullable List<Class<? extends Throwable>> stopOn,
		@Nullable Integer maxFailures, @Nullable Duration within, @Nullable Duration backoff,
		@Nullable Duration maxBackoff, @Nullable Double backoffFactor, @Nullable Double jitter,
		@Nullable Integer retries, @Nullable Duration retryBackoff, @Nullable String oneForAll) {

	/** Leaves every attribute as it is. */
	static final SupervisionOverrides NONE = new SupervisionOverrides(null, null, null, null, null, null, null, null,
			null, null, null, null, null);

}
