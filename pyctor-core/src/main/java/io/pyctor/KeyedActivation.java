package io.pyctor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.pyctor.mailbox.Offer;
import io.pyctor.mailbox.StackRoom;
import org.jspecify.annotations.Nullable;

/**
 * One life of the actor of a key: from its first message until it has ended for good.
 * <p>
 * Between tellers and the mailbox is a gate. While it is open, tellers go through, side
 * by side and without a lock. Nobody is within when it is shut, so what comes after goes
 * behind all that came before: it waits here, and belongs to the next activation, which
 * begins when this one has ended.
 */
final class KeyedActivation implements ActorFactory {

	private static final VarHandle GATE;

	private static final VarHandle USED;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			GATE = lookup.findVarHandle(KeyedActivation.class, "gate", int.class);
			USED = lookup.findVarHandle(KeyedActivation.class, "used", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final int OPEN = 1;

	private static final int TELLER = 2;

	final KeyedHost host;

	final KeyedRef ref;

	/**
	 * {@link #OPEN} or not, and {@link #TELLER} for each who is within. What a thread
	 * sees that was handed this object by a race is shut, too.
	 */
	private volatile int gate;

	/** When it was told something last, by the clock of the host. */
	private long used;

	/** Set before the gate opens; null once ended. */
	private volatile @Nullable ActorCell cell;

	/** What came while the gate was shut; guarded by the monitor. */
	private @Nullable List<Envelope> waiting;

	/** What the cell left behind, which came before; guarded by the monitor. */
	private @Nullable List<Envelope> leftBehind;

	/** Who wants to hear when there is a living cell; guarded by the monitor. */
	private @Nullable List<KeyWatch> watchers;

	/** Why it failed, if it did. In the cell's turn. */
	private @Nullable Terminated failure;

	/** Whether it was told to stop for good. */
	private volatile boolean stopped;

	/** Guarded by the monitor. */
	private boolean ended;

	// Its place among those that may have to go: the rest is KeyedBound's, under its lock

	@Nullable KeyedActivation previous;

	@Nullable KeyedActivation next;

	/** When it got its place; if it was used since, it gets another. */
	long placed;

	boolean listed;

	/** Whether it was asked to go and has neither gone nor refused. */
	boolean asked;

	/** In which look it was asked, or refused. */
	int look = -1;

	boolean gone;

	KeyedActivation(KeyedHost host, KeyedRef ref, List<Envelope> first) {
		this.host = host;
		this.ref = ref;
		this.used = host.clock();
		this.waiting = new ArrayList<>(first);
		this.stopped = KeyedHost.indexOfLast(first) >= 0;
	}

	// Telling it something

	/**
	 * Put a message into the mailbox, if the gate is open.
	 * @return whether it was
	 */
	boolean offer(Envelope envelope) {
		if ((this.gate & OPEN) == 0) {
			return false;
		}
		// Who goes in has to come out again.
		StackRoom.claim();
		if (((int) GATE.getAndAdd(this, TELLER) & OPEN) == 0) {
			GATE.getAndAdd(this, -TELLER);
			return false;
		}
		ActorCell cell;
		Offer offer;
		try {
			use();
			cell = cellWithin();
			offer = cell.offerOnly(envelope);
		}
		finally {
			GATE.getAndAdd(this, -TELLER);
		}
		// Not within, since this may run the cell, or a listener.
		if (offer == Offer.WAKE) {
			try {
				cell.dispatch();
			}
			catch (StackOverflowError ex) {
				// As in enqueue() of others: there is no room for a call.
				cell.stranded = true;
				StrandedCells stranded = cell.type.system.strandedCells;
				stranded.latest[stranded.next++ & StrandedCells.LATEST] = cell;
				stranded.any = true;
			}
		}
		else if (offer == null) {
			((LimitedCell) cell).overflowed(envelope);
		}
		return true;
	}

	/** Whether there is no place for a message now. */
	boolean isFull() {
		if ((this.gate & OPEN) == 0 && isFullOutside()) {
			return true;
		}
		ActorCell cell = this.cell;
		return cell instanceof LimitedCell limited && limited.isFull();
	}

	/** Whether as many wait for the gate as the mailbox has places. */
	private synchronized boolean isFullOutside() {
		MailboxOptions mailbox = options().mailbox();
		return this.waiting != null && mailbox.isBounded() && mailbox.overflow() == Overflow.REJECT
				&& this.waiting.size() >= mailbox.capacity()
				&& this.waiting.stream().filter(LimitedCell::takesPlace).count() >= mailbox.capacity();
	}

	@SuppressWarnings("NullAway")
	private ActorCell cellWithin() {
		return this.cell;
	}

	/** Without a write where nothing has happened since, as for most messages. */
	void use() {
		long now = this.host.clock();
		if ((long) USED.getOpaque(this) != now) {
			USED.setOpaque(this, now);
		}
	}

	/** When it was told something last. */
	long used() {
		return (long) USED.getOpaque(this);
	}

	/**
	 * Have a message told when the gate opens, or to the next activation.
	 * @return false if this one has ended, and the next one is there or is to be made
	 */
	boolean keep(Envelope envelope) {
		boolean shut;
		// What waits counts, and who tells hears of no error.
		StackRoom.claimSome();
		synchronized (this) {
			if (this.ended) {
				return false;
			}
			shut = (this.gate & OPEN) == 0;
			if (shut && !(LimitedCell.takesPlace(envelope) && isFullOutside())) {
				if (this.waiting == null) {
					this.waiting = new ArrayList<>(2);
				}
				this.waiting.add(envelope);
				this.host.waits(envelope);
				return true;
			}
		}
		if (!shut) {
			return offer(envelope);
		}
		this.host.reject(this.ref, envelope);
		return true;
	}

	// From the first message to the end

	/**
	 * Begin: make the cell, whose object is made in its first turn.
	 * @return whether it was made; if not, nobody takes what was told
	 */
	boolean start() {
		ActorCell cell = this.host.newCell(this);
		if (cell == null) {
			return false;
		}
		List<Runnable> outside = new ArrayList<>(0);
		synchronized (this) {
			this.cell = cell;
			if (this.waiting != null) {
				// It has its first message already, so none of these wakes it.
				this.waiting.forEach((envelope) -> {
					offerFirst(cell, envelope, outside);
					this.host.waitsNoMore(envelope);
				});
				this.waiting = null;
			}
			this.gate = OPEN;
		}
		cell.dispatchFirst();
		tellWatchers((watch) -> watch.begun(cell));
		outside.forEach(Runnable::run);
		return true;
	}

	/**
	 * Put into the mailbox what waited for it.
	 * @param outside gets what becomes of a message that does not get in, which is not to
	 * be done with the monitor
	 */
	private static void offerFirst(ActorCell cell, Envelope envelope, List<Runnable> outside) {
		try {
			if (cell.offerOnly(envelope) == null) {
				outside.add(() -> ((LimitedCell) cell).overflowed(envelope));
			}
		}
		catch (Throwable ex) {
			// Its priority cannot be found, and who told it has gone on.
			outside.add(() -> FaultHandling.failedToEnter(cell, envelope, ex));
		}
	}

	@Nullable ActorCell cell() {
		return this.cell;
	}

	/**
	 * Have a watcher hear when there is a living cell.
	 * @return false if this one has ended, and the next one is there or is to be made
	 */
	boolean whenBegun(KeyWatch watch) {
		ActorCell cell;
		synchronized (this) {
			if (this.ended) {
				return false;
			}
			cell = this.cell;
			if (cell == null || cell.isEnded()) {
				if (this.watchers == null) {
					this.watchers = new ArrayList<>(1);
				}
				this.watchers.add(watch);
				return true;
			}
		}
		watch.begun(cell);
		return true;
	}

	/** A watcher does not want to hear of it any more. */
	synchronized void forget(KeyWatch watch) {
		if (this.watchers != null) {
			this.watchers.removeIf((other) -> other.has(watch.key()));
		}
	}

	/** Tell those who wanted to hear of a living cell: there is one, or never will be. */
	void tellWatchers(Consumer<KeyWatch> word) {
		List<KeyWatch> watchers;
		synchronized (this) {
			watchers = (this.watchers != null) ? this.watchers : List.of();
			this.watchers = null;
		}
		watchers.forEach(word);
	}

	/** Make the object of the actor. In the first turn of the cell, or in a later one. */
	@Override
	public Actor create() {
		return this.host.createObject(this.ref.key);
	}

	@Override
	public ActorOptions options() {
		return this.host.options().actorOptions();
	}

	@Override
	public Optional<ActorFactoryResolver> resolver() {
		return this.host.factory().resolver();
	}

	@Override
	public void release(Actor actor) {
		this.host.releaseObject(actor);
	}

	/** What the actor is doing; one that has not begun or has ended is stopped. */
	ActorState state() {
		ActorCell cell = this.cell;
		return (cell != null) ? cell.state() : ActorState.STOPPED;
	}

	/** Ask the actor to go if it was not used since a time when it comes to it. */
	void ask(long unusedSince) {
		ActorCell cell = this.cell;
		if (cell != null) {
			cell.tellSystem(new SystemMessage.Passivate(this, unusedSince), this.host.system().nobody());
		}
	}

	/**
	 * Decide whether the actor, which was asked to go, does: not if it was used meanwhile
	 * or somebody is about to tell it something. In the cell's turn.
	 * @param unusedSince the time since which it must not have been used
	 * @param nothingWaits whether its mailbox is empty
	 * @param holds whether it has put messages aside, for which it waits for others
	 */
	boolean goes(long unusedSince, boolean nothingWaits, boolean holds) {
		if (nothingWaits && !holds && used() < unusedSince && GATE.compareAndSet(this, OPEN, 0)) {
			return true;
		}
		this.host.stays(this, holds);
		return false;
	}

	/** Shut the gate; whoever is within is out again in a moment. */
	private void shut() {
		GATE.getAndBitwiseAnd(this, ~OPEN);
		while (this.gate != 0) {
			Thread.yield();
		}
	}

	/** The word to stop for good is in the mailbox, or waits. */
	void toldToStop() {
		this.stopped = true;
		ActorCell cell = this.cell;
		if (cell != null) {
			cell.toldToStop();
		}
	}

	/** Whether what it leaves behind was told after the word to stop for good. */
	boolean wasToldToStop() {
		return this.stopped;
	}

	/**
	 * The cell has had its last callback and will leave behind what still waits. Before
	 * watchers are told, who may have something for the next one.
	 */
	@Override
	public void ended(Terminated end) {
		if (end.reason() == TerminationReason.FAILED) {
			this.failure = end;
		}
		shut();
	}

	/** The cell has not come to a message. */
	synchronized void leftBehind(Envelope envelope) {
		if (this.leftBehind == null) {
			this.leftBehind = new ArrayList<>();
		}
		this.leftBehind.add(envelope);
		this.host.waits(envelope);
	}

	/** The failure that ended it, if one did: what was left behind is lost to that. */
	Optional<Throwable> failure() {
		return (this.failure != null) ? this.failure.cause() : Optional.empty();
	}

	boolean hasFailed() {
		return this.failure != null;
	}

	/**
	 * The cell has ended for good.
	 * @param heir gets what waits, in order; no message comes in between
	 */
	synchronized void end(Consumer<List<Envelope>> heir) {
		this.ended = true;
		this.cell = null;
		List<Envelope> rest = new ArrayList<>();
		if (this.leftBehind != null) {
			rest.addAll(this.leftBehind);
			this.leftBehind = null;
		}
		if (this.waiting != null) {
			rest.addAll(this.waiting);
			this.waiting = null;
		}
		rest.forEach(this.host::waitsNoMore);
		heir.accept(rest);
	}

}
