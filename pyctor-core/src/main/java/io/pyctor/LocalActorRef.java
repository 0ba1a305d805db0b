package io.pyctor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import io.pyctor.mailbox.Mailbox;
import io.pyctor.mailbox.Offer;
import io.pyctor.mailbox.StackRoom;
import org.jspecify.annotations.Nullable;

/**
 * The half of an actor that others hold: its address, and the way into its mailbox. The
 * other half, which runs it, is {@link ActorCell}; both are one object, since a reference
 * of its own would cost every actor 24 bytes and every {@code tell} one more step.
 * <p>
 * From {@code tell} a message goes into the {@link Mailbox}; if nobody runs the cell,
 * that gets a thread of its {@link io.pyctor.dispatch.Dispatcher}; there a {@link Turn}
 * hands it to the actor's {@code receive}.
 */
abstract class LocalActorRef extends Mailbox<Envelope> implements EnvelopeRef, Runnable {

	final ActorType type;

	final @Nullable ActorCell parent;

	private final @Nullable String givenName;

	/** Unique in its system. */
	final long number;

	/**
	 * Whether it was told something at the very end of a stack: the message is in, but
	 * there was no room left for the calls that get it a thread. Written in place, and
	 * without a lock, since to take one needs room as well. See {@link StrandedCells}.
	 */
	volatile boolean stranded;

	LocalActorRef(ActorType type, @Nullable ActorCell parent, @Nullable String givenName, long number, Envelope first) {
		super(first);
		this.type = type;
		this.parent = parent;
		this.givenName = givenName;
		this.number = number;
	}

	/** Here, and not by way of the interface, since every message goes this way. */
	@Override
	public final void tell(Object message, ActorRef sender) {
		Objects.requireNonNull(message, "'message' must not be null");
		Objects.requireNonNull(sender, "'sender' must not be null");
		enqueue(new Envelope(message, sender));
	}

	@Override
	public final void tell(Object message) {
		tell(message, system().nobody());
	}

	/** Tell the cell something of the engine's own, in its place among the messages. */
	final void tellSystem(SystemMessage message, ActorRef sender) {
		enqueue(new Envelope.OfSystem(message, sender));
	}

	/** Tell the cell that another one has ended. */
	final void tellEnd(Terminated notice) {
		enqueue(new Envelope.OfEnd(notice));
	}

	@Override
	public boolean tryEnqueue(Envelope envelope) {
		if (isClosed()) {
			return false;
		}
		enqueue(envelope);
		return true;
	}

	/**
	 * Put a message into the mailbox and wake nobody.
	 * @return {@link Offer#WAKE} if the caller has to {@link #dispatch}; null if there is
	 * no place for the message
	 */
	@Nullable Offer offerOnly(Envelope envelope) {
		return offer(envelope);
	}

	@Override
	public void enqueue(Envelope envelope) {
		if (offer(envelope) == Offer.WAKE) {
			try {
				dispatch();
			}
			catch (StackOverflowError ex) {
				this.stranded = true;
				StrandedCells stranded = this.type.system.strandedCells;
				stranded.latest[stranded.next++ & StrandedCells.LATEST] = this;
				stranded.any = true;
			}
		}
	}

	/** Get the cell a turn. Only for whoever found it without one. */
	final void dispatch() {
		try {
			claimRoom();
			this.type.dispatcher.execute(this);
		}
		catch (StackOverflowError ex) {
			// To look for another way takes even more room.
			throw ex;
		}
		catch (Throwable ex) {
			system().dispatchLater(this, ex);
		}
	}

	/** Get the cell its first turn. */
	final void dispatchFirst() {
		try {
			claimRoom();
			this.type.dispatcher.start(this);
		}
		catch (StackOverflowError ex) {
			this.stranded = true;
			StrandedCells stranded = this.type.system.strandedCells;
			stranded.latest[stranded.next++ & StrandedCells.LATEST] = this;
			stranded.any = true;
		}
		catch (Throwable ex) {
			system().dispatchLater(this, ex);
		}
	}

	/**
	 * Have the stack end here rather than where it leaves open whether the dispatcher has
	 * the cell: in the midst of an exchange, or of the start of a thread.
	 */
	private void claimRoom() {
		if (this.type.options.isBlocking()) {
			StackRoom.claimDeep();
		}
		else {
			StackRoom.claim();
		}
	}

	final void expired(Envelope question) {
		system().deadLetterSink().publish(this, question, DeadLetterReason.EXPIRED);
	}

	@Override
	protected void refused(Envelope envelope) {
		system().refuse(this, envelope);
	}

	@Override
	public final DefaultActorSystem system() {
		return this.type.system;
	}

	final @Nullable String givenName() {
		return this.givenName;
	}

	@Override
	public final String name() {
		return (this.givenName != null) ? this.givenName : this.type.shortName() + "-" + this.number;
	}

	final boolean hasDefaultName(GivenNames.DefaultName name) {
		return this.givenName == null && this.number == name.number() && this.type.shortName().equals(name.prefix());
	}

	@Override
	public final ActorPath path() {
		List<String> elements = new ArrayList<>();
		for (LocalActorRef ref = this; ref != null; ref = ref.parent) {
			elements.add(ref.name());
		}
		Collections.reverse(elements);
		return new ActorPath(system().name(), elements, this.number);
	}

	/**
	 * A cell equals itself, and what stands for it, if that says so.
	 */
	@Override
	public final boolean equals(@Nullable Object other) {
		return other == this || (other instanceof ActorRef && !(other instanceof LocalActorRef) && other.equals(this));
	}

	/**
	 * By the name that was given, so that what stands for one incarnation after another
	 * can have the same.
	 */
	@Override
	public final int hashCode() {
		return (this.givenName != null) ? this.givenName.hashCode() : Long.hashCode(this.number);
	}

	@Override
	public final String toString() {
		return "ActorRef[" + path() + "]";
	}

}
