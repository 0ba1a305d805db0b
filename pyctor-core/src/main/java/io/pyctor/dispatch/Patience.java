package io.pyctor.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * How long a thread looks on before it sleeps. To fall asleep and be woken takes
 * microseconds, far longer than a short answer; to look in vain costs a processor. So who
 * waits says afterwards how long it took: where looking on could have been worth it the
 * time doubles, and where it could not it halves. For any number of threads: they share
 * one guess, and a lost update only makes it worse.
 * <p>
 * The rule is that of the halt polling of the Linux kernel's hypervisor, with one more:
 * where processors are scarce, what is waited for may not come until whoever looks on
 * lets go of one, so that each longer look makes a longer wait. After some looks in vain
 * one after the other there are only the shortest ones for a while.
 */
public final class Patience {

	/** To look at the clock takes as long as to look so often for the other thing. */
	private static final int LOOKS = 16;

	/** After so many looks in vain, one after the other, it is given up for a while. */
	private static final int TRIES = 8;

	/** For so many waits. */
	private static final int REST = 1000;

	private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;

	private final long least;

	private final long most;

	private volatile long nanos;

	/** How many looks were in vain one after the other; below zero, how many to rest. */
	private volatile int inVain;

	/**
	 * Create a patience that is short at first.
	 * @param leastMicros how many microseconds to look at least
	 * @param mostMicros how many microseconds to look at most
	 */
	public Patience(long leastMicros, long mostMicros) {
		this.least = TimeUnit.MICROSECONDS.toNanos(leastMicros);
		this.most = TimeUnit.MICROSECONDS.toNanos(mostMicros);
		this.nanos = this.least;
	}

	/**
	 * Look on for a while. With one processor there is nobody to look at, and it returns
	 * at once.
	 * @param condition what to wait for; it is asked often
	 * @param begin when the wait began, by {@link System#nanoTime()}
	 * @return whether it came true
	 */
	public boolean await(BooleanSupplier condition, long begin) {
		if (ALONE) {
			return condition.getAsBoolean();
		}
		long nanos = this.nanos;
		do {
			for (int i = 0; i < LOOKS; i++) {
				if (condition.getAsBoolean()) {
					return true;
				}
				Thread.onSpinWait();
			}
		}
		while (System.nanoTime() - begin < nanos);
		return false;
	}

	/**
	 * Learn from a wait that is over.
	 * @param begin when it began, by {@link System#nanoTime()}
	 * @param seen whether it came to its end while somebody looked on
	 */
	public void learn(long begin, boolean seen) {
		int inVain = this.inVain;
		if (seen) {
			nanos(this.nanos * 2);
			inVain(0);
		}
		else if (inVain < 0) {
			inVain(inVain + 1);
		}
		else if (inVain + 1 >= TRIES) {
			nanos(this.least);
			inVain(-REST);
		}
		else {
			boolean couldBeSeen = System.nanoTime() - begin <= this.most;
			nanos(couldBeSeen ? this.nanos * 2 : this.nanos / 2);
			inVain(inVain + 1);
		}
	}

	/** Most of the time it is at one of its ends: then nobody writes. */
	private void nanos(long wanted) {
		long nanos = Math.max(this.least, Math.min(wanted, this.most));
		if (nanos != this.nanos) {
			this.nanos = nanos;
		}
	}

	private void inVain(int looks) {
		if (looks != this.inVain) {
			this.inVain = looks;
		}
	}

	long nanos() {
		return this.nanos;
	}

}
