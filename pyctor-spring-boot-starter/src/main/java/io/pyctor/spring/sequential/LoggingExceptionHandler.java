package io.pyctor.spring.sequential;

import java.lang.reflect.Method;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pyctor.spring.MethodDescription;
import io.pyctor.spring.Sequential;
import io.pyctor.spring.SequentialExceptionHandler;

/**
 * Logs exceptions with the method and the type of the key; what is in keys and arguments
 * may be nobody's business.
 */
public final class LoggingExceptionHandler implements SequentialExceptionHandler {

	private static final Logger logger = LoggerFactory.getLogger(Sequential.class);

	@Override
	public void handle(Throwable exception, Method method, Object key, Object... arguments) {
		logger.error("A sequential call of {}.{} has failed; its key is of {}", method.getDeclaringClass().getName(),
				MethodDescription.of(method), key.getClass(), exception);
	}

}
