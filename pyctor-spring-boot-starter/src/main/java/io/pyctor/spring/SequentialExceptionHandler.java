package io.pyctor.spring;

import java.lang.reflect.Method;

/**
 * Is told what {@link Sequential} methods that return nothing have thrown, since their
 * callers are gone. By default it is logged with the method and the type of the key. A
 * bean of this type replaces that.
 */
@FunctionalInterface
public interface SequentialExceptionHandler {

	/**
	 * Handle an exception, on the thread of the call and within its turn: the next call
	 * of the key waits for the handler.
	 * @param exception what was thrown
	 * @param method the method that threw it
	 * @param key the key of the call
	 * @param arguments the arguments of the call
	 */
	void handle(Throwable exception, Method method, Object key, Object... arguments);

}
