package io.pyctor;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What most cells never need: created when first asked for, so that an idle actor is
 * small. What other threads use is volatile or guarded: the counts and the recovery, the
 * watchers in {@link #deathWatch}, and the schedules. All else is for the cell's turn.
 */
final class CellExtras {

	final DeathWatch deathWatch = new DeathWatch();

	final Waits waits = new Waits();

	/** Created when the actor puts aside its first message. */
	private @Nullable Stash stash;

	/** Set while the actor wants to know that it receives nothing. */
	@Nullable SilenceTimer silence;

	/** Messages that were received and given back. Written by the cell only. */
	volatile long givenBack;

	/** Written by the cell only. */
	volatile long failed;

	/** Written by the cell only. */
	volatile long restarted;

	/** Written by the cell only. */
	volatile ActorSnapshot.@Nullable LastFailure lastFailure;

	/** Made at the first failure that may have consequences. */
	private volatile @Nullable Recovery recovery;

	/** What will be told when the cell, which waits for its children, has ended. */
	private @Nullable Terminated farewell;

	private final Set<ScheduledTell> schedules = new HashSet<>();

	private boolean ended;

	/**
	 * Note a schedule that has to end with the cell, which made it or is its target.
	 * @return false if the cell has ended
	 */
	synchronized boolean add(ScheduledTell schedule) {
		return !this.ended && this.schedules.add(schedule);
	}

	synchronized void remove(ScheduledTell schedule) {
		this.schedules.remove(schedule);
	}

	Stash stash() {
		Stash stash = this.stash;
		if (stash == null) {
			stash = new Stash();
			this.stash = stash;
		}
		return stash;
	}

	@Nullable Stash stashOrNull() {
		return this.stash;
	}

	void farewell(Terminated farewell) {
		this.farewell = farewell;
	}

	Terminated farewell() {
		if (this.farewell == null) {
			throw new IllegalStateException("The cell is not stopping");
		}
		return this.farewell;
	}

	@Nullable Recovery recoveryOrNull() {
		return this.recovery;
	}

	/** For the cell itself. */
	Recovery recovery(ActorCell cell) {
		Recovery recovery = this.recovery;
		if (recovery == null) {
			recovery = new Recovery(cell);
			this.recovery = recovery;
		}
		return recovery;
	}

	void endRecovery() {
		Recovery recovery = this.recovery;
		if (recovery != null) {
			recovery.end();
		}
	}

	/** From now on the actor does not want to know that it receives nothing. */
	void endSilence() {
		if (this.silence != null) {
			this.silence.cancel();
			this.silence = null;
		}
	}

	/** End the schedules that the cell made, but not those of others that lead to it. */
	void endOwnSchedules() {
		endSilence();
		Set<ScheduledTell> own;
		synchronized (this) {
			own = new HashSet<>(this.schedules);
		}
		own.removeIf((schedule) -> !schedule.isMadeBy(this));
		own.forEach(ScheduledTell::cancel);
	}

	/** End every schedule. */
	void endSchedules() {
		Set<ScheduledTell> last;
		synchronized (this) {
			this.ended = true;
			last = new HashSet<>(this.schedules);
			this.schedules.clear();
		}
		endSilence();
		last.forEach((schedule) -> schedule.endWith(this));
	}

}
