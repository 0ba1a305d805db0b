package io.pyctor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * The workers of a pool that have something to report: a stack that they put themselves
 * on, and that the pool takes as a whole. The pool is only woken if it waits for one.
 */
final class PoolReports {

	private static final VarHandle TOP;

	static {
		try {
			TOP = MethodHandles.lookup().findVarHandle(PoolReports.class, "top", Object.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** On the stack while the pool waits: who replaces it wakes the pool. */
	private static final Object AWAITED = new Object();

	private final ActorCell pool;

	/** The worker that came last, nothing, or {@link #AWAITED}. */
	private volatile @Nullable Object top;

	PoolReports(ActorCell pool) {
		this.pool = pool;
	}

	/** Add a worker, which is not here already. Any thread. */
	void add(PoolWorker worker) {
		for (;;) {
			Object before = this.top;
			worker.before = (before instanceof PoolWorker last) ? last : null;
			if (TOP.compareAndSet(this, before, worker)) {
				if (before == AWAITED) {
					Signals.send(this.pool, new Signal.OfPool(Pool::look));
				}
				return;
			}
		}
	}

	/**
	 * Take all reports: in the pool's turn.
	 * @return the one that came last, which leads to those before
	 */
	@Nullable PoolWorker take() {
		return (this.top instanceof PoolWorker) ? (PoolWorker) TOP.getAndSet(this, null) : null;
	}

	/**
	 * Have the next report wake the pool: in the pool's turn.
	 * @return false if there is one already
	 */
	boolean await() {
		return TOP.compareAndSet(this, null, AWAITED) || this.top == AWAITED;
	}

}
