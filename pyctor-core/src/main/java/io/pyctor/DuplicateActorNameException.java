package io.pyctor;

/**
 * A living sibling has the name already.
 */
public final class DuplicateActorNameException extends ActorException {

	private static final long serialVersionUID = 1L;

	DuplicateActorNameException(String name, ActorPath parent) {
		super("Actor name '" + name + "' is already in use under " + parent
				+ "; choose another name, or wait for the actor's Terminated");
	}

}
