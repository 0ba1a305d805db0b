package io.pyctor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.pyctor.mailbox.MailboxConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread at work: it takes the messages of one cell after the other and gives each to
 * its actor, until the mailbox is empty, the cell has to wait, or others want the thread.
 * <p>
 * What changes with every message is kept here and not in the cell, since producers write
 * to the cell's memory all the time: both would wait for each other at every message. So
 * that short turns pay nothing for it, the first messages of a turn go by the cell alone.
 */
final class Turn extends MailboxConsumer<Envelope> {

	private static final VarHandle NUMBER;

	private static final VarHandle POKED;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			NUMBER = lookup.findVarHandle(Turn.class, "number", long.class);
			POKED = lookup.findVarHandle(Turn.class, "poked", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** How many messages of a turn go by the cell. */
	private static final int NEAR = 4;

	/** After so many messages a turn looks at the clock at the latest. */
	private static final int LOOK_EVERY = 32;

	/** No cell has it. */
	private static final long NONE = -1;

	private final Thread thread = Thread.currentThread();

	/**
	 * The number of the cell. Not the cell: to write a reference into an object that is
	 * old costs a memory barrier, and operators only compare it.
	 */
	private long number = NONE;

	/** Whether somebody has signalled the cell, or another one that ran here before. */
	private boolean poked;

	/** How many messages this turn has begun to handle. */
	private int handled;

	/** How many of them were processed and are not yet in the cell's count. */
	private long processed;

	/** Whether the current message was given back, or has failed for good. */
	private boolean unhandled;

	/** After how many messages this turn looks at the clock. */
	private int nextLook;

	/** How many messages there are between two looks: few where messages are slow. */
	private int pace;

	/** When this turn began, as far as it knows; nothing before its first look. */
	private long began;

	private boolean looked;

	/** When this thread looked last, in this turn or in one before. */
	private long lastLook = System.nanoTime();

	/** A turn for a cell that will never have one of its own. */
	static void refuseAllOf(ActorCell cell) {
		Turn turn = new Turn();
		turn.enter(cell);
		turn.refuseAll(cell);
	}

	/** Run one turn of a cell, which nobody else runs meanwhile. */
	void run(ActorCell cell) {
		if (this.number != NONE) {
			// Within a turn: a cell that found no thread is run by whoever told it.
			new Turn().run(cell);
			return;
		}
		Envelope first = enter(cell);
		try {
			handleMessages(cell, first);
		}
		catch (Throwable ex) {
			FaultHandling.crashed(cell, ex);
		}
		NUMBER.setOpaque(this, NONE);
	}

	/** Take over from the turn before. */
	private Envelope enter(ActorCell cell) {
		NUMBER.setOpaque(this, cell.number);
		this.handled = 0;
		this.looked = false;
		this.unhandled = false;
		this.pace = cell.pace();
		this.nextLook = Math.min(this.pace, cell.type.throughput);
		cell.turn(this);
		return begin(cell);
	}

	private void handleMessages(ActorCell cell, Envelope first) {
		if (cell.isSignalled()) {
			if (Signals.haveEnded(cell)) {
				refuseLate(cell, first);
				return;
			}
			if (!Signals.obey(cell)) {
				return;
			}
		}
		Envelope envelope = isTaken(cell) ? next(cell, first) : first;
		while (envelope != null) {
			this.handled++;
			deliver(cell, envelope);
			if (isSignalled(cell) && !Signals.obey(cell)) {
				return;
			}
			envelope = next(cell, envelope);
		}
	}

	/**
	 * Go on to the next message.
	 * @return null when the turn is over and the cell may be in other hands
	 */
	private @Nullable Envelope next(ActorCell cell, Envelope done) {
		Envelope next = after(done);
		if (next == null) {
			settle(cell);
			next = nextOrIdle(cell, done);
			if (next == null) {
				return null;
			}
			if (next == done) {
				requeue(cell, done, true);
				return null;
			}
		}
		boolean look = this.handled == this.nextLook;
		if (look || this.handled <= NEAR) {
			moveOn(cell, done, next);
		}
		else {
			stepAhead();
		}
		if (look && isOver(cell)) {
			requeue(cell, next, false);
			return null;
		}
		return next;
	}

	private void requeue(ActorCell cell, Envelope place, boolean taken) {
		settle(cell);
		leave(cell, place, taken);
		// Nothing is being handled from here on, should the rest fail.
		this.handled = 0;
		cell.requeue();
	}

	/** End the turn where it is; whoever signals the cell gets it the next one. */
	void suspend(ActorCell cell) {
		settle(cell);
		leave(cell, current(cell), hasTaken(cell));
	}

	/** End the turn where it is, and get another one behind others. */
	void giveWay(ActorCell cell) {
		requeue(cell, current(cell), hasTaken(cell));
	}

	/** Whether the current message is being handled, or was handled by a turn before. */
	private boolean hasTaken(ActorCell cell) {
		return this.handled > 0 || isTaken(cell);
	}

	/** What is being handled; or, before the first message, what was. */
	Envelope message(ActorCell cell) {
		Envelope stashed = Stash.current(cell);
		return (stashed != null) ? stashed : current(cell).content();
	}

	/** Give the message that failed to the actor again. */
	void redeliver(ActorCell cell) {
		Envelope envelope = message(cell);
		if (envelope instanceof Envelope.OfEnd end) {
			receive(cell, end.sender, end.notice());
		}
		else {
			SystemDelivery.receive(this, cell, envelope, CurrentMessage.received(cell));
		}
		this.unhandled = false;
	}

	/** Whether nothing is behind a message, as far as is known. */
	boolean isLast(Envelope envelope) {
		return after(envelope) == null;
	}

	/** Whether nothing waits before the word to stop. */
	boolean isStopNext(ActorCell cell) {
		Envelope envelope = current(cell);
		if (hasTaken(cell)) {
			envelope = after(envelope);
		}
		while (envelope != null && isNothing(cell, envelope)) {
			envelope = after(envelope);
		}
		return envelope != null && !Stash.isReady(cell) && isStop(cell, envelope);
	}

	private static boolean isStop(ActorCell cell, Envelope envelope) {
		Object message = (envelope instanceof Envelope.Ticket) ? ((LineCell) cell).first().message : envelope.message;
		return message instanceof SystemMessage.Stop || message instanceof PoisonPill;
	}

	private static boolean isNothing(ActorCell cell, Envelope envelope) {
		return envelope.message instanceof SystemMessage.Wake
				|| (envelope instanceof Envelope.OfEnd end && !DeathWatch.expects(cell, end.notice().actor()));
	}

	/** Empty the mailbox and close it. */
	void refuseAll(ActorCell cell) {
		settle(cell);
		Envelope envelope = current(cell);
		if (!hasTaken(cell)) {
			cell.leftBehind(envelope);
		}
		for (envelope = nextOrClose(cell, envelope); envelope != null; envelope = nextOrClose(cell, envelope)) {
			cell.leftBehind(envelope);
		}
		// The end of the cell is the end of its turn.
		poke();
	}

	/** Close the mailbox again: a stack has ended in the midst of that. */
	private void refuseLate(ActorCell cell, Envelope first) {
		for (Envelope envelope = first; envelope != null; envelope = nextOrClose(cell, envelope)) {
			cell.refused(envelope);
		}
	}

	/** Give the actor a message; what is more than that is somebody else's. */
	void deliver(ActorCell cell, Envelope envelope) {
		Object message = envelope.message;
		if (envelope.getClass() != Envelope.class) {
			SystemDelivery.deliver(this, cell, envelope);
			// What was given back in a callback is nothing to the next message.
			this.unhandled = false;
		}
		else if (message instanceof PoisonPill) {
			ActorTermination.begin(cell, TerminationReason.STOPPED, null, false);
		}
		else {
			receiveCounted(cell, envelope.sender, message);
		}
	}

	void receiveCounted(ActorCell cell, ActorRef sender, Object message) {
		boolean received = receive(cell, sender, message);
		if (this.unhandled) {
			this.unhandled = false;
		}
		else if (received) {
			count(cell, 1);
		}
	}

	boolean receive(ActorCell cell, ActorRef sender, Object message) {
		try {
			cell.actor().receive(sender, message);
			return true;
		}
		catch (Throwable ex) {
			FaultHandling.failed(cell, sender, message, ex);
			return false;
		}
	}

	/** Count messages; fewer than none when one turned out not to have been processed. */
	void count(ActorCell cell, int processed) {
		this.processed += processed;
		if (this.handled <= NEAR) {
			settle(cell);
		}
	}

	/** Write to the cell what belongs there, as long as it has not left. */
	void settle(ActorCell cell) {
		if (this.processed != 0) {
			cell.addProcessed(this.processed);
			this.processed = 0;
		}
		if (this.looked) {
			cell.pace(this.pace);
		}
	}

	/** The current message was given back, or has failed for good. */
	void giveUp() {
		this.unhandled = true;
	}

	boolean isGivenUp() {
		return this.unhandled;
	}

	/** What was given back in a callback is nothing to the next one. */
	void takeGivenUp() {
		this.unhandled = false;
	}

	// Signals

	/**
	 * From its fifth message on, the turn does not look at the cell. Who signals looks
	 * for the turn after the signal is there, and the turn for the signal after it is
	 * known to be there: one of the two sees the other.
	 */
	private boolean isSignalled(ActorCell cell) {
		if (this.handled > NEAR) {
			return this.poked && takePoke();
		}
		if (this.handled == NEAR) {
			VarHandle.fullFence();
		}
		return cell.isSignalled();
	}

	/** A full fence: a signal that comes with the next poke is seen with this one. */
	private boolean takePoke() {
		return (boolean) POKED.getAndSet(this, false);
	}

	/** Have the turn look for signals. Any thread. */
	void poke() {
		POKED.setRelease(this, true);
	}

	// The end of a turn

	/**
	 * Whether others should have the thread. The clock is read seldom: its time is that
	 * of a short message. The turn began after the thread's last look, so if that is
	 * recent the turn is short, and if not it looks again after the next message.
	 */
	private boolean isOver(ActorCell cell) {
		ActorType type = cell.type;
		settle(cell);
		if (this.handled >= type.throughput) {
			return true;
		}
		long now = System.nanoTime();
		long since = now - this.lastLook;
		this.lastLook = now;
		if (!this.looked) {
			this.looked = true;
			this.began = (since > type.batchNanos) ? now : now - since;
		}
		this.pace = (since > type.batchNanos / 4) ? 1 : Math.min(2 * this.pace, LOOK_EVERY);
		this.nextLook = Math.min(this.handled + this.pace, type.throughput);
		return now - this.began > type.batchNanos;
	}

	// Looking at it from outside

	/** The thread that is at work on a cell, if it is this turn's. */
	@Nullable Thread threadOf(ActorCell cell) {
		return isOf(cell) ? this.thread : null;
	}

	/**
	 * How many messages from the mailbox's place on are no longer waiting, or a negative
	 * number if the cell has no turn.
	 */
	int consumedOf(ActorCell cell) {
		return isOf(cell) ? 1 + steps() : -1;
	}

	private boolean isOf(ActorCell cell) {
		return (long) NUMBER.getOpaque(this) == cell.number;
	}

}
