package io.pyctor;

/**
 * A question was not received, for a reason other than that the actor had stopped.
 */
public final class MessageRejectedException extends ActorException {

	private static final long serialVersionUID = 1L;

	private final DeadLetterReason reason;

	MessageRejectedException(String message, DeadLetterReason reason) {
		super(message);
		this.reason = reason;
	}

	/**
	 * Return why the question was not received.
	 * @return the reason
	 */
	public DeadLetterReason reason() {
		return this.reason;
	}

}
