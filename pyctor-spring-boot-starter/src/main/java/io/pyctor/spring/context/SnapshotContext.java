package io.pyctor.spring.context;

import java.util.Map;
import java.util.Optional;

import io.micrometer.context.ContextSnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import io.pyctor.MessageContext;

/**
 * What was captured of one thread. Immutable.
 *
 * @param snapshot what has an accessor
 * @param mdc the MDC, if there was any
 */
record SnapshotContext(ContextSnapshot snapshot, @Nullable Map<String, String> mdc) implements MessageContext {

	/**
	 * The MDC comes first and goes last: whoever traces puts the ids of its spans there
	 * when the snapshot is entered, and takes them away when it is left.
	 */
	@Override
	public Scope enter() {
		Map<String, String> before = MDC.getCopyOfContextMap();
		set(this.mdc);
		try {
			ContextSnapshot.Scope scope = this.snapshot.setThreadLocals();
			return () -> leave(scope, before);
		}
		catch (RuntimeException | Error ex) {
			set(before);
			throw ex;
		}
	}

	/** Whoever traces puts it there. */
	@Override
	public Optional<String> traceId() {
		return Optional.ofNullable(this.mdc).map((entries) -> entries.get("traceId"));
	}

	private static void leave(ContextSnapshot.Scope scope, @Nullable Map<String, String> before) {
		try {
			scope.close();
		}
		finally {
			set(before);
		}
	}

	private static void set(@Nullable Map<String, String> mdc) {
		if (mdc != null) {
			MDC.setContextMap(mdc);
		}
		else {
			MDC.clear();
		}
	}

}
