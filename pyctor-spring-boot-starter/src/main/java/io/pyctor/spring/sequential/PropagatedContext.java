package io.pyctor.spring.sequential;

import io.micrometer.context.ContextSnapshotFactory;

/**
 * Brings along what Micrometer's context propagation knows of: observations, and whatever
 * has a {@code ThreadLocalAccessor}. Used only where that library is there.
 */
public final class PropagatedContext implements CallerContext {

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();

	@Override
	public Runnable capture(Runnable call) {
		return this.snapshots.captureAll().wrap(call);
	}

}
