package io.pyctor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The half of an actor that runs: what there is to know of it, and when it has its turn.
 * <p>
 * At any time at most one thread has the turn. Only it touches the fields without a word
 * on other threads, and the mailbox hands them on from turn to turn. A turn ends when the
 * mailbox is empty, after a number of messages or a time, or when the cell has to wait
 * for a signal: for a stage it awaits, or for its children to end. It then keeps its
 * messages, and whoever signals it gets it the next turn.
 * <p>
 * What is done in a turn is in classes of one question each: {@link Turn} (which message
 * is next), {@link Signals}, {@link Waits}, {@link FaultHandling}, {@link ActorCreation},
 * {@link DeathWatch} and {@link ActorTermination}.
 */
class ActorCell extends LocalActorRef {

	private static final VarHandle EXTRAS;

	private static final VarHandle PHASE;

	private static final VarHandle PROCESSED;

	private static final VarHandle TURN;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			EXTRAS = lookup.findVarHandle(ActorCell.class, "extras", CellExtras.class);
			PHASE = lookup.findVarHandle(ActorCell.class, "phase", CellPhase.class);
			PROCESSED = lookup.findVarHandle(ActorCell.class, "processed", long.class);
			TURN = lookup.findVarHandle(ActorCell.class, "turn", Turn.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** The first turn looks at the clock after so many messages. */
	private static final int FIRST_LOOK = 4;

	/** The user's object; null once ended, so that a reference keeps nothing alive. */
	private @Nullable Actor actor;

	private @Nullable ActorFactory factory;

	/** Written when the first child is created, and at the end. */
	private volatile @Nullable Children children;

	/** Written by whoever needs it first, and at the end. */
	private volatile @Nullable CellExtras extras;

	/** What overtakes the messages; written by {@link Signals}. */
	volatile @Nullable Signal signals;

	private volatile CellPhase phase = CellPhase.STARTING;

	/** Messages processed without a failure; written by the cell, read by operators. */
	private long processed;

	/** Whose turn it is, or was. Written by that turn. */
	@SuppressWarnings("unused")
	private @Nullable Turn turn;

	/**
	 * After how many messages a turn should look at the clock; negative as long as
	 * {@code started()} has not returned, so that {@code stopped()} is not due. One field
	 * for both, since one byte more would cost every actor eight.
	 */
	private byte pace = -FIRST_LOOK;

	/** Guarded by the parent's {@link Children}, like the siblings. */
	boolean linked;

	@Nullable ActorCell previousSibling;

	@Nullable ActorCell nextSibling;

	ActorCell(ActorType type, @Nullable ActorCell parent, @Nullable String givenName, long number, Actor actor,
			@Nullable ActorFactory factory) {
		super(type, parent, givenName, number, new Envelope.OfSystem(SystemMessage.START, type.system.nobody()));
		this.actor = actor;
		this.factory = factory;
	}

	// The turn

	@Override
	public void run() {
		this.type.dispatcher.local(Turn::new).run(this);
	}

	/** A turn has begun. */
	void turn(Turn turn) {
		if (this.turn != turn) {
			TURN.setOpaque(this, turn);
		}
	}

	/** The turn that runs now, in which all callbacks are. */
	Turn turn() {
		Turn turn = this.turn;
		if (turn == null) {
			throw new IllegalStateException(path() + " has no turn");
		}
		return turn;
	}

	/** Get the cell another turn, behind what waits already. */
	void requeue() {
		try {
			this.type.dispatcher.requeue(this);
		}
		catch (Throwable ex) {
			system().dispatchLater(this, ex);
		}
	}

	/** After how many messages a turn should look at the clock. */
	int pace() {
		return Math.abs(this.pace);
	}

	void pace(int pace) {
		if (pace() != pace) {
			this.pace = (byte) (isStarted() ? pace : -pace);
		}
	}

	void addProcessed(long count) {
		PROCESSED.setOpaque(this, this.processed + count);
	}

	/** Any thread, after the signal is there: see Turn. */
	void poke() {
		Turn turn = (Turn) TURN.getOpaque(this);
		if (turn != null) {
			turn.poke();
		}
	}

	boolean isSignalled() {
		return this.signals != null;
	}

	// From the start to the end

	void start() {
		try {
			if (this.actor instanceof UnbornActor) {
				this.actor = ActorCreation.createLate(this);
			}
			actor().started();
			hasStarted();
			PHASE.setRelease(this, CellPhase.ACTIVE);
		}
		catch (Throwable ex) {
			FaultHandling.failedToStart(this, ex);
		}
	}

	boolean isStarted() {
		return this.pace > 0;
	}

	/** Stop after the messages that wait already. Any thread. */
	void stop() {
		tellSystem(SystemMessage.STOP, system().nobody());
		toldToStop();
	}

	/** The word to stop is in the mailbox. Any thread. */
	void toldToStop() {
		if (this.type.recovers) {
			// Behind nothing, it need not wait for the end of a back-off: see Recovery.
			VarHandle.fullFence();
			if (isHeldUp()) {
				Signals.send(this, new Signal.Look());
			}
		}
	}

	/** Stop after the current message. Any thread. */
	void stopNow() {
		PoolActor pool = poolOrNull();
		if (pool != null) {
			pool.toldToStopNow();
		}
		Signals.send(this, new Signal.StopNow());
	}

	/** From now on the cell gets no more messages. */
	void stopping() {
		PHASE.setRelease(this, CellPhase.STOPPING);
	}

	/** Whether it gets no more messages: it waits for its children, or has ended. */
	boolean isStopping() {
		return this.phase.compareTo(CellPhase.STOPPING) >= 0;
	}

	void ended(TerminationReason reason) {
		this.phase = CellPhase.ended(reason);
	}

	boolean isEnded() {
		return this.phase.isEnded();
	}

	/** Why the cell has ended, once it has. */
	TerminationReason endReason() {
		return this.phase.reason();
	}

	void refuseAll() {
		Stash stash = Stash.of(this);
		if (stash != null && endReason() == TerminationReason.PASSIVATED) {
			stash.leaveBehind(this);
		}
		else if (stash != null) {
			stash.refuseAll(this);
		}
		if (this.turn != null) {
			this.turn.refuseAll(this);
		}
		else {
			Turn.refuseAllOf(this);
		}
		this.turn = null;
	}

	/** The last thing: whoever holds the cell holds nothing else. */
	void forgetAll() {
		Children children = this.children;
		if (children != null) {
			children.clear();
			// Those of the root and of keyed actors stay, closed: another thread may be
			// about to add to them.
			this.children = handlesEnds() ? null : children;
		}
		if (this.extras != null) {
			this.extras = null;
		}
		Signals.end(this);
	}

	// What it has

	@SuppressWarnings("NullAway")
	Actor actor() {
		return this.actor;
	}

	boolean hasActor() {
		return this.actor != null;
	}

	/** Only for an actor that can be restarted. */
	@SuppressWarnings("NullAway")
	ActorFactory factory() {
		return this.factory;
	}

	@Nullable ActorFactory factoryOrNull() {
		return this.factory;
	}

	/** The object's life has ended; the factory may make another one. */
	void removeActor() {
		this.actor = null;
		this.pace = (byte) -pace();
	}

	void replaceActor(Actor actor) {
		this.actor = actor;
	}

	void hasStarted() {
		this.pace = (byte) pace();
	}

	void forgetActor() {
		this.actor = null;
		this.factory = null;
	}

	@Nullable CellExtras extrasOrNull() {
		return this.extras;
	}

	CellExtras extras() {
		CellExtras extras = this.extras;
		while (extras == null) {
			EXTRAS.compareAndSet(this, null, new CellExtras());
			extras = this.extras;
		}
		return extras;
	}

	@Nullable Children childrenOrNull() {
		return this.children;
	}

	/**
	 * Only the cell itself may be the first to ask. The root, which gets children from
	 * many threads, is asked before they know it.
	 */
	Children children() {
		Children children = this.children;
		if (children == null) {
			children = new Children(this, null);
			this.children = children;
		}
		return children;
	}

	/** From now on another one creates the children. Before anybody else asks. */
	void childrenOf(KeyedHost host) {
		this.children = new Children(this, host);
	}

	/** Who creates the children, if not the cell itself. */
	@Nullable KeyedHost keyedHost() {
		Children children = this.children;
		return (children != null) ? children.host : null;
	}

	/** Who has created the cell, if not its parent. */
	@Nullable KeyedHost keyedBy() {
		return (this.parent != null) ? this.parent.keyedHost() : null;
	}

	/** Whether another one takes its place when it has ended by a failure. */
	boolean isReplaced() {
		return this.parent != null && (this.parent.type.isPool() || this.parent.keyedHost() != null);
	}

	/** The mailbox is closed soon, and the cell has not come to this. */
	void leftBehind(Envelope envelope) {
		KeyedHost host = keyedBy();
		if (host != null) {
			host.leftBehind(this,
					(envelope instanceof Envelope.InPlace placed) ? ((LimitedCell) this).take(placed) : envelope);
		}
		else {
			refused(envelope);
		}
	}

	/** Bring the counts of the children that have ended to where operators look. */
	void retireChildren() {
		Children children = this.children;
		if (children != null) {
			children.retireProcessed();
		}
	}

	List<ActorCell> childCells() {
		return childCells(Integer.MAX_VALUE);
	}

	/** Some of the children, the newest. */
	List<ActorCell> childCells(int max) {
		Children children = this.children;
		return (children != null) ? children.list(max) : List.of();
	}

	/** How many children have not ended. */
	int childCount() {
		Children children = this.children;
		return (children != null) ? children.count() : 0;
	}

	@Nullable ActorCell child(String name) {
		Children children = this.children;
		return (children != null) ? children.find(name) : null;
	}

	boolean isRoot() {
		return this.parent == null;
	}

	/**
	 * Whether it is told of the ends of its children, which keep their names until then.
	 */
	boolean handlesEnds() {
		return !isRoot() && keyedHost() == null;
	}

	// Looking at it from outside

	/** The thread that has the turn now. */
	Optional<Thread> thread() {
		Turn turn = (Turn) TURN.getOpaque(this);
		return Optional.ofNullable((turn != null) ? turn.threadOf(this) : null);
	}

	boolean isRunBy(Thread thread) {
		return thread().filter((running) -> running == thread).isPresent();
	}

	ActorState state() {
		if (this.phase.isEnded()) {
			return ActorState.STOPPED;
		}
		if (this.phase == CellPhase.STOPPING) {
			return ActorState.STOPPING;
		}
		if (isHeldUp()) {
			return ActorState.BACKING_OFF;
		}
		if (this.signals == Signal.WAITING) {
			return ActorState.AWAITING;
		}
		return isIdle() ? ActorState.IDLE : ActorState.BUSY;
	}

	final long mailboxSize() {
		return inMailbox() + outsideMailbox();
	}

	/** How many messages wait that were taken out already. */
	final long outsideMailbox() {
		PoolActor pool = poolOrNull();
		return (pool != null) ? pool.waiting() : 0;
	}

	/** What takes the messages, if that is a pool. Any thread. */
	final @Nullable PoolActor poolOrNull() {
		return (this.actor instanceof PoolActor pool) ? pool : null;
	}

	long inMailbox() {
		long[] size = new long[1];
		forEachWaiting((envelope) -> size[0] += isMessage(envelope) ? 1 : 0);
		return size[0];
	}

	/** Show what waits to an operator, in order. */
	final void forEachWaiting(Consumer<Envelope> visitor) {
		forEachWaiting(consumed(), visitor);
	}

	/** Whether somebody told it something, and not the engine. */
	static boolean isMessage(Envelope envelope) {
		return envelope.isOfUser() || envelope instanceof Envelope.Handed
				|| envelope.message instanceof SystemMessage.Tick;
	}

	/** The message that is next in turn, as far as can be seen from outside. */
	final @Nullable Envelope firstWaiting() {
		return firstWaiting(consumed(), Envelope.InPlace.class::isInstance);
	}

	/**
	 * Where it is with its messages: two looks that find the same number found it at the
	 * same one.
	 */
	final long progress() {
		return ((long) placeMark() << 32) ^ (31 * received() + consumed());
	}

	/** The class of the message that it is at, as far as can be seen from outside. */
	final Optional<String> currentType() {
		CellExtras extras = this.extras;
		if (extras != null && extras.stashOrNull() != null) {
			// It may be one that was put aside.
			return Optional.empty();
		}
		Envelope current = firstWaiting(Math.max(0, consumed() - 1), (envelope) -> true);
		return (current != null) ? current.content().messageType() : Optional.empty();
	}

	private int consumed() {
		Turn turn = (Turn) TURN.getOpaque(this);
		return (turn != null) ? turn.consumedOf(this) : -1;
	}

	long processed() {
		return (long) PROCESSED.getOpaque(this);
	}

	/** How many messages it has received, for who asked to know when there are none. */
	long received() {
		CellExtras extras = this.extras;
		return processed() + ((extras != null) ? extras.failed + extras.givenBack : 0);
	}

	/** Whether it has nothing to do and waits for nothing but messages. */
	boolean isResting() {
		return isIdle();
	}

	long failed() {
		CellExtras extras = this.extras;
		return (extras != null) ? extras.failed : 0;
	}

	long restarted() {
		CellExtras extras = this.extras;
		return (extras != null) ? extras.restarted : 0;
	}

	Optional<ActorSnapshot.LastFailure> lastFailure() {
		CellExtras extras = this.extras;
		return (extras != null) ? Optional.ofNullable(extras.lastFailure) : Optional.empty();
	}

	/** Whether it waits after a failure. */
	private boolean isHeldUp() {
		Recovery recovery = Recovery.of(this);
		return recovery != null && recovery.isHeldUp();
	}

	Optional<Instant> goesOnAt() {
		Recovery recovery = Recovery.of(this);
		return (recovery != null) ? recovery.goesOnAt() : Optional.empty();
	}

}
