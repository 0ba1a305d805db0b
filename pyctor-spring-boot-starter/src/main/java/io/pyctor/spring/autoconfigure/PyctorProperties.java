package io.pyctor.spring.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

import io.pyctor.spring.ActorComponentOverrides;
import io.pyctor.spring.SupervisionOverrides;

/**
 * The settings of the actor system.
 *
 * @param name Name of the actor system. By default, it is made from the name of the
 * application.
 * @param parallelism Number of threads for actors that compute. By default, the number of
 * processors, and at least 2.
 * @param throughput Number of messages that an actor may process before others get its
 * thread.
 * @param batchTime Time that an actor may process messages before others get its thread.
 * @param virtualThreads Whether actors that block run on virtual threads where the JVM
 * has them. By default, they do unless 'spring.threads.virtual.enabled' is false.
 * @param askTimeout Time that a question waits for its answer when it does not say.
 * @param expireAsks Whether a question that nobody waits for any more is skipped when its
 * turn comes.
 * @param queueLimit Number of messages that may wait in all mailboxes together, and for
 * workers of pools and actors of keys, before those from outside are refused. By default,
 * there is no limit.
 * @param shutdownTimeout Time that actors have to come to their end when the application
 * stops. Keep it below 'spring.lifecycle.timeout-per-shutdown-phase'.
 * @param failureLogLimit Number of failures of actors that are logged in a minute, with
 * their stacks, before the log only counts them.
 * @param deadLetterLogLimit Number of dead letters that are logged in a minute before the
 * log only counts them.
 * @param propagateContext Whether the context of callers, such as who is logged in, goes
 * to every actor component with their messages.
 * @param tellAfterCommit Whether what any actor component is told within a transaction is
 * told after its commit.
 * @param validateActorNames Whether settings of an actor component that does not exist
 * stop the start. Otherwise, they are warned of.
 * @param metrics Meters of the actor system.
 * @param web Answers of the web server to requests for which an actor or a sequential
 * method has no place.
 * @param actors Settings of actor components, by their names. They override the
 * attributes of the annotation.
 */
@ConfigurationProperties("pyctor")
public record PyctorProperties(@Nullable String name, @Nullable Integer parallelism,
		@DefaultValue("256") int throughput, @DefaultValue("200us") Duration batchTime,
		@Nullable Boolean virtualThreads, @DefaultValue("5s") Duration askTimeout,
		@DefaultValue("true") boolean expireAsks, @Nullable Long queueLimit,
		@DefaultValue("20s") Duration shutdownTimeout, @DefaultValue("100") int failureLogLimit,
		@DefaultValue("10") int deadLetterLogLimit, @DefaultValue("false") boolean propagateContext,
		@DefaultValue("false") boolean tellAfterCommit, @DefaultValue("true") boolean validateActorNames,
		@DefaultValue Metrics metrics, @DefaultValue Web web,
		@DefaultValue Map<String, ActorComponentOverrides> actors) {

	private static final Pattern ACTOR_NAME = Pattern.compile("[A-Za-z0-9\\-_.~$@+:=,]{1,255}");

	public PyctorProperties {
		check(name == null || (ACTOR_NAME.matcher(name).matches() && !name.matches("\\.{1,2}")), "name", name,
				"1 to 255 ASCII letters, digits and -_.~$@+:=,");
		check(parallelism == null || parallelism >= 1, "parallelism", parallelism, "at least 1");
		check(throughput >= 1, "throughput", throughput, "at least 1");
		checkPositive("batch-time", batchTime);
		checkPositive("ask-timeout", askTimeout);
		checkNotNegative("shutdown-timeout", shutdownTimeout);
		checkPositive("web.retry-after", web.retryAfter());
		check(queueLimit == null || queueLimit >= 1, "queue-limit", queueLimit, "at least 1");
		check(failureLogLimit >= 0, "failure-log-limit", failureLogLimit, "at least 0");
		check(deadLetterLogLimit >= 0, "dead-letter-log-limit", deadLetterLogLimit, "at least 0");
		actors.forEach((component, overrides) -> {
			checkPositive("actors." + component + ".ask-timeout", overrides.askTimeout());
			Integer capacity = overrides.capacity();
			check(capacity == null || capacity >= 0, "actors." + component + ".capacity", capacity,
					"at least 1, or 0 for a mailbox without a bound");
			Integer instances = overrides.instances();
			check(instances == null || instances >= 1, "actors." + component + ".instances", instances, "at least 1");
			Duration idleTimeout = overrides.idleTimeout();
			check(idleTimeout == null || !idleTimeout.isNegative(), "actors." + component + ".idle-timeout",
					idleTimeout, "a positive time, or 0 for none");
			Integer maxActive = overrides.maxActive();
			check(maxActive == null || maxActive >= 0, "actors." + component + ".max-active", maxActive,
					"at least 1, or 0 for no bound");
			checkSupervision("actors." + component + ".supervision.", overrides.supervision());
		});
	}

	/** What the application says of virtual threads as a whole counts for actors, too. */
	boolean useVirtualThreads(Environment environment) {
		return (this.virtualThreads != null) ? this.virtualThreads
				: environment.getProperty("spring.threads.virtual.enabled", Boolean.class, true);
	}

	private static void checkSupervision(String prefix, @Nullable SupervisionOverrides supervision) {
		if (supervision == null) {
			return;
		}
		checkAtLeastZero(prefix + "max-failures", supervision.maxFailures());
		checkAtLeastZero(prefix + "retries", supervision.retries());
		checkPositive(prefix + "within", supervision.within());
		checkNotNegative(prefix + "backoff", supervision.backoff());
		checkNotNegative(prefix + "max-backoff", supervision.maxBackoff());
		checkNotNegative(prefix + "retry-backoff", supervision.retryBackoff());
		Double factor = supervision.backoffFactor();
		check(factor == null || factor >= 1, prefix + "backoff-factor", factor, "at least 1");
		Double jitter = supervision.jitter();
		check(jitter == null || (jitter >= 0 && jitter <= 1), prefix + "jitter", jitter, "a number from 0 to 1");
	}

	private static void checkAtLeastZero(String property, @Nullable Integer value) {
		check(value == null || value >= 0, property, value, "at least 0");
	}

	static void checkNotNegative(String property, @Nullable Duration value) {
		check(value == null || !value.isNegative(), property, value, "a time that is not negative");
	}

	static void checkPositive(String property, @Nullable Duration value) {
		check(value == null || (!value.isZero() && !value.isNegative()), property, value, "a positive time");
	}

	static void check(boolean valid, String property, @Nullable Object value, String expected) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException("pyctor." + property, value, "Expected " + expected);
		}
	}

	/**
	 * The settings of the meters.
	 *
	 * @param enabled Whether to publish meters of the actor system.
	 */
	public record Metrics(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * The settings of answers to requests for which an actor or a sequential method has
	 * no place.
	 *
	 * @param enabled Whether a request for which an actor or a sequential method has no
	 * place is answered with the status 503.
	 * @param retryAfter Time after which the client of such a request may try again,
	 * rounded up to seconds.
	 */
	public record Web(@DefaultValue("true") boolean enabled, @DefaultValue("1s") Duration retryAfter) {

	}

}
