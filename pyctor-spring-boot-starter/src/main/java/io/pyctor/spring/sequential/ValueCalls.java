package io.pyctor.spring.sequential;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * The caller waits for its turn and makes the call itself.
 */
final class ValueCalls implements CallStyle {

	@Override
	public @Nullable Object call(SequentialMethod method, MethodInvocation invocation, CallServices services)
			throws Throwable {
		Object key = method.key(invocation);
		HeldTurns held = services.held();
		if (held.contain(method.group(), key)) {
			return invocation.proceed();
		}
		CallerTurn turn = new CallerTurn(method, key);
		if (!method.group().enter(turn)) {
			await(turn, held.handed());
		}
		held.enter(turn);
		try {
			return invocation.proceed();
		}
		finally {
			held.exit();
			method.group().pass(turn);
		}
	}

	private static void await(CallerTurn turn, @Nullable HandedTurn outer) {
		if (outer == null) {
			turn.await();
			return;
		}
		CallThreads threads = outer.group().threads();
		threads.suspended();
		try {
			turn.await();
		}
		finally {
			threads.resumed();
		}
	}

}
