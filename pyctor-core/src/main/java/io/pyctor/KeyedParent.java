package io.pyctor;

/**
 * The parent of the actors of one keyed type. It only holds them together: the
 * {@link KeyedHost} creates them and handles their ends.
 */
final class KeyedParent extends Actor {

	private final KeyedHost host;

	KeyedParent(KeyedHost host) {
		this.host = host;
	}

	/** Before its first turn, and before anybody can create a child of it. */
	@Override
	protected void bind(ActorContext context) {
		super.bind(context);
		this.host.adoptedBy(((DefaultActorContext) context).cell());
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		unhandled(message);
	}

	@Override
	protected void stopped() {
		this.host.close();
	}

}
