package io.pyctor;

import java.util.HashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of actors that are stuck, once for each message, and of mailboxes that grow, once
 * in a time for each. Never more than some in that time; then it says that there are
 * others. For one thread.
 */
final class HealthLog {

	private static final Logger logger = LoggerFactory.getLogger(HealthWatch.class);

	private static final int MAX = 10;

	private final long periodNanos;

	/** When there was a warning of the growth of a cell's mailbox, by its number. */
	private final Map<Long, Long> warned = new HashMap<>();

	private long now;

	private long periodBegan;

	/** How many warnings there may be yet. */
	private int left = MAX;

	/** How many there would have been in this look. */
	private int leftOut;

	private boolean toldOfOthers;

	HealthLog(long periodNanos) {
		this.periodNanos = periodNanos;
	}

	/** A look begins. */
	void begin(long now) {
		this.now = now;
		this.leftOut = 0;
		this.warned.values().removeIf((time) -> now - time >= this.periodNanos);
		if (this.left < MAX && now - this.periodBegan >= this.periodNanos) {
			this.left = MAX;
			this.toldOfOthers = false;
		}
	}

	private boolean mayWarn() {
		if (this.left == 0) {
			this.leftOut++;
			return false;
		}
		if (this.left == MAX) {
			this.periodBegan = this.now;
		}
		this.left--;
		return true;
	}

	void stuck(CellWatch watch, HealthFinding.Stuck stuck) {
		if (watch.isReported() || !mayWarn()) {
			return;
		}
		String stack = StuckLook.linesOf(StuckLook.stackOf(watch.cell));
		// It may have gone on meanwhile.
		if (watch.isStillThere()) {
			watch.reported();
			logger.warn("{} is {} and has not got on with a message ({}) for {} s{}", stuck.actor().path(),
					stuck.state(), stuck.messageType().orElse("of a type that is not known"),
					stuck.lasting().toSeconds(), stack);
		}
	}

	void growing(ActorCell cell, HealthFinding.Growing growing) {
		if (this.warned.containsKey(cell.number) || !mayWarn()) {
			return;
		}
		this.warned.put(cell.number, this.now);
		logger.warn("{} is told more than it can handle: {} messages wait, {} more each second, while it processes {} "
				+ "in a second; give it a capacity (MailboxOptions.bounded, 'pyctor.actors.<component>.capacity'), or "
				+ "the system a limit (queueLimit, 'pyctor.queue-limit')", growing.actor().path(), growing.waiting(),
				growing.growthPerSecond(), growing.processedPerSecond());
	}

	/** A look ends. */
	void end() {
		if (this.leftOut > 0 && !this.toldOfOthers) {
			this.toldOfOthers = true;
			logger.warn("{} further actors are stuck or have a mailbox that grows; the health of the system names them",
					this.leftOut);
		}
	}

}
