package io.pyctor.spring.sequential;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * The threads that make the calls of one group which were handed over: so many at a time,
 * first come, first served. A thread goes on with the next call before it ends. Safe for
 * any thread.
 */
final class CallThreads {

	private final Executor executor;

	private final int limit;

	/** What waits for a thread; guarded by the monitor. */
	private final Queue<HandedTurn> ready = new ArrayDeque<>();

	/** The threads at work, without those that wait for another turn; likewise. */
	private int busy;

	CallThreads(Executor executor, int limit) {
		this.executor = executor;
		this.limit = limit;
	}

	void execute(HandedTurn turn) {
		synchronized (this) {
			if (this.busy >= this.limit) {
				this.ready.add(turn);
				return;
			}
			this.busy++;
		}
		start(turn);
	}

	/** For a thread that is about to look for its next call, and takes this one there. */
	synchronized void requeue(HandedTurn turn) {
		this.ready.add(turn);
	}

	/**
	 * A call is about to wait for the turn of another one, which may itself need a
	 * thread: somebody else may work meanwhile.
	 */
	void suspended() {
		HandedTurn next;
		synchronized (this) {
			this.busy--;
			next = (this.busy < this.limit) ? this.ready.poll() : null;
			if (next != null) {
				this.busy++;
			}
		}
		if (next != null) {
			start(next);
		}
	}

	/** The wait is over. For a moment there may be more threads than the limit. */
	synchronized void resumed() {
		this.busy++;
	}

	private void start(HandedTurn turn) {
		try {
			this.executor.execute(() -> work(turn));
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			if (!leaveToOthers(turn)) {
				turn.noThread(ex);
			}
		}
	}

	private synchronized boolean leaveToOthers(HandedTurn turn) {
		this.busy--;
		return this.busy > 0 && this.ready.add(turn);
	}

	private void work(HandedTurn first) {
		HandedTurn turn = first;
		while (turn != null) {
			turn.run();
			// An interrupt that was meant for this call must not reach the next one.
			Thread.interrupted();
			turn = next();
		}
	}

	private synchronized @Nullable HandedTurn next() {
		HandedTurn turn = (this.busy <= this.limit) ? this.ready.poll() : null;
		if (turn == null) {
			this.busy--;
		}
		return turn;
	}

}
