package io.pyctor.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.pyctor.supervision.Directive;

/**
 * Says what happens when the actor of an {@link ActorComponent} fails: whether it goes
 * on, is restarted or stops, how many failures are too many, how long it waits before it
 * goes on, and whether the message that failed is tried again. While it waits, its
 * messages wait, in their order.
 *
 * <pre class="code">
 * &#64;ActorComponent(supervision = &#64;Supervision(value = Directive.RESTART, maxFailures = 5, within = "1m",
 * 		stopOn = AuthenticationException.class))
 * class Feed {
 * 	...
 * }
 * </pre>
 *
 * Times are written with their unit, such as {@code 500ms} or {@code 1m30s}; placeholders
 * may stand for them. Every attribute can be overridden by a property
 * {@code pyctor.actors.<name>.supervision.<attribute>}, where {@code value} is called
 * {@code directive}.
 *
 * @see io.pyctor.supervision.SupervisionStrategy
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Supervision {

	/**
	 * What becomes of the actor, unless the class of the failure says otherwise. A
	 * restart takes a fresh bean.
	 * @return the directive
	 */
	Directive value() default Directive.RESUME;

	/**
	 * Failures after which the same object goes on. The most specific class counts.
	 * @return classes of failures
	 */
	Class<? extends Throwable>[] resumeOn() default {};

	/**
	 * Failures after which a fresh object takes the place of the one that failed. The
	 * most specific class counts.
	 * @return classes of failures
	 */
	Class<? extends Throwable>[] restartOn() default {};

	/**
	 * Failures of which the actor stops. The most specific class counts.
	 * @return classes of failures
	 */
	Class<? extends Throwable>[] stopOn() default {};

	/**
	 * How many failures are too many: the actor stops at the last of them. By default
	 * none are.
	 * @return the number, or 0 for no limit
	 */
	int maxFailures() default 0;

	/**
	 * The time within which so many failures are too many.
	 * @return the time
	 */
	String within() default "1m";

	/**
	 * How long the actor waits before it goes on after a failure. By default it waits
	 * 100ms where it may be restarted, and not at all where it only resumes.
	 * @return the time, {@code 0s} for no wait
	 */
	String backoff() default "";

	/**
	 * The longest wait after failures in a row.
	 * @return the time
	 */
	String maxBackoff() default "30s";

	/**
	 * How many times longer each wait is than the one before.
	 * @return the factor, at least 1
	 */
	double backoffFactor() default 2;

	/**
	 * By which part of it a wait may be shorter by chance, so that actors that failed
	 * together do not come back together.
	 * @return the part, from 0 to 1
	 */
	double jitter() default 0.2;

	/**
	 * How often a message that failed is tried again, before those that were told later.
	 * After that it goes to a method that is annotated with {@link Failed}, or becomes a
	 * dead letter, and who asked has the last failure.
	 * @return the number of further tries
	 */
	int retries() default 0;

	/**
	 * How long a message waits before it is tried again; each wait is longer than the one
	 * before, by {@link #backoffFactor} and up to {@link #maxBackoff}.
	 * @return the time
	 */
	String retryBackoff() default "100ms";

	/**
	 * The name of a group of siblings: the workers of a pool, the children of one actor,
	 * or components with an actor each. When one of them is restarted or stops after a
	 * failure, so are all others whose supervision names the same group.
	 * @return the name of the group; by default the actor fails alone
	 */
	String oneForAll() default "";

}
