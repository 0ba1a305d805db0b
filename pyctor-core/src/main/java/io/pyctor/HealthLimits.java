package io.pyctor;

import java.time.Duration;
import java.util.Objects;

/**
 * From where on something about actors is worth an operator's attention. Immutable: each
 * method with an argument returns new limits. Zero switches a limit off.
 * <p>
 * The system is looked at now and then, never when a message comes: a message carries no
 * time and costs nothing for this. What is known of times is therefore a lower bound,
 * short of the truth by {@link #lookEvery()}; of a message that waits, also by a seventh
 * of the longest that one has waited there lately, if that is more. Only mailboxes with a
 * capacity or priorities, and all where the system has a
 * {@linkplain ActorSystemBuilder#queueLimit limit}, know it exactly.
 *
 * @param lookEvery how often to look; zero if never. A look takes no more than a
 * hundredth of the time: where there are millions of actors, or of messages that wait, it
 * comes less often
 * @param stuckAfter how long an actor may be busy with one message, or await the stages
 * of one
 * @param oldestMessage how long a message may wait
 * @param saturation how full a bounded mailbox may be, from 0 to 1, at two looks in a row
 * @param restarts how many fresh objects the actors of a class may take in a time
 * @param restartsWithin that time, which is positive
 * @param growth how many messages may wait for one actor without a capacity, as long as
 * they get more and more
 * @param recoverAfter how long it must have been well below a limit until it counts as
 * such again
 * @param warnEvery how often the log may warn of the growth of one mailbox, a positive
 * time
 * @see ActorSystemBuilder#health(HealthLimits)
 */
public record HealthLimits(Duration lookEvery, Duration stuckAfter, Duration oldestMessage, double saturation,
		int restarts, Duration restartsWithin, long growth, Duration recoverAfter, Duration warnEvery) {

	private static final HealthLimits DEFAULTS = new HealthLimits(Duration.ofSeconds(1), Duration.ofMinutes(5),
			Duration.ofMinutes(1), 0.9, 10, Duration.ofMinutes(1), 10_000, Duration.ofSeconds(30),
			Duration.ofMinutes(1));

	/**
	 * Check the limits.
	 */
	public HealthLimits {
		notNegative(lookEvery, "lookEvery");
		notNegative(stuckAfter, "stuckAfter");
		notNegative(oldestMessage, "oldestMessage");
		if (!(saturation >= 0 && saturation <= 1)) {
			throw new IllegalArgumentException("'saturation' must be from 0 to 1 (was " + saturation + ")");
		}
		notNegative(restarts, "restarts");
		positive(restartsWithin, "restartsWithin");
		notNegative(growth, "growth");
		notNegative(recoverAfter, "recoverAfter");
		positive(warnEvery, "warnEvery");
	}

	/**
	 * The limits that a system has by default: looks every second, an actor may be busy
	 * for 5 minutes, a message may wait for a minute, a bounded mailbox may be filled to
	 * nine tenths, there may be 10 restarts in a minute, 10,000 messages may wait in a
	 * mailbox that grows, and what was found holds for 30 seconds.
	 * @return the limits
	 */
	public static HealthLimits defaults() {
		return DEFAULTS;
	}

	/**
	 * No limits: nothing is looked at, and there is no thread for it.
	 * @return the limits
	 */
	public static HealthLimits none() {
		return DEFAULTS.lookEvery(Duration.ZERO);
	}

	/**
	 * Limits like these that are looked at more or less often.
	 * @param time how often, or zero to look at nothing
	 * @return the limits
	 */
	public HealthLimits lookEvery(Duration time) {
		return new HealthLimits(time, this.stuckAfter, this.oldestMessage, this.saturation, this.restarts,
				this.restartsWithin, this.growth, this.recoverAfter, this.warnEvery);
	}

	/**
	 * Limits like these with another time for one message.
	 * @param time how long an actor may be busy with a message, or zero for no limit
	 * @return the limits
	 */
	public HealthLimits stuckAfter(Duration time) {
		return new HealthLimits(this.lookEvery, time, this.oldestMessage, this.saturation, this.restarts,
				this.restartsWithin, this.growth, this.recoverAfter, this.warnEvery);
	}

	/**
	 * Limits like these with another age of messages that wait.
	 * @param age how long a message may wait, or zero for no limit
	 * @return the limits
	 */
	public HealthLimits oldestMessage(Duration age) {
		return new HealthLimits(this.lookEvery, this.stuckAfter, age, this.saturation, this.restarts,
				this.restartsWithin, this.growth, this.recoverAfter, this.warnEvery);
	}

	/**
	 * Limits like these with another part of a capacity.
	 * @param part how full a bounded mailbox may be, up to 1, or zero for no limit
	 * @return the limits
	 */
	public HealthLimits saturation(double part) {
		return new HealthLimits(this.lookEvery, this.stuckAfter, this.oldestMessage, part, this.restarts,
				this.restartsWithin, this.growth, this.recoverAfter, this.warnEvery);
	}

	/**
	 * Limits like these with another number of restarts.
	 * @param restarts how many there may be of one class, or zero for no limit
	 * @param within in which time
	 * @return the limits
	 */
	public HealthLimits restarts(int restarts, Duration within) {
		return new HealthLimits(this.lookEvery, this.stuckAfter, this.oldestMessage, this.saturation, restarts, within,
				this.growth, this.recoverAfter, this.warnEvery);
	}

	/**
	 * Limits like these with another number of messages from which on the growth of a
	 * mailbox matters.
	 * @param messages how many may wait, or zero for no limit
	 * @return the limits
	 */
	public HealthLimits growth(long messages) {
		return new HealthLimits(this.lookEvery, this.stuckAfter, this.oldestMessage, this.saturation, this.restarts,
				this.restartsWithin, messages, this.recoverAfter, this.warnEvery);
	}

	/**
	 * Limits like these with another time to recover.
	 * @param time how long it has to be well below a limit, zero or more
	 * @return the limits
	 */
	public HealthLimits recoverAfter(Duration time) {
		return new HealthLimits(this.lookEvery, this.stuckAfter, this.oldestMessage, this.saturation, this.restarts,
				this.restartsWithin, this.growth, time, this.warnEvery);
	}

	/**
	 * Limits like these with another time between warnings.
	 * @param time how often to warn of one mailbox at most
	 * @return the limits
	 */
	public HealthLimits warnEvery(Duration time) {
		return new HealthLimits(this.lookEvery, this.stuckAfter, this.oldestMessage, this.saturation, this.restarts,
				this.restartsWithin, this.growth, this.recoverAfter, time);
	}

	/** Whether there is anything to look at. */
	boolean isLookedAt() {
		return !this.lookEvery.isZero();
	}

	private static void notNegative(long value, String name) {
		if (value < 0) {
			throw new IllegalArgumentException("'" + name + "' must not be negative (was " + value + ")");
		}
	}

	private static void notNegative(Duration value, String name) {
		if (Objects.requireNonNull(value, () -> "'" + name + "' must not be null").isNegative()) {
			throw new IllegalArgumentException("'" + name + "' must not be negative (was " + value + ")");
		}
	}

	private static void positive(Duration value, String name) {
		if (Objects.requireNonNull(value, () -> "'" + name + "' must not be null").isNegative() || value.isZero()) {
			throw new IllegalArgumentException("'" + name + "' must be positive (was " + value + ")");
		}
	}

}
