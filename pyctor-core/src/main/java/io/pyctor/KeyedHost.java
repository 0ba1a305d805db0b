package io.pyctor;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.pyctor.mailbox.StackRoom;
import org.jspecify.annotations.Nullable;

/**
 * Lets the keyed actors of one type live on this JVM: it activates them, delivers to
 * them, passivates them, and begins anew where something waits. Which keys live here is
 * not its business but that of the {@link KeyedPlacement}.
 * <p>
 * There is one entry for each key that has an actor. It is replaced only by the thread on
 * which that actor has ended for good, and added only where there is none: so there never
 * are two.
 * <p>
 * Who is told to stop has to do what it was told before. So when the parent is, there is
 * no actor any more for a key that has none, but those that wait for their place begin
 * yet, and those for whom something waited while their predecessor ended.
 */
final class KeyedHost implements KeyedActors {

	private final DefaultActorSystem system;

	private final String typeName;

	private final KeyedActorFactory factory;

	private final KeyedOptions options;

	private final UnbornActor unborn;

	private final KeyedPlacement placement = new LocalPlacement(this);

	/** By the names of the actors. */
	private final Map<String, KeyedActivation> activations = new ConcurrentHashMap<>();

	/** Goes on with each activation and each sweep: what it tells apart is coarse. */
	private final AtomicLong clock = new AtomicLong(1);

	private final KeyedBound bound;

	private final Optional<KeyedSweep> sweep;

	/** Whether the parent was told to stop and ends when there is no activation. */
	private volatile boolean draining;

	@SuppressWarnings("NullAway.Init")
	private ActorCell parent;

	KeyedHost(DefaultActorSystem system, String typeName, Class<?> actorClass, KeyedActorFactory factory,
			KeyedOptions options) {
		this.system = system;
		this.typeName = typeName;
		this.factory = factory;
		this.options = options;
		this.unborn = new UnbornActor(actorClass);
		this.bound = new KeyedBound(this);
		this.sweep = options.idleTimeout().map((timeout) -> new KeyedSweep(this, this.bound, timeout));
	}

	KeyedActorFactory factory() {
		return this.factory;
	}

	/** The parent has its cell, which nobody uses yet. */
	void adoptedBy(ActorCell parent) {
		this.parent = parent;
		parent.childrenOf(this);
	}

	@Override
	public String typeName() {
		return this.typeName;
	}

	@Override
	public ActorRef of(String key) {
		return new KeyedRef(this, key);
	}

	@Override
	public ActorRef parent() {
		return this.parent;
	}

	@Override
	public KeyedSnapshot snapshot() {
		return this.bound.snapshot(this.typeName, this.unborn.actorType().getName());
	}

	DefaultActorSystem system() {
		return this.system;
	}

	KeyedOptions options() {
		return this.options;
	}

	KeyedPlacement placement() {
		return this.placement;
	}

	/** The time, in steps that say which of two uses was later. */
	long clock() {
		return this.clock.getOpaque();
	}

	long tick() {
		return this.clock.incrementAndGet();
	}

	boolean isEnded() {
		return this.parent.isEnded();
	}

	boolean isParentOf(ActorCell cell) {
		return cell.parent == this.parent;
	}

	// Telling a key something

	void deliver(KeyedRef ref, Envelope envelope) {
		for (;;) {
			KeyedActivation activation = this.activations.get(ref.name());
			if (activation == null) {
				if (!isWorthAnActor(envelope)) {
					return;
				}
				if (isClosed()) {
					this.system.refuse(ref, envelope);
					return;
				}
				// Who is in the map has to begin.
				StackRoom.claimDeep();
				KeyedActivation fresh = new KeyedActivation(this, ref, List.of(envelope));
				activation = this.activations.putIfAbsent(ref.name(), fresh);
				if (activation == null) {
					waits(envelope);
					ref.found(fresh);
					begin(fresh);
					// Who drains says so and then looks: one of the two sees the other.
					VarHandle.fullFence();
					if (this.draining) {
						stopForGood(ref);
					}
					return;
				}
			}
			ref.found(activation);
			if (activation.offer(envelope) || activation.keep(envelope)) {
				return;
			}
		}
	}

	/**
	 * Whether a key takes a message now: not if its mailbox is full, or if there are no
	 * more activations. Two who ask at once may both be told that it does, for one place.
	 */
	boolean accepts(KeyedRef ref) {
		KeyedActivation activation = this.activations.get(ref.name());
		return (activation != null) ? !activation.isFull() : !isClosed();
	}

	/** Whether no key gets an actor that has none. */
	private boolean isClosed() {
		return this.draining || this.system.refusesChildren() || this.parent.isStopping();
	}

