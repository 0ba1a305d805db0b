package io.pyctor;

/**
 * Something was asked of an actor, or of a system, that has stopped or is stopping.
 */
public final class ActorStoppedException extends ActorException {

	private static final long serialVersionUID = 1L;

	ActorStoppedException(String message) {
		super(message);
	}

}
