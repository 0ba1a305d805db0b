package io.pyctor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The half of an actor that runs: when it has its turn, what it does with each message,
 * and how it ends.
 * <p>
 * At any time at most one thread has the turn. Only it touches the fields without a word
 * on other threads, and the mailbox hands them on from turn to turn. A turn ends when the
 * mailbox is empty, after a number of messages or a time, or when the cell has to wait
 * for a signal: for a stage it awaits, or for its children to end. It then keeps its
 * messages, and whoever signals it gets it the next turn.
 */
final class ActorCell extends LocalActorRef {

	private static final Logger logger = LoggerFactory.getLogger(ActorCell.class);

	private static final VarHandle SIGNALS;

	private static final VarHandle EXTRAS;

	private static final VarHandle PHASE;

	private static final VarHandle PROCESSED;

	private static final VarHandle TURN;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			SIGNALS = lookup.findVarHandle(ActorCell.class, "signals", Signal.class);
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

	/** What overtakes the messages. */
	private volatile @Nullable Signal signals;

	private volatile CellPhase phase = CellPhase.STARTING;

	/** Messages processed without a failure; written by the cell, read by operators. */
	private long processed;

	/** Whose turn it is, or was. Written by that turn. */
	@SuppressWarnings("unused")
	private @Nullable Turn turn;

	/** After how many messages a turn should look at the clock. */
	private byte pace = FIRST_LOOK;

	/** Whether {@code started()} has returned, so that {@code stopped()} is due. */
	private boolean started;

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

	/** Get the cell another turn, behind what waits already. */
	void requeue() {
		this.type.dispatcher.requeue(this);
	}

	/** After how many messages a turn should look at the clock. */
	int pace() {
		return this.pace;
	}

	void pace(int pace) {
		if (this.pace != pace) {
			this.pace = (byte) pace;
		}
	}

	/**
	 * Something failed that is not the actor's code but runs in its name, such as a stage
	 * or a reference of a foreign kind. The cell still has its turn: it ends, so that
	 * nothing that waits is lost.
	 */
	void crashed(Throwable error) {
		report(error);
		log("{} met a failure outside its callbacks and stops", error);
		try {
			beginStop(TerminationReason.FAILED, error, true);
			obey();
		}
		catch (Throwable ex) {
			log("{} failed while it stopped", ex);
		}
	}

	/** An exception may fail even at being logged, by what its own methods throw. */
	private void log(String text, Throwable error) {
		try {
			logger.error(text, path(), error);
		}
		catch (Throwable ex) {
			logger.error(text + " ({} cannot be logged)", path(), error.getClass().getName());
		}
	}

	void start() {
		try {
			actor().started();
			this.started = true;
			PHASE.setRelease(this, CellPhase.ACTIVE);
		}
		catch (Throwable ex) {
			report(ex);
			log("{} failed in started() and stops", ex);
			beginStop(TerminationReason.FAILED, ex, false);
		}
	}

	/** One message failed: the actor carries on with the next one. */
	void failed(ActorRef sender, Object message, Throwable error) {
		report(error);
		CellExtras extras = extras();
		extras.failed++;
		if (sender instanceof PendingAsk<?> ask) {
			ask.fail(error);
		}
		logFailure(message, error);
		try {
			extras.restarted++;
			actor().restarted(sender, message, error);
		}
		catch (Throwable ex) {
			report(ex);
			log("{} failed in restarted()", ex);
		}
	}

	private void logFailure(Object message, Throwable error) {
		try {
			logger.warn("{} failed at a {}", path(), message.getClass().getName(), error);
		}
		catch (Throwable ex) {
			logger.warn("{} failed at a {} with a {}, which cannot be logged", path(), message.getClass().getName(),
					error.getClass().getName());
		}
	}

	/**
	 * What is wrong with the JVM and not with the actor is somebody else's business, too.
	 */
	private void report(Throwable error) {
		if (error instanceof VirtualMachineError && !(error instanceof StackOverflowError)) {
			try {
				system().settings().failureHandler().accept(error);
			}
			catch (Throwable ex) {
				logger.error("The failure handler of the actor system '{}' failed", system().name(), ex);
			}
		}
	}

	void addProcessed(long count) {
		PROCESSED.setOpaque(this, this.processed + count);
	}

	@SuppressWarnings("NullAway")
	Actor actor() {
		return this.actor;
	}

	// Signals

	/** Have the cell look at a signal as soon as its current message is done. */
	void signal(Signal signal) {
		for (;;) {
			Signal before = this.signals;
			if (before == Signal.ENDED) {
				return;
			}
			signal.before = (before != Signal.WAITING) ? before : null;
			if (SIGNALS.compareAndSet(this, before, signal)) {
				if (before == Signal.WAITING) {
					dispatch();
				}
				else if (before == null) {
					poke();
					// Should it be idle, this wakes it; should it be at work, it looks
					// for
					// signals after this at the latest.
					tellSystem(SystemMessage.WAKE, this);
				}
				return;
			}
		}
	}

