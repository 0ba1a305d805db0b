package io.pyctor.spring.sequential;

import java.lang.reflect.Method;
import java.time.Duration;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationException;

import io.pyctor.spring.KeyExpression;
import io.pyctor.spring.SequentialCallRejectedException;
import io.pyctor.spring.SequentialCallRejectedException.Reason;

/**
 * A method whose calls are sequential, found to make sense. Immutable.
 *
 * @param method the method
 * @param name what to call it
 * @param group the order that it belongs to
 * @param keyExpression makes the key of a call
 * @param capacity how many calls of one key may wait
 * @param timeout how long a caller waits for its turn
 * @param style what becomes of a call
 */
record SequentialMethod(Method method, String name, SequentialGroup group, KeyExpression keyExpression, int capacity,
		Duration timeout, CallStyle style) {

	/**
	 * Return the key of a call.
	 * @throws IllegalArgumentException if there is none that can be used
	 */
	Object key(MethodInvocation invocation) {
		Object key = evaluate(invocation);
		if (key == null || key.getClass().isArray()) {
			throw new IllegalArgumentException("The key '" + this.keyExpression + "' of a call of " + this + " is "
					+ ((key == null) ? "null; every call needs one"
							: "an array, which is equal to no other one; use what is in it"));
		}
		return key;
	}

	private @Nullable Object evaluate(MethodInvocation invocation) {
		try {
			return this.keyExpression.evaluate(invocation.getArguments());
		}
		catch (EvaluationException ex) {
			throw new IllegalArgumentException(
					"The key '" + this.keyExpression + "' of a call of " + this + " cannot be told: " + ex.getMessage(),
					ex);
		}
	}

	SequentialCallRejectedException rejection(Reason reason, String why) {
		return new SequentialCallRejectedException(reason, "A call of " + this + " was not made: " + why);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
