package io.pyctor.spring.deadletter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

import io.pyctor.DeadLetterReason;

/**
 * A method that deals with dead letters. Immutable.
 *
 * @param method the method of the bean's class
 * @param reasons the reasons of those that it deals with
 * @param messageType the type of their messages
 * @param arguments makes its arguments
 */
record DeadLetterMethod(Method method, Set<DeadLetterReason> reasons, Class<?> messageType,
		List<Function<FoundLetter, Object>> arguments) {

	boolean handles(FoundLetter letter) {
		return this.reasons.contains(letter.reason()) && this.messageType.isInstance(letter.message());
	}

	/** Call it on a bean, which may be a proxy. */
	void call(Object bean, FoundLetter letter) throws Throwable {
		Method invocable = AopUtils.selectInvocableMethod(this.method, bean.getClass());
		ReflectionUtils.makeAccessible(invocable);
		try {
			invocable.invoke(bean, this.arguments.stream().map((argument) -> argument.apply(letter)).toArray());
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