	/** After the signal is there: see Turn. */
	private void poke() {
		Turn turn = (Turn) TURN.getOpaque(this);
		if (turn != null) {
			turn.poke();
		}
	}

	boolean isSignalled() {
		return this.signals != null;
	}

	/** The cell itself has to look: its phase changed, or it awaits a stage. */
	private void lookAgain() {
		// If it fails, a signal is there, and the cell looks anyway.
		SIGNALS.compareAndSet(this, null, new Signal.Look());
		poke();
	}

	/**
	 * Obey all signals.
	 * @return whether the cell may go on with its messages; if not, it has ended, or the
	 * next turn is for whoever signals it
	 */
	boolean obey() {
		for (;;) {
			if (this.signals == Signal.ENDED) {
				return false;
			}
			Signal signal = Signal.inOrder((Signal) SIGNALS.getAndSet(this, null));
			while (signal != null) {
				Signal next = signal.before;
				obey(signal);
				signal = next;
			}
			if (this.phase.isEnded()) {
				return false;
			}
			if (!isWaiting()) {
				if (this.signals == null) {
					return true;
				}
			}
			else if (suspend()) {
				return false;
			}
		}
	}

	/**
	 * Wait for a signal.
	 * @return whether the next turn is for whoever signals; if not, a signal is there
	 */
	private boolean suspend() {
		turn().suspend(this);
		return SIGNALS.compareAndSet(this, null, Signal.WAITING);
	}

	private void obey(Signal signal) {
		if (this.phase.isEnded()) {
			return;
		}
		if (signal instanceof Signal.StopNow) {
			beginStop(TerminationReason.STOPPED, null, true);
		}
		else if (signal instanceof Signal.ChildrenEnded) {
			end(extras().farewell());
		}
		else if (signal instanceof Signal.StageCompleted completed) {
			resume(completed);
		}
	}

	private boolean isWaiting() {
		if (this.phase == CellPhase.STOPPING) {
			return true;
		}
		CellExtras extras = this.extras;
		if (extras == null || extras.waits.isEmpty()) {
			return false;
		}
		extras.waits.subscribe(this);
		return true;
	}

	// Waiting for stages

	void await(Waits.Wait wait) {
		if (this.phase.compareTo(CellPhase.STOPPING) >= 0) {
			throw new IllegalStateException(path() + " is stopping; it cannot await anything");
		}
		extras().waits.add(wait);
		lookAgain();
	}

	private void resume(Signal.StageCompleted completed) {
		Waits waits = extras().waits;
		Waits.Wait wait = completed.wait;
		if (!waits.complete(wait)) {
			return;
		}
		waits.current = wait;
		try {
			wait.callback.accept(completed.value, completed.error);
		}
		catch (Throwable ex) {
			failedLater(wait, ex);
		}
		finally {
			waits.current = null;
			if (turn().takeGivenUp()) {
				// It was counted when receive had returned.
				turn().count(this, -1);
			}
		}
	}

	/**
	 * A message failed after {@code receive} had returned: while its stage was awaited.
	 */
	private void failedLater(Waits.Wait wait, Throwable error) {
		if (wait.message instanceof SystemMessage.Start) {
			log("{} failed at a stage that started() awaits, and stops", error);
			beginStop(TerminationReason.FAILED, error, false);
			return;
		}
		if (!(wait.message instanceof Terminated)) {
			turn().count(this, -1);
		}
		failed(wait.sender, wait.message, error);
	}

	/** The current message becomes a dead letter, once, and counts as nothing else. */
	void unhandled(Object message) {
		if (turn().giveUp()) {
			system().deadLetterSink().publish(this, message, currentSender(), DeadLetterReason.UNHANDLED);
		}
	}

	/** The turn that runs now, in which all callbacks are. */
	private Turn turn() {
		Turn turn = this.turn;
		if (turn == null) {
			throw new IllegalStateException(path() + " has no turn");
		}
		return turn;
	}

	/** Who had sent what is being handled. */
	ActorRef currentSender() {
		CellExtras extras = this.extras;
		Waits.Wait wait = (extras != null) ? extras.waits.current : null;
		return (wait != null) ? wait.sender : turn().message(this).sender;
	}

	/** What is being handled. */
	Object currentMessage() {
		CellExtras extras = this.extras;
		Waits.Wait wait = (extras != null) ? extras.waits.current : null;
		if (wait != null) {
			return wait.message;
		}
		Object message = turn().message(this).message;
		return (message instanceof SystemMessage.Tick tick) ? tick.schedule().message : message;
	}

