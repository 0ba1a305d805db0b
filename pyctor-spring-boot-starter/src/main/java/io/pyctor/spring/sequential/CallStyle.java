package io.pyctor.spring.sequential;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a call, by the type that the method returns.
 */
@FunctionalInterface
interface CallStyle {

	/**
	 * Make a call, now or later.
	 * @return what the caller gets
	 * @throws Throwable what the caller gets instead
	 */
	@Nullable Object call(SequentialMethod method, MethodInvocation invocation, CallServices services) throws Throwable;

}
