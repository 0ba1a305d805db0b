package io.pyctor.spring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.pyctor.ActorPath;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;

/**
 * The reference of a component, whichever incarnation of its actor runs: it can be
 * injected before the actor is started, and follows when the context is stopped and
 * started again. After a stop it stands for the incarnation that ended.
 * <p>
 * What is told before or during a start waits here, in order. So no bean is ever created
 * on the thread of whoever tells something, which could be in the midst of creating
 * another.
 */
final class ComponentActorRef implements ActorRef {

	/** How long whoever needs the incarnation itself waits for a start under way. */
	private static final long START_TIMEOUT_NANOS = Duration.ofSeconds(10).toNanos();

	private final String name;

	private final Optional<Duration> askTimeout;

	private final Supplier<ActorSystem> system;

	/** The incarnation; null before and during a start. Written under the monitor. */
	private volatile @Nullable ActorRef target;

	/** The incarnation before the start under way; guarded by the monitor. */
	private @Nullable ActorRef previous;

	/** The thread that is starting actors, if any; guarded by the monitor. */
	private @Nullable Thread starter;

	/** What was told without an incarnation; guarded by the monitor. */
	private final List<Consumer<ActorRef>> waiting = new ArrayList<>();

	ComponentActorRef(String name, Optional<Duration> askTimeout, Supplier<ActorSystem> system) {
		this.name = name;
		this.askTimeout = askTimeout;
		this.system = system;
	}

	/** From now on what is told waits for the next incarnation. */
	synchronized void starting() {
		this.starter = Thread.currentThread();
		this.previous = this.target;
		this.target = null;
	}

	/** The incarnation is here: hand over what waits, then let everybody through. */
	synchronized void started(ActorRef incarnation) {
		this.waiting.forEach((delivery) -> delivery.accept(incarnation));
		this.waiting.clear();
		this.target = incarnation;
		this.previous = null;
		this.starter = null;
		notifyAll();
	}

	/** The start came to nothing. */
	synchronized void notStarted() {
		if (this.target == null && this.previous != null) {
			started(this.previous);
		}
		this.starter = null;
		notifyAll();
	}

	/** There will be no incarnation any more: what waits goes to somebody else. */
	synchronized void abandoned(ActorRef heir) {
		if (this.target == null) {
			started(heir);
		}
	}

	@Override
	public String name() {
		return this.name;
	}

	/**
	 * Return the address of the incarnation; while there is none, an address with the
	 * number 0.
	 */
	@Override
	public ActorPath path() {
		ActorRef current = this.target;
		return (current != null) ? current.path()
				: ActorPath.parse("pyctor://" + this.system.get().name() + "/user/" + this.name + "#0");
	}

	@Override
	public void tell(Object message) {
		ActorRef current = this.target;
		if (current != null) {
			current.tell(message);
		}
		else {
			Assert.notNull(message, "'message' must not be null");
			deliver((incarnation) -> incarnation.tell(message));
		}
	}

	@Override
	public void tell(Object message, ActorRef sender) {
		ActorRef current = this.target;
		if (current != null) {
			current.tell(message, sender);
		}
		else {
			Assert.notNull(message, "'message' must not be null");
			Assert.notNull(sender, "'sender' must not be null");
			deliver((incarnation) -> incarnation.tell(message, sender));
		}
	}

	/** While there is no incarnation, what is told waits, and counts as accepted. */
	@Override
	public boolean tryTell(Object message) {
		ActorRef current = this.target;
		return (current != null) ? current.tryTell(message) : ActorRef.super.tryTell(message);
	}

	@Override
	public boolean tryTell(Object message, ActorRef sender) {
		ActorRef current = this.target;
		return (current != null) ? current.tryTell(message, sender) : ActorRef.super.tryTell(message, sender);
	}

	@Override
	public <R> CompletableFuture<R> ask(Ask<R> message) {
		return this.askTimeout.isPresent() ? ask(message, this.askTimeout.get())
				: ask((current) -> current.ask(message));
	}

	@Override
	public <R> CompletableFuture<R> ask(Ask<R> message, Duration timeout) {
		return ask((current) -> current.ask(message, timeout));
	}

	@Override
	public <R> CompletableFuture<R> ask(Object message, Class<R> answerType, Duration timeout) {
		return ask((current) -> current.ask(message, answerType, timeout));
	}

	private <R> CompletableFuture<R> ask(Function<ActorRef, CompletableFuture<R>> question) {
		ActorRef current = this.target;
		if (current != null) {
			return question.apply(current);
		}
		CompletableFuture<R> answer = new CompletableFuture<>();
		deliver((incarnation) -> {
			try {
				question.apply(incarnation).whenComplete((value, error) -> complete(answer, value, error));
			}
			catch (RuntimeException ex) {
				// A question that cannot be asked must not keep others from being
				// started.
				answer.completeExceptionally(ex);
			}
		});
		return answer;
	}

	private static <R> void complete(CompletableFuture<R> answer, @Nullable R value, @Nullable Throwable error) {
		if (error != null) {
			answer.completeExceptionally(error);
		}
		else {
			answer.complete(value);
		}
	}

	private synchronized void deliver(Consumer<ActorRef> delivery) {
		ActorRef current = this.target;
		if (current != null) {
			delivery.accept(current);
		}
		else {
			this.waiting.add(delivery);
		}
	}

	/**
	 * Return the incarnation. An actor that was started a moment earlier may ask for it
	 * while the start is under way, and waits. Return this reference if there is none.
	 */
	@Override
	public ActorRef resolve() {
		ActorRef current = this.target;
		return (current != null) ? current : awaitTarget();
	}

	private synchronized ActorRef awaitTarget() {
		long end = System.nanoTime() + START_TIMEOUT_NANOS;
		try {
			while (isBeingStartedByAnother() && System.nanoTime() < end) {
				wait(100);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		ActorRef current = this.target;
		return (current != null) ? current : this;
	}

	private boolean isBeingStartedByAnother() {
		return this.target == null && this.starter != null && this.starter != Thread.currentThread();
	}

	/**
	 * Equal to the incarnation it stands for now, so that a sender can be compared with
	 * an injected reference.
	 */
	@Override
	public boolean equals(@Nullable Object other) {
		return other == this || (other instanceof ActorRef && other == this.target);
	}

	@Override
	public int hashCode() {
		return this.name.hashCode();
	}

	@Override
	public String toString() {
		return "ActorRef[/user/" + this.name + "]";
	}

}