	// Children and watching

	ActorRef create(Actor actor, @Nullable String name) {
		Objects.requireNonNull(actor, "'actor' must not be null");
		checkCreate(name);
		return adopt(actor, null, name, ActorOptions.defaults());
	}

	ActorRef create(ActorFactory factory, @Nullable String name, ActorOptions options) {
		checkCreate(name);
		Actor child = Objects.requireNonNull(factory.create(), "The factory of an actor returned null");
		try {
			return adopt(child, factory, name, options.isDefault() ? factory.options() : options);
		}
		catch (Throwable ex) {
			factory.release(child);
			throw ex;
		}
	}

	private ActorRef adopt(Actor actor, @Nullable ActorFactory factory, @Nullable String name, ActorOptions options) {
		Children children = childrenOrNew();
		ActorCell child = children.add(actor, factory, name, options);
		if (child == null) {
			throw refusedCreate();
		}
		try {
			actor.bind(new DefaultActorContext(child));
		}
		catch (Throwable ex) {
			// It never got its first turn: to those who found it meanwhile it is dead.
			child.actor = null;
			child.factory = null;
			child.end(new Terminated(child, TerminationReason.FAILED, Optional.of(ex)));
			throw ex;
		}
		child.type.dispatcher.start(child);
		return child;
	}

	private void checkCreate(@Nullable String name) {
		if (name != null) {
			ActorPath.checkName("actor", name);
		}
		if (system().isShutdown() || this.phase.compareTo(CellPhase.STOPPING) >= 0) {
			throw refusedCreate();
		}
	}

	private ActorStoppedException refusedCreate() {
		return new ActorStoppedException(system().isShutdown()
				? "The actor system '" + system().name() + "' is shutting down; it creates no actor"
				: path() + " is stopping; it creates no child");
	}

	private Children childrenOrNew() {
		Children children = this.children;
		if (children == null) {
			children = new Children(this);
			this.children = children;
		}
		return children;
	}

	List<ActorCell> childCells() {
		Children children = this.children;
		return (children != null) ? children.list() : List.of();
	}

	@Nullable ActorCell child(String name) {
		Children children = this.children;
		return (children != null) ? children.find(name) : null;
	}

	void watch(ActorCell target) {
		if (target == this) {
			throw new IllegalArgumentException(path() + " cannot watch itself; override stopped()");
		}
		DeathWatch deathWatch = extras().deathWatch;
		if (isChild(target)) {
			deathWatch.rewatchChild(target);
		}
		else if (deathWatch.expect(target)) {
			target.addWatcher(this);
		}
	}

	/** A child is watched from the start, until its end was handled. */
	private boolean isChild(ActorCell cell) {
		Children children = this.children;
		return cell.parent == this && children != null && children.contains(cell);
	}

	private void addWatcher(ActorCell watcher) {
		if (!this.phase.isEnded()) {
			DeathWatch deathWatch = extras().deathWatch;
			deathWatch.addWatcher(watcher);
			// The phase is volatile and changes before the watchers are told: either they
			// are told, or this sees the end and tells this one itself.
			if (!this.phase.isEnded() || !deathWatch.removeWatcher(watcher)) {
				return;
			}
		}
		if (this.parent != null && this.parent.isRoot()) {
			// As in announce(): the name is free before a watcher hears of the end.
			this.parent.letGo(this);
		}
		watcher.tellEnd(new Terminated(this, this.phase.reason(), Optional.empty()));
	}

	void unwatch(ActorCell target) {
		DeathWatch deathWatch = extras().deathWatch;
		if (isChild(target)) {
			deathWatch.unwatchChild(target);
		}
		else if (deathWatch.forget(target)) {
			target.removeWatcher(this);
		}
	}

	private void removeWatcher(ActorCell watcher) {
		CellExtras extras = this.extras;
		if (extras != null) {
			extras.deathWatch.removeWatcher(watcher);
		}
	}

	/** Whether the cell still wants to know that another one has ended. */
	boolean isExpected(ActorCell cell) {
		Children children = this.children;
		CellExtras extras = this.extras;
		if (cell.parent == this && children != null && children.remove(cell)) {
			return extras == null || !extras.deathWatch.rewatchChild(cell);
		}
		return extras != null && extras.deathWatch.forget(cell);
	}

	// The end

	void stop() {
		tellSystem(SystemMessage.STOP, system().nobody());
	}

	void stopNow() {
		signal(new Signal.StopNow());
	}

