package io.pyctor;

/**
 * A question was not answered in time.
 */
public final class AskTimeoutException extends ActorException {

	private static final long serialVersionUID = 1L;

	AskTimeoutException(String message) {
		super(message);
	}

}