	/** What only says that an actor shall stop makes none. */
	private static boolean isWorthAnActor(Envelope envelope) {
		return envelope.isOfUser() ? !(envelope.message instanceof PoisonPill)
				: envelope.message instanceof SystemMessage.Tick tick && !tick.schedule().isCancelled();
	}

	/** A message waits outside a mailbox: towards the limit of the system it counts. */
	void waits(Envelope envelope) {
		if (LimitedCell.takesPlace(envelope)) {
			this.system.waits();
		}
	}

	/** It waits there no longer. */
	void waitsNoMore(Envelope envelope) {
		if (LimitedCell.takesPlace(envelope)) {
			this.system.waitsNoMore();
		}
	}

	/** There is no place for a message with what waits for an actor to begin. */
	void reject(KeyedRef ref, Envelope envelope) {
		this.system.deadLetterSink().publish(ref, envelope, DeadLetterReason.MAILBOX_FULL);
	}

	void stop(KeyedRef ref) {
		deliver(ref, new Envelope.OfSystem(SystemMessage.STOP, this.system.nobody()));
		ActorCell cell = cell(ref);
		if (cell != null) {
			cell.toldToStop();
		}
	}

	void stopNow(KeyedRef ref) {
		ActorCell cell = cell(ref);
		if (cell != null) {
			cell.stopNow();
		}
		else {
			stop(ref);
		}
	}

	/** The cell of a key's activation, if it has one. */
	@Nullable ActorCell cell(KeyedRef ref) {
		return find(ref.name());
	}

	/** Have a watcher hear when a key has an actor, or that it gets none. */
	void whenBegun(KeyWatch watch) {
		String name = watch.key().name();
		KeyedActivation activation = this.activations.get(name);
		while (activation != null && !activation.whenBegun(watch)) {
			activation = this.activations.get(name);
		}
		if (activation == null) {
			watch.over(TerminationReason.PASSIVATED);
		}
	}

	/** If it is about to go on to the next activation, nobody expects its word there. */
	void forget(KeyWatch watch) {
		KeyedActivation activation = this.activations.get(watch.key().name());
		if (activation != null) {
			activation.forget(watch);
		}
	}

	@Nullable ActorCell find(String name) {
		KeyedActivation activation = this.activations.get(name);
		return (activation != null) ? activation.cell() : null;
	}

	Iterable<KeyedActivation> activations() {
		return this.activations.values();
	}

	boolean isEmpty() {
		return this.activations.isEmpty();
	}

	/**
	 * Whether a key waits for its actor, or has one that has ended and may get another.
	 */
	boolean isAnyoneWaiting() {
		for (KeyedActivation activation : this.activations.values()) {
			ActorCell cell = activation.cell();
			if (cell == null || cell.isEnded()) {
				return true;
			}
		}
		return false;
	}

	// From the first message to the end

	private void begin(KeyedActivation activation) {
		tick();
		this.sweep.ifPresent(KeyedSweep::arm);
		if (this.bound.admit(activation)) {
			start(activation);
		}
	}

	/** Start an activation that is admitted, or end it; then the next one may be. */
	void start(KeyedActivation admitted) {
		KeyedActivation next = admitted;
		while (next != null && !next.start()) {
			refuse(next);
			next = this.bound.left(next, TerminationReason.STOPPED);
		}
	}

	private void refuse(KeyedActivation activation) {
		List<Envelope> told = new ArrayList<>();
		activation.end((rest) -> {
			this.activations.remove(activation.ref.name(), activation);
			told.addAll(rest);
		});
		TerminationReason reason = this.system.isShutdown() ? TerminationReason.SHUTDOWN : TerminationReason.STOPPED;
		activation.tellWatchers((watch) -> watch.over(reason));
		refuse(activation.ref, told);
		endIfDrained();
	}

	private void refuse(KeyedRef ref, List<Envelope> told) {
		told.forEach((envelope) -> this.system.refuse(ref, envelope));
	}

	/** Make the cell of an activation; null when there are to be no more. */
	@Nullable ActorCell newCell(KeyedActivation activation) {
		if (this.system.refusesChildren()) {
			// The parent, which takes none either, may not have come to its turn yet.
			return null;
		}
		return this.parent.children().add(this.unborn, activation, activation.ref.name(), this.options.actorOptions());
	}

	Actor createObject(String key) {
		return Objects.requireNonNull(this.factory.create(key),
				() -> "The factory of '" + this.typeName + "' returned null for the key '" + key + "'");
	}

	void releaseObject(Actor actor) {
		if (actor != this.unborn) {
			this.factory.release(actor);
		}
	}

