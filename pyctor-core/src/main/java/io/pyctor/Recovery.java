package io.pyctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import io.pyctor.supervision.Backoff;
import io.pyctor.supervision.Directive;
import io.pyctor.supervision.FailureLimit;
import io.pyctor.supervision.Retry;
import io.pyctor.supervision.SupervisionStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How one cell gets over its failures: what it has to do before it goes on with its
 * messages, and what it waits for meanwhile. Used in the cell's turn; only what is
 * volatile is looked at by others.
 */
final class Recovery {

	private enum Step {

		/** There is nothing to get over. */
		NONE,
		/** The children are to be stopped. */
		STOP_CHILDREN,
		/** The children are stopping. */
		CHILDREN_STOPPING,
		/** The object is to be let go. */
		LET_GO,
		/** A time is to be waited for. */
		WAIT,
		/** The time runs. */
		WAITING,
		/** A fresh object is to be made. */
		MAKE_FRESH

	}

	/** So that a message that is tried again does not keep the thread from others. */
	private static final Duration SHORTEST_RETRY = Duration.ofMillis(1);

	/** So that a factory that always fails does not keep the thread from others. */
	private static final Duration SHORTEST_RESTART = Duration.ofMillis(50);

	private final ActorCell cell;

	private volatile Step step = Step.NONE;

	/** When the wait is over, in milliseconds; 0 when there is none. */
	private volatile long goesOnAt;

	private Duration delay = Duration.ZERO;

	private @Nullable Alarm alarm;

	/** When there were failures, as far as the limit wants to know. */
	private final Deque<Long> failures = new ArrayDeque<>();

	/** How many failures there were in a row. */
	private int row;

	/** When the cell went on last. */
	private long wentOn;

	/** How often the current message was tried again. */
	private int tries;

	/** What the current message failed with that is to be tried again. */
	private @Nullable Throwable retried;

	/** Whether the object is not the one that the cell was created with. */
	private boolean fresh;

	Recovery(ActorCell cell) {
		this.cell = cell;
	}

	// What is decided after a failure

	/** Count a failure, and decide what becomes of the cell. */
	Directive decide(SupervisionStrategy strategy, Throwable error) {
		long now = this.cell.system().timers().now();
		boolean calm = now - this.wentOn > Timers.nanos(strategy.backoff().max());
		this.row = (this.row == 0 || calm) ? 1 : this.row + 1;
		this.delay = delay(strategy.backoff(), this.row);
		boolean tooMany = strategy.limit().filter((limit) -> reaches(limit, now)).isPresent();
		return tooMany ? Directive.STOP : strategy.decide(error);
	}

	private boolean reaches(FailureLimit limit, long now) {
		this.failures.add(now);
		while (now - this.failures.element() > Timers.nanos(limit.within())) {
			this.failures.remove();
		}
		return this.failures.size() >= limit.failures();
	}

	private Duration delay(Backoff backoff, int number) {
		return backoff.isNone() ? Duration.ZERO
				: backoff.delay(number, this.cell.system().settings().jitter().getAsDouble());
	}

	/**
	 * Have the current message tried again, if it may be.
	 * @return whether it will be
	 */
	boolean tryAgain(Retry retry, Throwable error) {
		if (this.tries >= retry.times()) {
			return false;
		}
		this.tries++;
		this.retried = error;
		this.cell.extras().waits.clear();
		waitAtLeast(delay(retry.backoff(), this.tries));
		waitAtLeast(SHORTEST_RETRY);
		return true;
	}

	private void waitAtLeast(Duration least) {
		if (this.delay.compareTo(least) < 0) {
			this.delay = least;
		}
	}

	/** Whether the current message has failed and is to be tried again. */
	boolean triesAgain() {
		return this.retried != null;
	}

	/** The object goes on, after a wait. */
	void resume() {
		cancel();
		this.wentOn = this.cell.system().timers().now();
		if (this.delay.isZero()) {
			this.step = Step.NONE;
		}
		else {
			begin(Step.WAIT);
		}
	}

	/** The object does not go on. */
	void restart() {
		cancel();
		this.cell.extras().waits.clear();
		begin(Step.STOP_CHILDREN);
	}

	/** A sibling's object does not go on, nor does this. */
	void restartAfter(Duration delay) {
		if (this.step == Step.NONE) {
			this.delay = delay;
			restart();
		}
		else if (this.step == Step.WAIT || this.step == Step.WAITING) {
			waitAtLeast(delay);
			restart();
		}
	}

	Duration delay() {
		return this.delay;
	}

