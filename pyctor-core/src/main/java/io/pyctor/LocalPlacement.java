package io.pyctor;

/**
 * Every key lives on this JVM, and none moves.
 */
final class LocalPlacement implements KeyedPlacement {

	private final KeyedHost host;

	LocalPlacement(KeyedHost host) {
		this.host = host;
	}

	@Override
	public void deliver(KeyedRef ref, Envelope envelope) {
		this.host.deliver(ref, envelope);
	}

}
