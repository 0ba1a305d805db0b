package io.pyctor.spring.context;

import io.micrometer.context.ContextSnapshotFactory;
import org.slf4j.MDC;

import io.pyctor.MessageContext;
import io.pyctor.spring.CallerContext;

/**
 * Captures the MDC and a snapshot of whatever has a {@code ThreadLocalAccessor}. Safe for
 * any thread.
 */
public final class SnapshotCallerContext implements CallerContext {

	private final ContextSnapshotFactory factory;

	/**
	 * Capture with a factory of snapshots.
	 * @param factory takes the snapshots
	 */
	public SnapshotCallerContext(ContextSnapshotFactory factory) {
		this.factory = factory;
	}

	@Override
	public MessageContext capture() {
		return new SnapshotContext(this.factory.captureAll(), MDC.getCopyOfContextMap());
	}

}
