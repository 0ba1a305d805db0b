package io.pyctor;

/**
 * A question was not answered in time.
 */
public final class AskTimeoutException extends ActorException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception, for references of another kind than the engine's.
	 * @param message who did not answer what, and within which time
	 */
	public AskTimeoutException(String message) {
		super(message);
	}

}
