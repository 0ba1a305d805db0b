package io.pyctor.spring.sequential;

import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;

/**
 * Makes calls of sequential methods when their turn has come. Safe for any thread.
 */
final class SequentialInterceptor implements MethodInterceptor {

	private final Supplier<SequentialMethods> methods;

	private final Supplier<SequentialCalls> calls;

	SequentialInterceptor(Supplier<SequentialMethods> methods, Supplier<SequentialCalls> calls) {
		this.methods = methods;
		this.calls = calls;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		SequentialMethod method = (target != null)
				? this.methods.get().get(invocation.getMethod(), AopUtils.getTargetClass(target)) : null;
		return (method != null) ? method.style().call(method, invocation, this.calls.get().services())
				: invocation.proceed();
	}

}
