package io.pyctor.spring;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.pyctor.MessagePriority;
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
 * @param priority Class that says which messages come before others.
 * @param idleTimeout Time without a message after which an actor of a keyed component is
 * passivated, or 0 for never.
 * @param maxActive Number of actors of a keyed component that should be active at once at
 * most, or 0 for any number.
 * @param propagateContext Whether the context of callers, such as who is logged in, goes
 * to the actor with their messages.
 * @param tellAfterCommit Whether what the actor is told within a transaction is told
 * after its commit.
 * @param instances Number of instances that handle the messages of the component.
 * @param instanceKey Expression for the value of a message that says which instance
 * handles it, where there are many.
 * @param supervision What happens when the actor fails.
 */
public record ActorComponentOverrides(@Nullable Boolean start, @Nullable Boolean blocking,
		@Nullable Duration askTimeout, @Nullable Integer capacity, @Nullable Overflow overflow,
		@Nullable Class<? extends MessagePriority> priority, @Nullable Duration idleTimeout,
		@Nullable Integer maxActive, @Nullable Boolean propagateContext, @Nullable Boolean tellAfterCommit,
		@Nullable Integer instances, @Nullable String instanceKey, @Nullable SupervisionOverrides supervision) {

	/** Leaves every attribute as it is. */
	public static final ActorComponentOverrides NONE = new ActorComponentOverrides(null, null, null, null, null, null,
			null, null, null, null, null, null, null);

	/**
	 * Return these overrides, completed by what holds for every component.
	 * @param propagateContext whether every component gets the context of its callers
	 * @param tellAfterCommit whether every component is told after the commit
	 * @return the overrides
	 */
	public ActorComponentOverrides withDefaults(boolean propagateContext, boolean tellAfterCommit) {
		return new ActorComponentOverrides(this.start, this.blocking, this.askTimeout, this.capacity, this.overflow,
				this.priority, this.idleTimeout, this.maxActive, orTrue(this.propagateContext, propagateContext),
				orTrue(this.tellAfterCommit, tellAfterCommit), this.instances, this.instanceKey, this.supervision);
	}

	/** What a property says, or else the attribute. */
	static <T> T or(@Nullable T override, T attribute) {
		return (override != null) ? override : attribute;
	}

	/** What holds for every component can switch on what an attribute leaves off. */
	private static @Nullable Boolean orTrue(@Nullable Boolean override, boolean everywhere) {
		return (override == null && everywhere) ? Boolean.TRUE : override;
	}

}
