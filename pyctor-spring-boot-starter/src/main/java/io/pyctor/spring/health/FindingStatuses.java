package io.pyctor.spring.health;

import io.pyctor.HealthFinding;

/**
 * What each kind of finding means to the health of the system. By default, an actor that
 * is stuck means that it is down, as that does not mend by itself. All else is for the
 * details: a queue that is long or full is what queues are there for, and to take a busy
 * instance out of service leaves its work to others that are as busy.
 *
 * @param stuck what an actor that is stuck means
 * @param oldestMessage what a message that waits for too long means
 * @param saturation what a bounded mailbox that stays full means
 * @param restarts what actors mean that are restarted again and again
 */
public record FindingStatuses(FindingStatus stuck, FindingStatus oldestMessage, FindingStatus saturation,
		FindingStatus restarts) {

	/**
	 * Return what each kind means by default.
	 * @return the statuses
	 */
	public static FindingStatuses defaults() {
		return new FindingStatuses(FindingStatus.DOWN, FindingStatus.UP, FindingStatus.UP, FindingStatus.UP);
	}

	/** What a finding means. The growth of a mailbox is a warning, and no more. */
	FindingStatus of(HealthFinding finding) {
		if (finding instanceof HealthFinding.Stuck) {
			return this.stuck;
		}
		if (finding instanceof HealthFinding.Late) {
			return this.oldestMessage;
		}
		if (finding instanceof HealthFinding.Saturated) {
			return this.saturation;
		}
		return (finding instanceof HealthFinding.Restarting) ? this.restarts : FindingStatus.UP;
	}

}
