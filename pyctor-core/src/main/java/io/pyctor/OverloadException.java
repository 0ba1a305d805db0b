package io.pyctor;

/**
 * A question was refused since more messages wait in the system than its limit allows.
 * The way out is to ask less, or later.
 *
 * @see ActorSystemBuilder#queueLimit(long)
 */
public final class OverloadException extends ActorException {

	private static final long serialVersionUID = 1L;

	private final transient QueueLoad load;

	OverloadException(String message, QueueLoad load) {
		super(message);
		this.load = load;
	}

	/**
	 * Return how much waited.
	 * @return the load, a moment after the question was refused
	 */
	public QueueLoad load() {
		return this.load;
	}

}
