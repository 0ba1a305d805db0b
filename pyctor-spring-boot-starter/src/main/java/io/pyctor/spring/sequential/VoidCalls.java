package io.pyctor.spring.sequential;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * The caller goes on, and nobody waits for the call.
 */
final class VoidCalls implements CallStyle {

	@Override
	public @Nullable Object call(SequentialMethod method, MethodInvocation invocation, CallServices services) {
		new VoidTurn(method, method.key(invocation), invocation, services).submit();
		return null;
	}

}
