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
 * The rule is that of the halt polling of the Linux kernel's hypervisor.
 */
public final class Patience {

	/** To look at the clock takes as long as to look so often for the other thing. */
	private static final int LOOKS = 16;

	private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;

	private final long least;

	private final long most;

	private volatile long nanos;

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
	 */
	public void learn(long begin) {
		long before = this.nanos;
		long nanos = (System.nanoTime() - begin <= this.most) ? Math.min(before * 2, this.most)
				: Math.max(before / 2, this.least);
		// Most of the time it is at one of its ends: then nobody writes.
		if (nanos != before) {
			this.nanos = nanos;
		}
	}

	long nanos() {
		return this.nanos;
	}

}
