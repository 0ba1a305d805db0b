package io.pyctor.spring;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;

import io.pyctor.supervision.Backoff;
import io.pyctor.supervision.Directive;
import io.pyctor.supervision.FailureLimit;
import io.pyctor.supervision.Retry;
import io.pyctor.supervision.SupervisionStrategy;

/**
 * Makes a strategy of the attributes of a {@link Supervision}, after properties had their
 * word.
 */
final class SupervisionSettings {

	private static final Duration RESTART_BACKOFF = Duration.ofMillis(100);

	private final String subject;

	private final Supervision supervision;

	private final SupervisionOverrides overrides;

	private final StringValueResolver placeholders;

	SupervisionSettings(String subject, Supervision supervision, @Nullable SupervisionOverrides overrides,
			StringValueResolver placeholders) {
		this.subject = subject;
		this.supervision = supervision;
		this.overrides = (overrides != null) ? overrides : SupervisionOverrides.NONE;
		this.placeholders = placeholders;
	}

	/**
	 * Return the strategy.
	 * @param keyed whether it is that of an actor for each key
	 * @throws ActorComponentException if the attributes do not make sense together
	 */
	SupervisionStrategy strategy(boolean keyed) {
		Directive directive = ActorComponentOverrides.or(this.overrides.directive(), this.supervision.value());
		Map<Class<? extends Throwable>, Directive> byType = new HashMap<>();
		add(byType, Directive.RESUME, this.overrides.resumeOn(), this.supervision.resumeOn());
		add(byType, Directive.RESTART, this.overrides.restartOn(), this.supervision.restartOn());
		add(byType, Directive.STOP, this.overrides.stopOn(), this.supervision.stopOn());
		boolean restarts = directive == Directive.RESTART || byType.containsValue(Directive.RESTART);
		SupervisionStrategy strategy = new SupervisionStrategy(directive, byType, limit(), backoff(restarts), retry(),
				oneForAll(keyed));
		// The default is known by its identity.
		return strategy.equals(SupervisionStrategy.resume()) ? SupervisionStrategy.resume() : strategy;
	}

	private void add(Map<Class<? extends Throwable>, Directive> byType, Directive directive,
			@Nullable List<Class<? extends Throwable>> override, Class<? extends Throwable>[] attribute) {
		for (Class<? extends Throwable> type : ActorComponentOverrides.or(override, Arrays.asList(attribute))) {
			// A property can name any class.
			if (!Throwable.class.isAssignableFrom(type)) {
				throw refused("says of " + type.getName() + " that the actor is to " + lower(directive)
						+ ", but that is no class of failures", "Name a subclass of java.lang.Throwable.");
			}
			Directive other = byType.put(type, directive);
			if (other != null && other != directive) {
				throw refused(
						"says of " + type.getName() + " that the actor is to " + lower(other) + " and to "
								+ lower(directive),
						"Name each class of failures once, in 'resumeOn', 'restartOn' or 'stopOn'.");
			}
		}
	}

	private static String lower(Directive directive) {
		return directive.name().toLowerCase(Locale.ROOT);
	}

	private Optional<FailureLimit> limit() {
		int failures = ActorComponentOverrides.or(this.overrides.maxFailures(), this.supervision.maxFailures());
		if (failures < 0) {
			throw refused("has 'maxFailures' " + failures + ", which is negative",
					"Say how many failures are too many, or 0 for no limit.");
		}
		Duration within = time(this.overrides.within(), "within", this.supervision.within(), DurationAttribute.SHORTEST)
			.orElse(Duration.ofMinutes(1));
		return (failures > 0) ? Optional.of(new FailureLimit(failures, within)) : Optional.empty();
	}

	private Optional<String> oneForAll(boolean keyed) {
		Optional<String> group = Optional
			.of(ActorComponentOverrides.or(this.overrides.oneForAll(), this.supervision.oneForAll()))
			.filter(StringUtils::hasText);
		if (keyed && group.isPresent()) {
			throw refused(
					"has 'oneForAll' (" + group.get()
							+ ") and is keyed: a failure of one key would end the actors of all",
					"Remove 'oneForAll'.");
		}
		return group;
	}

	private Backoff backoff(boolean restarts) {
		Optional<Duration> said = time(this.overrides.backoff(), "backoff", this.supervision.backoff(), Duration.ZERO);
		Duration initial = said.orElse(restarts ? RESTART_BACKOFF : Duration.ZERO);
		return initial.isZero() ? Backoff.none() : backoff("backoff", initial, said.isPresent());
	}

	private Retry retry() {
		int retries = ActorComponentOverrides.or(this.overrides.retries(), this.supervision.retries());
		if (retries < 0) {
			throw refused("has 'retries' " + retries + ", which is negative",
					"Say how often a message that failed is tried again, or 0 for never.");
		}
		Optional<Duration> initial = time(this.overrides.retryBackoff(), "retryBackoff",
				this.supervision.retryBackoff(), Duration.ZERO);
		return (retries > 0) ? new Retry(retries, backoff("retryBackoff", initial.orElse(Duration.ZERO), true))
				: Retry.never();
	}

	private Backoff backoff(String attribute, Duration initial, boolean said) {
		Duration max = time(this.overrides.maxBackoff(), "maxBackoff", this.supervision.maxBackoff(), Duration.ZERO)
			.orElse(Duration.ofSeconds(30));
		if (!said && initial.compareTo(max) > 0) {
			// Nobody has asked for so long a wait.
			return backoff(attribute, max, true);
		}
		try {
			return new Backoff(initial, max,
					ActorComponentOverrides.or(this.overrides.backoffFactor(), this.supervision.backoffFactor()),
					ActorComponentOverrides.or(this.overrides.jitter(), this.supervision.jitter()));
		}
		catch (IllegalArgumentException ex) {
			throw refused("cannot wait as it says ('" + attribute + "'): " + ex.getMessage(),
					"Let 'backoff' and 'retryBackoff' be no longer than 'maxBackoff', 'backoffFactor' at least 1, "
							+ "and 'jitter' from 0 to 1.");
		}
	}

	private Optional<Duration> time(@Nullable Duration override, String attribute, String text, Duration minimum) {
		return new DurationAttribute(this.subject, "@Supervision(" + attribute + ")", text).read(override, minimum,
				this.placeholders);
	}

	private ActorComponentException refused(String what, String action) {
		return new ActorComponentException(this.subject + " has a supervision that " + what + ".",
				action + " Look at @Supervision and at the properties 'pyctor.actors.<name>.supervision'.");
	}

}
