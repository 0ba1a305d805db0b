package io.pyctor.spring;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.pyctor.Overflow;

/**
 * What properties say about one {@link ActorComponent}, in place of the attributes of its
 * annotation; null leaves the attribute as it is. Immutable.
 *
 * @param start Whether an actor of the component is started with the context.
 * @param blocking Whether the actor blocks, such as on a database or a remote service.
 * @param askTimeout Time that a question to the actor waits for its answer when it does
 * not say.
 * @param capacity Number of messages that may wait for the actor, or 0 for as many as
 * come.
 * @param overflow What happens to a message that finds no place, where there is a
 * capacity.
 * @param idleTimeout Time without a message after which an actor of a keyed component is
 * passivated.
 * @param maxActive Number of actors of a keyed component that should be active at once at
 * most.
 */
public record ActorComponentOverrides(@Nullable Boolean start, @Nullable Boolean blocking,
		@Nullable Duration askTimeout, @Nullable Integer capacity, @Nullable Overflow overflow,
		@Nullable Duration idleTimeout, @Nullable Integer maxActive) {

	/** Leaves every attribute as it is. */
	public static final ActorComponentOverrides NONE = new ActorComponentOverrides(null, null, null, null, null, null,
			null);

}
