package io.pyctor;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Tells a cell when it has received nothing for some time. Messages pay nothing for it:
 * it looks at how many there were, eight times in that time, and counts from the last
 * look that saw a change. So it is never early, and late by an eighth at most.
 */
final class SilenceTimer extends Timers.Timer {

	private static final long SHORTEST_STEP = TimeUnit.MILLISECONDS.toNanos(1);

	private final ActorCell cell;

	private final Duration timeout;

	private final long nanos;

	private long received;

	private long due;

	private volatile boolean cancelled;

	private SilenceTimer(ActorCell cell, Duration timeout) {
		this.cell = cell;
		this.timeout = timeout;
		this.nanos = Timers.nanos(timeout);
	}

	/** In the cell's turn. */
	static void set(ActorCell cell, Duration timeout) {
		if (timeout.isNegative()) {
			throw new IllegalArgumentException("'timeout' must be positive, or zero for none (was " + timeout + ")");
		}
		if (cell.isStopping()) {
			return;
		}
		CellExtras extras = cell.extras();
		extras.endSilence();
		if (!timeout.isZero()) {
			SilenceTimer timer = new SilenceTimer(cell, timeout);
			extras.silence = timer;
			timer.begin();
		}
	}

	/** Count from now. In the cell's turn. */
	private void begin() {
		// The message that is being handled is not counted yet, but by the first look.
		this.received = -1;
		schedule(timers().now() + step());
	}

	private Timers timers() {
		return this.cell.system().timers();
	}

	private void schedule(long deadline) {
		if (!this.cancelled) {
			timers().schedule(this, deadline);
			if (this.cancelled) {
				timers().cancel(this);
			}
		}
	}

	@Override
	void fire() {
		long now = timers().now();
		long received = this.cell.received();
		if (received != this.received || !this.cell.isResting()) {
			this.received = received;
			this.due = now + this.nanos;
		}
		else if (this.due - now <= 0) {
			this.cell.tellSystem(new SystemMessage.Silence(this), this.cell.system().nobody());
			return;
		}
		schedule(Math.min(this.due - now, step()) + now);
	}

	private long step() {
		return Math.max(SHORTEST_STEP, this.nanos / 8);
	}

	/**
	 * The cell has come to what this told it. In its turn.
	 * @return whether nothing was received meanwhile, so that its actor is to know
	 */
	boolean isTrue() {
		return !this.cancelled && this.cell.received() == this.received;
	}

	ReceiveTimeout message() {
		return new ReceiveTimeout(this.timeout);
	}

	/** The cell has handled what this told it. In its turn. */
	void handled() {
		if (!this.cancelled) {
			begin();
		}
	}

	void cancel() {
		this.cancelled = true;
		timers().cancel(this);
	}

}