	/** An activation that was asked to go is in use, or holds messages. */
	void stays(KeyedActivation activation, boolean holds) {
		this.bound.stays(activation, holds);
	}

	/** The cell of an activation has not come to a message. */
	void leftBehind(ActorCell cell, Envelope envelope) {
		KeyedActivation activation = this.activations.get(cell.name());
		if (activation == null) {
			cell.refused(envelope);
		}
		else if (!activation.hasFailed()) {
			if (envelope.isOfUser() || envelope.message instanceof SystemMessage.Tick
					|| envelope.message instanceof SystemMessage.Stop) {
				activation.leftBehind(envelope);
			}
		}
		else {
			activation.failure().ifPresent((error) -> FaultHandling.answer(cell, envelope.sender, error));
			cell.refused(envelope);
		}
	}

	/** The cell of an activation has ended for good. */
	void ended(ActorCell cell) {
		KeyedActivation activation = this.activations.get(cell.name());
		if (activation == null) {
			return;
		}
		KeyedActivation[] heir = new KeyedActivation[1];
		List<Envelope> late = new ArrayList<>();
		activation.end((rest) -> heir[0] = replace(activation, inTime(activation, rest, late)));
		// Who is told of an end and watches again means the next one.
		activation.tellWatchers(this::whenBegun);
		KeyedActivation next = this.bound.left(activation, cell.endReason());
		if (next != null) {
			start(next);
		}
		if (heir[0] != null) {
			begin(heir[0]);
		}
		refuse(activation.ref, late);
		endIfDrained();
	}

	/**
	 * Return what the next activation is to be told; while the host drains, that ends
	 * with the word to stop.
	 * @param rest what an activation has not come to
	 * @param late gets what was told too late
	 */
	private List<Envelope> inTime(KeyedActivation activation, List<Envelope> rest, List<Envelope> late) {
		int last = indexOfLast(rest);
		if (last < 0 && !activation.wasToldToStop()) {
			List<Envelope> told = new ArrayList<>(rest);
			if (this.draining) {
				told.add(new Envelope.OfSystem(SystemMessage.STOP_FOR_GOOD, this.system.nobody()));
			}
			return told;
		}
		late.addAll(rest.subList(last + 1, rest.size()));
		return rest.subList(0, last + 1);
	}

	/** Where the word to stop for good is, or a negative number. */
	static int indexOfLast(List<Envelope> told) {
		for (int i = 0; i < told.size(); i++) {
			if (told.get(i).message instanceof SystemMessage.Stop stop && stop.forGood()) {
				return i;
			}
		}
		return -1;
	}

	private @Nullable KeyedActivation replace(KeyedActivation activation, List<Envelope> rest) {
		String name = activation.ref.name();
		List<Envelope> told = rest.stream()
			.dropWhile((envelope) -> !isWorthAnActor(envelope))
			.map(KeyedHost::copy)
			.toList();
		if (told.isEmpty()) {
			this.activations.remove(name, activation);
			return null;
		}
		KeyedActivation heir = new KeyedActivation(this, activation.ref, told);
		told.forEach(this::waits);
		this.activations.put(name, heir);
		return heir;
	}

	/** A node was in one mailbox and cannot be in another. */
	private static Envelope copy(Envelope envelope) {
		if (envelope.message instanceof SystemMessage message) {
			return new Envelope.OfSystem(message, envelope.sender);
		}
		return envelope.copy();
	}

	// The end of all

	/**
	 * The parent was told to stop: everything that keys were told before has to be
	 * handled yet.
	 * @return whether the parent has to wait for that
	 */
	boolean drain() {
		if (!this.draining) {
			this.draining = true;
			VarHandle.fullFence();
			this.activations.values().forEach((activation) -> stopForGood(activation.ref));
		}
		if (isEmpty()) {
			return false;
		}
		Signals.lookAgain(this.parent);
		return true;
	}

	boolean isDraining() {
		return this.draining;
	}

	private void stopForGood(KeyedRef ref) {
		Envelope stop = new Envelope.OfSystem(SystemMessage.STOP_FOR_GOOD, this.system.nobody());
		for (KeyedActivation activation = this.activations
			.get(ref.name()); activation != null; activation = this.activations.get(ref.name())) {
			if (activation.offer(stop) || activation.keep(stop)) {
				activation.toldToStop();
				return;
			}
		}
	}

	private void endIfDrained() {
		VarHandle.fullFence();
		if (this.draining && isEmpty()) {
			Signals.send(this.parent, new Signal.Drained());
		}
	}

	/** There will be no activation any more. */
	void close() {
		for (KeyedActivation waiting = this.bound.next(); waiting != null; waiting = this.bound.next()) {
			start(waiting);
		}
	}

}
