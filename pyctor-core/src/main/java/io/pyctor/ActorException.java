package io.pyctor;

import org.jspecify.annotations.Nullable;

/**
 * The root of the exceptions that are about actors and not about arguments.
 */
public abstract class ActorException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ActorException(String message) {
		this(message, null);
	}

	ActorException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
