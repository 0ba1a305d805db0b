package io.pyctor;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Stands for a key, whichever activation of it lives.
 */
final class KeyedRef implements EnvelopeRef {

	private final KeyedHost host;

	final String key;

	private final String name;

	/**
	 * The activation that was there last, as far as this thread knows: one that has ended
	 * takes nothing, and holds nothing.
	 */
	private @Nullable KeyedActivation last;

	KeyedRef(KeyedHost host, String key) {
		this.host = host;
		this.key = key;
		this.name = KeyedActors.nameOf(key);
	}

	@Override
	public DefaultActorSystem system() {
		return this.host.system();
	}

	@Override
	public boolean tryEnqueue(Envelope envelope) {
		if (!this.host.accepts(this) || system().isTooMuch(envelope)) {
			return false;
		}
		enqueue(envelope);
		return true;
	}

	@Override
	public void enqueue(Envelope envelope) {
		if (system().isTooMuch(envelope)) {
			system().deadLetterSink().publish(this, envelope, DeadLetterReason.OVERLOAD);
			return;
		}
		KeyedActivation last = this.last;
		if (last == null || !last.offer(envelope)) {
			this.host.placement().deliver(this, envelope);
		}
	}

	/** Remember an activation. */
	void found(KeyedActivation activation) {
		this.last = activation;
	}

	/** The answer to a question for which there was no place before the actor began. */
	MailboxFullException full(Class<?> messageType) {
		int capacity = this.host.options().actorOptions().mailbox().capacity();
		return new MailboxFullException(path() + " did not accept " + messageType.getName()
				+ ": as many messages wait for its actor to begin as its mailbox has places (capacity " + capacity
				+ "); ask later, or give it a greater capacity", this, capacity, Duration.ZERO);
	}

	/** Stop the activation, if there is one. */
	void stop() {
		this.host.stop(this);
	}

	void stopNow() {
		this.host.stopNow(this);
	}

	/** The cell of the activation, if there is one. */
	@Nullable ActorCell cell() {
		return this.host.cell(this);
	}

	/** Another reference to the same key. */
	KeyedRef copy() {
		return new KeyedRef(this.host, this.key);
	}

	/**
	 * Have a watcher hear when the key gets its actor, or else, if it gets none, that
	 * there is none.
	 */
	void whenBegun(KeyWatch watch) {
		this.host.whenBegun(watch);
	}

	/** A watcher does not want to hear it any more. */
	void forget(KeyWatch watch) {
		this.host.forget(watch);
	}

	/** Whether a cell is, or was, an activation of the key. */
	boolean isOf(ActorCell cell) {
		return this.host.isParentOf(cell) && this.name.equals(cell.name());
	}

	@Override
	public String name() {
		return this.name;
	}

	/** An address without an incarnation. */
	@Override
	public ActorPath path() {
		return new ActorPath(system().name(), List.of(DefaultActorSystem.ROOT, this.host.typeName(), this.name), 0);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		if (other instanceof ActorCell cell) {
			return isOf(cell);
		}
		if (other instanceof KeyedRef ref) {
			return ref.host == this.host && ref.name.equals(this.name);
		}
		return other instanceof ActorRef ref && ref.resolve() != ref && equals(ref.resolve());
	}

	@Override
	public int hashCode() {
		return this.name.hashCode();
	}

	@Override
	public String toString() {
		return "ActorRef[" + path() + "]";
	}

}
