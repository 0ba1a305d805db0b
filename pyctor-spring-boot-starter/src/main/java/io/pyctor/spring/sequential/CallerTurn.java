package io.pyctor.spring.sequential;

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.pyctor.spring.SequentialCallRejectedException;
import io.pyctor.spring.SequentialCallRejectedException.Reason;

/**
 * The turn of a caller who waits for it and makes the call itself.
 */
final class CallerTurn extends Turn {

	private final Thread caller = Thread.currentThread();

	private volatile boolean begun;

	private volatile @Nullable SequentialCallRejectedException abandoned;

	CallerTurn(SequentialMethod method, Object key) {
		super(method, key);
	}

	@Override
	void begin() {
		this.begun = true;
		LockSupport.unpark(this.caller);
	}

	@Override
	void abandon(SequentialCallRejectedException reason) {
		this.abandoned = reason;
		LockSupport.unpark(this.caller);
	}

	/**
	 * Wait until the turn has come.
	 * @throws SequentialCallRejectedException if it does not come; the place is given up
	 */
	void await() {
		long end = System.nanoTime() + method().timeout().toNanos();
		boolean interrupted = false;
		boolean settled = false;
		try {
			while (!this.begun) {
				throwIfAbandoned();
				interrupted |= Thread.interrupted();
				long left = end - System.nanoTime();
				if (!settled && (interrupted || left <= 0)) {
					withdraw(interrupted);
					// Too late: the turn has come, or will never come, and says so soon.
					settled = true;
				}
				LockSupport.parkNanos(this, settled ? Long.MAX_VALUE : left);
			}
		}
		finally {
			if (interrupted) {
				this.caller.interrupt();
			}
		}
	}

	private void throwIfAbandoned() {
		SequentialCallRejectedException reason = this.abandoned;
		if (reason != null) {
			throw reason;
		}
	}

	private void withdraw(boolean interrupted) {
		if (group().withdraw(this)) {
			throw interrupted ? method().rejection(Reason.INTERRUPTED, "its caller was interrupted while it waited")
					: method().rejection(Reason.TIMED_OUT, "its turn did not come within " + method().timeout()
							+ " (@Sequential(timeout) or pyctor.sequential.timeout)");
		}
	}

}
