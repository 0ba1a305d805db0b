package io.pyctor;

import java.time.Duration;
import java.util.function.Consumer;

import io.pyctor.supervision.Directive;
import org.jspecify.annotations.Nullable;

/**
 * What overtakes the messages of a cell: a stack beside its mailbox, taken as a whole and
 * obeyed in the order of arrival.
 */
abstract sealed class Signal {

	/**
	 * On the stack of a cell that waits for a signal and for nothing else: who replaces
	 * it gives the cell its turn.
	 */
	static final Signal WAITING = new Marker();

	/** On the stack of a cell that has ended: nothing can be signalled any more. */
	static final Signal ENDED = new Marker();

	/** The signal that was there before. */
	@Nullable Signal before;

	/**
	 * Turn a stack round.
	 * @param top the signal that came last
	 * @return the signal that came first; {@code before} now leads to the next
	 */
	static @Nullable Signal inOrder(@Nullable Signal top) {
		Signal first = null;
		while (top != null) {
			Signal before = top.before;
			top.before = first;
			first = top;
			top = before;
		}
		return first;
	}

	/** Do what is asked for. In the cell's turn, and not after its end. */
	void obey(ActorCell cell) {
	}

	private static final class Marker extends Signal {

	}

	/** There is something to look at: the cell's phase, its recovery, or a stop. */
	static final class Look extends Signal {

	}

	/** Stop after the current message. */
	static final class StopNow extends Signal {

		@Override
		void obey(ActorCell cell) {
			ActorTermination.begin(cell, TerminationReason.STOPPED, null, true);
		}

	}

	/** A sibling has failed whose fate the cell shares. */
	static final class Follow extends Signal {

		private final ActorCell sibling;

		private final Directive directive;

		private final Duration delay;

		private final Throwable error;

		Follow(ActorCell sibling, Directive directive, Duration delay, Throwable error) {
			this.sibling = sibling;
			this.directive = directive;
			this.delay = delay;
			this.error = error;
		}

		@Override
		void obey(ActorCell cell) {
			SharedFate.follow(cell, this.sibling, this.directive, this.delay, this.error);
		}

	}

	/** The last child of a cell that stops, or is restarted, has ended. */
	static final class ChildrenEnded extends Signal {

		@Override
		void obey(ActorCell cell) {
			if (cell.isStopping()) {
				ActorTermination.end(cell, cell.extras().farewell());
			}
			else {
				cell.extras().recovery(cell).childrenEnded();
			}
		}

	}

	/** The wait after a failure is over. */
	static final class Waited extends Signal {

		private final Recovery.Alarm alarm;

		Waited(Recovery.Alarm alarm) {
			this.alarm = alarm;
		}

		@Override
		void obey(ActorCell cell) {
			cell.extras().recovery(cell).waited(this.alarm);
		}

	}

	/** A key that the cell may watch has got its actor. */
	static final class Begun extends Signal {

		private final KeyedRef key;

		private final ActorCell target;

		Begun(KeyedRef key, ActorCell target) {
			this.key = key;
			this.target = target;
		}

		@Override
		void obey(ActorCell cell) {
			DeathWatch.begun(cell, this.key, this.target);
		}

	}

	/** Something has happened to the pool of the cell. */
	static final class OfPool extends Signal {

		private final Consumer<Pool> action;

		OfPool(Consumer<Pool> action) {
			this.action = action;
		}

		@Override
		void obey(ActorCell cell) {
			this.action.accept(Pool.of(cell));
		}

	}

	/** The parent of keyed actors was told to stop, and there is none any more. */
	static final class Drained extends Signal {

		@Override
		void obey(ActorCell cell) {
			ActorTermination.begin(cell, TerminationReason.STOPPED, null, false);
		}

	}

	/** A stage that the cell awaits has completed. */
	static final class StageCompleted extends Signal {

		final Waits.Wait wait;

		final @Nullable Object value;

		final @Nullable Throwable error;

		StageCompleted(Waits.Wait wait, @Nullable Object value, @Nullable Throwable error) {
			this.wait = wait;
			this.value = value;
			this.error = error;
		}

		@Override
		void obey(ActorCell cell) {
			cell.extras().waits.resume(cell, this);
		}

	}

}
