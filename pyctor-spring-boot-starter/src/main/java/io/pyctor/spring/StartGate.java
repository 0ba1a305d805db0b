package io.pyctor.spring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.MailboxOptions;

/**
 * Keeps what is told to the actors of a component before or during a start of the
 * context, in order. So no bean is ever created on the thread of whoever tells something,
 * which could be in the midst of creating another. Safe for any thread.
 *
 * @param <T> what there is once the component has started
 */
final class StartGate<T> {

	/** How long whoever needs the target itself waits for a start under way. */
	private static final long START_TIMEOUT_NANOS = Duration.ofSeconds(10).toNanos();

	/** Null before and during a start. Written under the monitor. */
	private volatile @Nullable T target;

	/** The target before the start under way; guarded by the monitor. */
	private @Nullable T previous;

	/** The thread that is starting actors, if any; guarded by the monitor. */
	private @Nullable Thread starter;

	/** What was told without a target; guarded by the monitor. */
	private final Queue<Waiting<T>> waiting = new ArrayDeque<>();

	/** Guarded by the monitor. */
	private final EarlyPlaces places;

	/**
	 * What was told, and how its actor is found in the target.
	 */
	private record Waiting<T>(EarlyMessage message, Function<T, ActorRef> actor) {
	}

	StartGate(MailboxOptions mailbox) {
		this.places = new EarlyPlaces(mailbox);
	}

	/** From now on what is told waits for the next target. */
	synchronized void starting() {
		this.starter = Thread.currentThread();
		this.previous = this.target;
		this.target = null;
	}

	/** The target is here: hand over what waits, then let everybody through. */
	synchronized void started(T target, ActorSystem system) {
		for (Waiting<T> next = this.waiting.poll(); next != null; next = this.waiting.poll()) {
			next.message().deliver(next.actor().apply(target), system);
		}
		this.places.clear();
		this.target = target;
		this.previous = null;
		this.starter = null;
		notifyAll();
	}

	/** The start came to nothing. */
	synchronized void notStarted(ActorSystem system) {
		if (this.target == null && this.previous != null) {
			started(this.previous, system);
		}
		this.starter = null;
		notifyAll();
	}

	/** There will be no target any more: what waits goes to somebody else. */
	synchronized void abandoned(T heir, ActorSystem system) {
		if (this.target == null) {
			started(heir, system);
		}
	}

	/** What there is now, if the component has started. */
	@Nullable T target() {
		return this.target;
	}

	/**
	 * Deliver a message, at once or when there is a target.
	 * @param name the name of the actor
	 * @param actor finds the actor in the target
	 */
	synchronized void deliver(String name, EarlyMessage message, Function<T, ActorRef> actor) {
		T current = this.target;
		if (current != null) {
			message.deliver(actor.apply(current));
		}
		else {
			this.places.place(name, message);
			this.waiting.add(new Waiting<>(message, actor));
		}
	}

	/**
	 * Deliver a message if it is not rejected.
	 * @return whether it was accepted
	 */
	synchronized boolean tryDeliver(String name, EarlyMessage message, Function<T, ActorRef> actor) {
		if (this.target == null && message.takesPlace() && this.places.isFull(name)) {
			return false;
		}
		deliver(name, message, actor);
		return true;
	}

	/**
	 * Return what there is now. An actor that was started a moment earlier may ask for it
	 * while the start is under way, and waits.
	 */
	@Nullable T awaitTarget() {
		T current = this.target;
		return (current != null) ? current : awaitStart();
	}

	private synchronized @Nullable T awaitStart() {
		long end = System.nanoTime() + START_TIMEOUT_NANOS;
		try {
			while (isBeingStartedByAnother() && System.nanoTime() < end) {
				wait(100);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.target;
	}

	private boolean isBeingStartedByAnother() {
		return this.target == null && this.starter != null && this.starter != Thread.currentThread();
	}

}
