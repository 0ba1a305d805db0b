package io.pyctor.spring.sequential;

import org.aopalliance.intercept.MethodInvocation;
import reactor.core.publisher.Mono;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * Each subscription is a call. Used only where Reactor is there.
 */
final class MonoCalls implements CallStyle {

	private final FutureCalls futures = new FutureCalls((returned) -> ((Mono<?>) returned).toFuture());

	@Override
	public Mono<?> call(SequentialMethod method, MethodInvocation invocation, CallServices services) {
		// An invocation serves once; this one stays as it is for further subscriptions.
		ProxyMethodInvocation pristine = (ProxyMethodInvocation) invocation;
		return Mono
			.fromFuture(() -> this.futures.call(method, pristine.invocableClone(invocation.getArguments()), services));
	}

}
