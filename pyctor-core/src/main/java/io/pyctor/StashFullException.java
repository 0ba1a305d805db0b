package io.pyctor;

/**
 * An actor has put aside as many messages as it may. Not caught, it fails the message, of
 * which whoever asked learns.
 */
public final class StashFullException extends ActorException {

	private static final long serialVersionUID = 1L;

	StashFullException(String message) {
		super(message);
	}

}