	/** A fresh object could not start. */
	void restartAgain() {
		waitAtLeast(SHORTEST_RESTART);
		restart();
	}

	private void begin(Step first) {
		this.step = first;
		Signals.lookAgain(this.cell);
	}

	// What is done about it, between the messages

	/** Do what can be done now. */
	static void proceed(ActorCell cell) {
		Recovery recovery = of(cell);
		if (recovery == null) {
			return;
		}
		while (!cell.isStopping() && recovery.isStepDone()) {
			// There may be another one.
		}
		// Whoever tells a stop looks at the step after the stop is there.
		if (!cell.isStopping() && recovery.isHeldUp() && recovery.retried == null && cell.turn().isStopNext(cell)) {
			ActorTermination.begin(cell, TerminationReason.STOPPED, null, false);
		}
	}

	private boolean isStepDone() {
		switch (this.step) {
			case STOP_CHILDREN ->
				this.step = ActorRestart.stopChildren(this.cell) ? Step.LET_GO : Step.CHILDREN_STOPPING;
			case LET_GO -> {
				ActorRestart.letGo(this.cell);
				this.step = Step.WAIT;
			}
			case WAIT -> startWait();
			case MAKE_FRESH -> {
				// An interrupt was for the object before, unless the cell is to end.
				if (Thread.interrupted() && this.cell.isSignalled()) {
					return false;
				}
				this.step = Step.NONE;
				this.fresh = true;
				ActorRestart.makeFresh(this.cell);
			}
			default -> {
				return false;
			}
		}
		return true;
	}

	private void startWait() {
		if (this.delay.isZero()) {
			goOn();
			return;
		}
		Timers timers = this.cell.system().timers();
		Alarm alarm = new Alarm();
		this.alarm = alarm;
		this.goesOnAt = Instant.now().plus(this.delay).toEpochMilli();
		this.step = Step.WAITING;
		if (!timers.schedule(alarm, timers.now() + Timers.nanos(this.delay))) {
			alarm.dropped();
		}
	}

	private void goOn() {
		this.alarm = null;
		this.goesOnAt = 0;
		this.wentOn = this.cell.system().timers().now();
		this.step = this.cell.hasActor() ? Step.NONE : Step.MAKE_FRESH;
	}

	/** The last child has ended, and the cell is not stopping. */
	void childrenEnded() {
		if (this.step == Step.CHILDREN_STOPPING) {
			this.step = Step.LET_GO;
		}
	}

	/** A wait is over. */
	void waited(Alarm alarm) {
		if (this.alarm == alarm) {
			goOn();
		}
	}

	/**
	 * Give the current message to the actor again, if that is due.
	 * @return whether it was; if not, the cell goes on with the next message
	 */
	static boolean redeliver(ActorCell cell) {
		Recovery recovery = of(cell);
		if (recovery == null) {
			return false;
		}
		if (recovery.retried == null) {
			recovery.tries = 0;
			return false;
		}
		recovery.retried = null;
		cell.turn().redeliver(cell);
		return true;
	}

	/** The cell ends: nothing is waited for and nothing is tried again. */
	void end() {
		cancel();
		this.step = Step.NONE;
		Throwable error = this.retried;
		if (error != null) {
			this.retried = null;
			FaultHandling.notTriedAgain(this.cell, error);
		}
	}

	private void cancel() {
		if (this.alarm != null) {
			this.cell.system().timers().cancel(this.alarm);
			this.alarm = null;
			this.goesOnAt = 0;
		}
	}

	int failuresInARow() {
		return this.row;
	}

	boolean isFresh() {
		return this.fresh;
	}

	// Looking at it from outside

	/** Whether the cell waits: for its children, or for a time. Any thread. */
	boolean isHeldUp() {
		Step step = this.step;
		return step == Step.CHILDREN_STOPPING || step == Step.WAITING;
	}

	/** When the cell goes on. Any thread. */
	Optional<Instant> goesOnAt() {
		long at = this.goesOnAt;
		return (at != 0) ? Optional.of(Instant.ofEpochMilli(at)) : Optional.empty();
	}

	static @Nullable Recovery of(ActorCell cell) {
		CellExtras extras = cell.extrasOrNull();
		return (extras != null) ? extras.recoveryOrNull() : null;
	}

	/** Ends a wait. */
	final class Alarm extends Timers.Timer {

		@Override
		void fire() {
			Signals.send(Recovery.this.cell, new Signal.Waited(this));
		}

		/** The system has ended: nobody would end the wait. */
		@Override
		void dropped() {
			Recovery.this.cell.stopNow();
		}

	}

}
