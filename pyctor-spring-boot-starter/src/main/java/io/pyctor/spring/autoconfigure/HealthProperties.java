package io.pyctor.spring.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.pyctor.HealthLimits;
import io.pyctor.spring.health.FindingStatus;
import io.pyctor.spring.health.FindingStatuses;

/**
 * The settings of the health of actors.
 *
 * @param lookEvery Time between two looks at the actors, or 0 for none.
 * @param stuckAfter Time that an actor may be busy with one message, or 0 for no limit.
 * @param oldestMessage Time that a message may wait, or 0 for no limit.
 * @param saturation Part of its capacity to which a bounded mailbox may be filled, or 0
 * for no limit.
 * @param restarts Number of restarts that the actors of a class may have in a time, or 0
 * for no limit.
 * @param restartsWithin Time in which restarts are counted.
 * @param growth Number of messages that may wait for one actor without a capacity while
 * they get more and more, or 0 for no limit.
 * @param recoverAfter Time that something has to be well below its limit until it is
 * reported no more.
 * @param warnEvery Time between two warnings of the growth of one mailbox.
 * @param status What it means for the health when a limit is reached.
 */
@ConfigurationProperties("pyctor.health")
public record HealthProperties(@DefaultValue("1s") Duration lookEvery, @DefaultValue("5m") Duration stuckAfter,
		@DefaultValue("1m") Duration oldestMessage, @DefaultValue("0.9") double saturation,
		@DefaultValue("10") int restarts, @DefaultValue("1m") Duration restartsWithin,
		@DefaultValue("10000") long growth, @DefaultValue("30s") Duration recoverAfter,
		@DefaultValue("1m") Duration warnEvery, @DefaultValue Status status) {

	public HealthProperties {
		PyctorProperties.checkNotNegative("health.look-every", lookEvery);
		PyctorProperties.checkNotNegative("health.stuck-after", stuckAfter);
		PyctorProperties.checkNotNegative("health.oldest-message", oldestMessage);
		PyctorProperties.check(saturation >= 0 && saturation <= 1, "health.saturation", saturation,
				"a number from 0 to 1");
		PyctorProperties.check(restarts >= 0, "health.restarts", restarts, "at least 0");
		PyctorProperties.checkPositive("health.restarts-within", restartsWithin);
		PyctorProperties.check(growth >= 0, "health.growth", growth, "at least 0");
		PyctorProperties.checkNotNegative("health.recover-after", recoverAfter);
		PyctorProperties.checkPositive("health.warn-every", warnEvery);
	}

	/**
	 * What it means for the health when a limit is reached.
	 *
	 * @param stuck Health of a system with an actor that is stuck.
	 * @param oldestMessage Health of a system in which a message waits for too long.
	 * @param saturation Health of a system with a bounded mailbox that stays full.
	 * @param restarts Health of a system with actors that are restarted again and again.
	 */
	public record Status(@DefaultValue("down") FindingStatus stuck, @DefaultValue("up") FindingStatus oldestMessage,
			@DefaultValue("up") FindingStatus saturation, @DefaultValue("up") FindingStatus restarts) {

	}

	FindingStatuses statuses() {
		return new FindingStatuses(this.status.stuck(), this.status.oldestMessage(), this.status.saturation(),
				this.status.restarts());
	}

	HealthLimits limits() {
		return new HealthLimits(this.lookEvery, this.stuckAfter, this.oldestMessage, this.saturation, this.restarts,
				this.restartsWithin, this.growth, this.recoverAfter, this.warnEvery);
	}

}
