package io.pyctor;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * What belongs to all actors of one keyed type. Immutable: each method returns new
 * options. By default an activation stays until it is stopped, and there may be any
 * number of them.
 */
public final class KeyedOptions {

	private static final KeyedOptions DEFAULTS = new KeyedOptions(ActorOptions.defaults(), null, Integer.MAX_VALUE);

	private final ActorOptions actorOptions;

	private final @Nullable Duration idleTimeout;

	private final int maxActive;

	private KeyedOptions(ActorOptions actorOptions, @Nullable Duration idleTimeout, int maxActive) {
		this.actorOptions = actorOptions;
		this.idleTimeout = idleTimeout;
		this.maxActive = maxActive;
	}

	/**
	 * The options of actors that are never passivated.
	 * @return the options
	 */
	public static KeyedOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Options like these for actors with other options of their own.
	 * @param options the options of each actor
	 * @return the options
	 */
	public KeyedOptions actorOptions(ActorOptions options) {
		Objects.requireNonNull(options, "'options' must not be null");
		if (options.instances() > 1) {
			throw new IllegalArgumentException("'options' must be those of one actor (were those of a pool of "
					+ options.instances() + "); there is one actor for each key");
		}
		return new KeyedOptions(options, this.idleTimeout, this.maxActive);
	}

	/**
	 * Options like these with a time after which an actor that was told nothing is
	 * passivated. It is kept to about a tenth, and never early.
	 * @param timeout a positive time
	 * @return the options
	 */
	public KeyedOptions idleTimeout(Duration timeout) {
		if (timeout.isZero() || timeout.isNegative()) {
			throw new IllegalArgumentException("'idleTimeout' must be positive (was " + timeout + ")");
		}
		return new KeyedOptions(this.actorOptions, timeout, this.maxActive);
	}

	/**
	 * Options like these with a number of actors that should be active at once at most.
	 * For one more, the one that was told nothing for the longest time is passivated, and
	 * the new one waits for its end. Where every actor is in the midst of something, and
	 * none of them comes to an end for a moment, the number is exceeded until one does.
	 * @param maxActive at least 1
	 * @return the options
	 */
	public KeyedOptions maxActive(int maxActive) {
		if (maxActive < 1) {
			throw new IllegalArgumentException("'maxActive' must be at least 1 (was " + maxActive + ")");
		}
		return new KeyedOptions(this.actorOptions, this.idleTimeout, maxActive);
	}

	/**
	 * Return the options of each actor.
	 * @return the options
	 */
	public ActorOptions actorOptions() {
		return this.actorOptions;
	}

	/**
	 * Return after which time without a message an actor is passivated.
	 * @return the time, or nothing if it is not
	 */
	public Optional<Duration> idleTimeout() {
		return Optional.ofNullable(this.idleTimeout);
	}

	/**
	 * Return how many actors should be active at once at most.
	 * @return the number, or nothing if there is no bound
	 */
	public OptionalInt maxActive() {
		return (this.maxActive < Integer.MAX_VALUE) ? OptionalInt.of(this.maxActive) : OptionalInt.empty();
	}

	@Override
	public String toString() {
		return "KeyedOptions[actorOptions=" + this.actorOptions + ", idleTimeout=" + this.idleTimeout + ", maxActive="
				+ this.maxActive + "]";
	}

}
