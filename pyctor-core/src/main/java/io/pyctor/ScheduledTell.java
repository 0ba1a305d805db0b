package io.pyctor;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * A scheduled message. One state decides every race: a tick that is queued is delivered
 * only by the one who takes it from QUEUED to HANDLING, and cancelled only by the one who
 * gets it to CANCELLED.
 */
final class ScheduledTell extends Timers.Timer implements Cancellable {

	private enum State {

		/** Waits for its time. */
		ARMED,
		/** Waits in the mailbox of the target. */
		QUEUED,
		/** The target is handling it; a periodic one goes on afterwards. */
		HANDLING,
		/** Told for the last time. */
		DONE,
		/** Cancelled, or ended with its maker or target. */
		CANCELLED

	}

	private final AtomicReference<State> state = new AtomicReference<>(State.ARMED);

	private final Timers timers;

	private final ActorRef target;

	final Object message;

	final ActorRef sender;

	/** Where to sign off at the end; null when it was not made by an actor. */
	private final @Nullable CellExtras maker;

	/** Where else to sign off; null when the maker is the target, or no cell is. */
	private volatile @Nullable CellExtras targetExtras;

	private final long period;

	private final boolean fixedRate;

	private long due;

	ScheduledTell(Timers timers, ActorRef target, Object message, ActorRef sender, Schedule schedule,
			@Nullable CellExtras maker) {
		this.timers = timers;
		this.target = target;
		this.message = Objects.requireNonNull(message, "'message' must not be null");
		this.sender = sender;
		this.maker = maker;
		this.period = schedule.period().map(Timers::nanos).orElse(0L);
		this.fixedRate = schedule.isFixedRate();
		this.due = timers.now() + Timers.nanos(schedule.delay());
	}

	void start() {
		if ((this.maker != null && !this.maker.add(this)) || !joinTarget()) {
			cancel();
			return;
		}
		arm();
	}

	/**
	 * Have the end of the target end this, too. For a target that is only stood for it is
	 * found out when the message is due.
	 */
	private boolean joinTarget() {
		if (!(this.target instanceof ActorCell cell)) {
			return true;
		}
		if (cell.isEnded()) {
			return false;
		}
		CellExtras extras = cell.extras();
		if (extras == this.maker) {
			return true;
		}
		this.targetExtras = extras;
		// The end is looked for again: the extras may be new ones that nobody ends.
		return extras.add(this) && !cell.isEnded();
	}

	boolean isMadeBy(CellExtras extras) {
		return extras == this.maker;
	}

	/**
	 * The maker or the target ends; what waits in the target's mailbox is the target's.
	 * If it ends by what it is handling, there is no next time.
	 */
	void endWith(CellExtras extras) {
		if (extras == this.maker) {
			cancel();
		}
		else if (this.state.compareAndSet(State.ARMED, State.CANCELLED)
				|| this.state.compareAndSet(State.HANDLING, State.CANCELLED)) {
			this.timers.cancel(this);
			signOff();
		}
	}

	private void arm() {
		if (!this.timers.schedule(this, this.due)) {
			cancel();
		}
		else if (this.state.get() == State.CANCELLED) {
			// Cancelled in between: leave no timer behind.
			this.timers.cancel(this);
		}
	}

	@Override
	void fire() {
		ActorRef target = this.target.resolve();
		if (target instanceof ActorCell cell && cell.isEnded()) {
			cancel();
			return;
		}
		if (this.state.compareAndSet(State.ARMED, State.QUEUED)) {
			if (target instanceof EnvelopeRef ref) {
				ref.enqueue(new Envelope.OfSystem(new SystemMessage.Tick(this), this.sender));
			}
			else if (begin()) {
				// Not a cell of this JVM: it is delivered when it is told.
				try {
					this.target.tell(this.message, this.sender);
				}
				finally {
					handled();
				}
			}
		}
	}

	@Override
	void dropped() {
		cancel();
	}

	/** The target is about to handle the message: not so if it was cancelled. */
	boolean begin() {
		return this.state.compareAndSet(State.QUEUED, (this.period > 0) ? State.HANDLING : State.DONE);
	}

	/**
	 * The target has ended before it came to the message.
	 * @return whether the message is lost by that, and was not cancelled before
	 */
	boolean refuse() {
		boolean lost = this.state.compareAndSet(State.QUEUED, State.DONE);
		if (lost) {
			signOff();
		}
		return lost;
	}

	/** The target has handled the message. */
	void handled() {
		if (this.period == 0) {
			signOff();
			return;
		}
		long now = this.timers.now();
		long next = (this.fixedRate) ? nextOnRaster(now) : now + this.period;
		this.due = next;
		if (this.state.compareAndSet(State.HANDLING, State.ARMED)) {
			arm();
		}
	}

	/** The next multiple of the period that is still ahead: missed ticks are left out. */
	private long nextOnRaster(long now) {
		long next = this.due + this.period;
		return (next - now > 0) ? next : next + ((now - next) / this.period + 1) * this.period;
	}

	@Override
	public boolean cancel() {
		for (;;) {
			State before = this.state.get();
			if (before == State.DONE || before == State.CANCELLED) {
				return false;
			}
			if (this.state.compareAndSet(before, State.CANCELLED)) {
				this.timers.cancel(this);
				signOff();
				return true;
			}
		}
	}

	private void signOff() {
		if (this.maker != null) {
			this.maker.remove(this);
		}
		CellExtras extras = this.targetExtras;
		if (extras != null) {
			extras.remove(this);
		}
	}

	@Override
	public boolean isCancelled() {
		return this.state.get() == State.CANCELLED;
	}

}
