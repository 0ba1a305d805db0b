package io.pyctor;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Where timers wait that most probably need not fire, such as those of questions: most
 * have their answer long before anybody looks, and have then cost one exchange and no
 * lock. A stack that is taken as a whole.
 */
final class TimerIntake {

	/** So many at most are kept, whether needed or not, before somebody has to look. */
	private static final int SIZE = 64;

	private final AtomicReference<Timers.@Nullable Timer> last = new AtomicReference<>();

	/**
	 * Add a timer. Any thread.
	 * @return whether all should now be taken
	 */
	boolean add(Timers.Timer timer) {
		for (;;) {
			Timers.Timer before = this.last.get();
			timer.before = before;
			timer.behind = (before != null) ? before.behind + 1 : 1;
			if (this.last.compareAndSet(before, timer)) {
				return timer.behind >= SIZE;
			}
		}
	}

	/** How many timers there are. Any thread. */
	int size() {
		Timers.Timer timer = this.last.get();
		return (timer != null) ? timer.behind : 0;
	}

	/**
	 * Take all timers. Any thread.
	 * @return the one that came last; {@code before} leads to the others
	 */
	Timers.@Nullable Timer takeAll() {
		return (this.last.get() != null) ? this.last.getAndSet(null) : null;
	}

}