	void beginStop(TerminationReason reason, @Nullable Throwable cause, boolean now) {
		if (this.phase.isEnded()) {
			return;
		}
		Children children = this.children;
		if (this.phase == CellPhase.STOPPING) {
			if (now) {
				childCells().forEach(ActorCell::stopNow);
			}
			return;
		}
		boolean shutdown = reason == TerminationReason.STOPPED && system().isShutdown();
		Terminated farewell = new Terminated(this, shutdown ? TerminationReason.SHUTDOWN : reason,
				Optional.ofNullable(cause));
		PHASE.setRelease(this, CellPhase.STOPPING);
		CellExtras extras = this.extras;
		if (extras != null) {
			extras.endSchedules();
			extras.waits.clear();
		}
		if (children == null || children.close()) {
			end(farewell);
			return;
		}
		extras().farewell(farewell);
		children.list().forEach(now ? ActorCell::stopNow : ActorCell::stop);
		lookAgain();
	}

	private void end(Terminated farewell) {
		lastCallback();
		release();
		// Before watchers and schedules are asked for: who comes later sees it.
		this.phase = CellPhase.ended(farewell.reason());
		CellExtras extras = this.extras;
		if (extras != null) {
			// Those that the last callback made, or that had no extras to join before.
			extras.endSchedules();
		}
		announce(farewell);
		refuseAll();
		this.type.retire(this.processed, (extras != null) ? extras.failed : 0, (extras != null) ? extras.restarted : 0);
		Children children = this.children;
		if (children != null) {
			children.clear();
			// Those of the root stay, closed: another thread may be about to add to them.
			this.children = isRoot() ? children : null;
		}
		if (extras != null) {
			this.extras = null;
		}
		SIGNALS.setRelease(this, Signal.ENDED);
		if (this.parent != null) {
			this.parent.childEnded(this);
		}
	}

	private void refuseAll() {
		if (this.turn != null) {
			this.turn.refuseAll(this);
		}
		else {
			Turn.refuseAllOf(this);
		}
		this.turn = null;
	}

	private void lastCallback() {
		if (!this.started) {
			return;
		}
		try {
			actor().stopped();
		}
		catch (Throwable ex) {
			report(ex);
			log("{} failed in stopped()", ex);
		}
	}

	private void release() {
		Actor last = this.actor;
		ActorFactory factory = this.factory;
		this.actor = null;
		this.factory = null;
		if (last != null && factory != null) {
			try {
				factory.release(last);
			}
			catch (Throwable ex) {
				report(ex);
				log("{} failed while its object was released", ex);
			}
		}
	}

	private void announce(Terminated farewell) {
		CellExtras extras = this.extras;
		if (this.parent != null && !this.parent.isRoot()) {
			this.parent.tellEnd(farewell);
		}
		else if (this.parent != null && extras != null) {
			// Nobody handles messages there: the name is free before a watcher hears of
			// it.
			this.parent.letGo(this);
		}
		if (extras != null) {
			extras.deathWatch.takeWatchers().forEach((watcher) -> watcher.tellEnd(farewell));
			extras.deathWatch.watched().forEach((target) -> target.removeWatcher(this));
		}
	}

	private void letGo(ActorCell child) {
		Children children = this.children;
		if (children != null) {
			children.remove(child);
		}
	}

	private void childEnded(ActorCell child) {
		Children children = this.children;
		if (children == null) {
			return;
		}
		if (!isRoot()) {
			if (children.ended()) {
				signal(new Signal.ChildrenEnded());
			}
		}
		else if (children.endedAndGone(child)) {
			system().allEnded();
		}
	}

	private boolean isRoot() {
		return this.parent == null;
	}

	/** For the root only, which gets children from many threads: before the first one. */
	void openChildren() {
		childrenOrNew();
	}

	/**
	 * For the root only: take no more children.
	 * @return whether there are none to wait for
	 */
	boolean closeChildren() {
		return childrenOrNew().close();
	}

	boolean isEnded() {
		return this.phase.isEnded();
	}

	// Looking at it from outside

	CellExtras extras() {
		CellExtras extras = this.extras;
		while (extras == null) {
			EXTRAS.compareAndSet(this, null, new CellExtras());
			extras = this.extras;
		}
		return extras;
	}

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
		if (this.signals == Signal.WAITING) {
			return ActorState.AWAITING;
		}
		return isIdle() ? ActorState.IDLE : ActorState.BUSY;
	}

	long mailboxSize() {
		long[] size = new long[1];
		Turn turn = (Turn) TURN.getOpaque(this);
		forEachWaiting((turn != null) ? turn.consumedOf(this) : -1, (envelope) -> {
			if (envelope.getClass() == Envelope.class || envelope.message instanceof SystemMessage.Tick) {
				size[0]++;
			}
		});
		return size[0];
	}

	long processed() {
		return (long) PROCESSED.getOpaque(this);
	}

	long failed() {
		CellExtras extras = this.extras;
		return (extras != null) ? extras.failed : 0;
	}

	long restarted() {
		CellExtras extras = this.extras;
		return (extras != null) ? extras.restarted : 0;
	}

}
