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

	/**
	 * Create an interceptor.
	 * @param methods the methods of the context, looked for when there is a call
	 */
	SequentialInterceptor(Supplier<SequentialMethods> methods) {
		this.methods = methods;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		SequentialMethods methods = this.methods.get();
		Object target = invocation.getThis();
		SequentialMethod method = (target != null)
				? methods.get(invocation.getMethod(), AopUtils.getTargetClass(target)) : null;
		return (method != null) ? method.style().call(method, invocation, methods.services()) : invocation.proceed();
	}

}
