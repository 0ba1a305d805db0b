package io.pyctor;

/**
 * Keeps the place of an actor whose object is made in the cell's first turn.
 */
final class UnbornActor extends Actor {

	private final Class<?> actorType;

	UnbornActor(Class<?> actorType) {
		this.actorType = actorType;
	}

	@Override
	protected Class<?> actorType() {
		return this.actorType;
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		throw new IllegalStateException("An actor that has not begun got a message");
	}

}
