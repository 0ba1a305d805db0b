package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Where actors live: it starts and stops them and passes their messages on. Safe for any
 * thread. Several systems may live in one JVM and know nothing of each other.
 *
 * <pre class="code">
 * ActorSystem system = ActorSystem.create("hello");
 * ActorRef greeter = system.create(Greeter::new, "greeter");
 * system.tell(greeter, "hello");
 * system.shutdown(Duration.ofSeconds(10));
 * system.stopped().join();
 * </pre>
 *
 * A system keeps the JVM alive until it is shut down. It installs no JVM shutdown hook.
 */
public interface ActorSystem extends AutoCloseable {

	/**
	 * Create a system with default settings.
	 * @param name its name, see {@link ActorPath}
	 * @return the system
	 */
	static ActorSystem create(String name) {
		return builder(name).build();
	}

	/**
	 * Build a system with settings of your own.
	 * @param name its name, see {@link ActorPath}
	 * @return the builder
	 */
	static ActorSystemBuilder builder(String name) {
		return new ActorSystemBuilder(name);
	}

	/**
	 * Return the name.
	 * @return the name
	 */
	String name();

	/**
	 * Create an actor from an instance, with a default name.
	 * @param actor the actor's object, which was given to no actor before
	 * @return the actor
	 * @throws ActorStoppedException if the system is shutting down
	 */
	ActorRef create(Actor actor);

	/**
	 * Create an actor from an instance.
	 * @param actor the actor's object, which was given to no actor before
	 * @param name a name that no living actor of the system's own has
	 * @return the actor
	 * @throws DuplicateActorNameException if a living one has the name
	 * @throws ActorStoppedException if the system is shutting down
	 */
	ActorRef create(Actor actor, String name);

	/**
	 * Create an actor with a default name: {@code <Class>-<n>}, with a number that is
	 * never used again.
	 * @param factory makes the actor's object, in this call
	 * @return the actor
	 * @throws ActorStoppedException if the system is shutting down
	 */
	ActorRef create(Supplier<? extends Actor> factory);

	/**
	 * Create an actor.
	 * @param factory makes the actor's object, in this call
	 * @param name a name that no living actor of the system's own has
	 * @return the actor
	 * @throws DuplicateActorNameException if a living one has the name
	 * @throws ActorStoppedException if the system is shutting down
	 */
	ActorRef create(Supplier<? extends Actor> factory, String name);

	/**
	 * Create an actor with options and a default name.
	 * @param factory makes the actor's object, in this call
	 * @param options what else belongs to the actor
	 * @return the actor
	 * @throws ActorStoppedException if the system is shutting down
	 */
	ActorRef create(ActorFactory factory, ActorOptions options);

	/**
	 * Create an actor with options.
	 * @param factory makes the actor's object, in this call
	 * @param name a name that no living actor of the system's own has
	 * @param options what else belongs to the actor
	 * @return the actor
	 * @throws DuplicateActorNameException if a living one has the name
	 * @throws ActorStoppedException if the system is shutting down
	 */
	ActorRef create(ActorFactory factory, String name, ActorOptions options);

	/**
	 * Create an actor of a class, with a default name. Its object is made by the
	 * {@linkplain ActorSystemBuilder#factories resolver} of this system, which injects
	 * its constructor where a container knows how.
	 * @param type the class of the actor's object
	 * @return the actor
	 * @throws ActorStoppedException if the system is shutting down
	 * @throws RuntimeException if the resolver knows no way to make it
	 */
	ActorRef create(Class<?> type);

	/**
	 * Create an actor of a class, see {@link #create(Class)}.
	 * @param type the class of the actor's object
	 * @param name a name that no living actor of the system's own has
	 * @param arguments arguments of its constructor that the resolver does not know
	 * itself
	 * @return the actor
	 * @throws DuplicateActorNameException if a living one has the name
	 * @throws ActorStoppedException if the system is shutting down
	 * @throws RuntimeException if the resolver knows no way to make it
	 */
	ActorRef create(Class<?> type, String name, Object... arguments);

	/**
	 * Have one actor for each key of a type, made when the key is told something.
	 * @param typeName the logical name of the type, which is not to change with the name
	 * of a class; also the name of the actors' parent
	 * @param actorClass the class of the actors' objects, for operators
	 * @param factory makes the object of an actor, in the actor's first turn
	 * @param options what else belongs to these actors
	 * @return the actors, as described at {@link KeyedActors}
	 * @throws DuplicateActorNameException if a living actor of the system's own has the
	 * name of the type
	 * @throws ActorStoppedException if the system is shutting down
	 */
	KeyedActors keyed(String typeName, Class<?> actorClass, KeyedActorFactory factory, KeyedOptions options);

	/**
	 * Tell an actor something, in the name of nobody. Never blocks.
	 * @param actor the receiver
	 * @param message the message
	 */
	void tell(ActorRef actor, Object message);

	/**
	 * Ask an actor.
	 * @param actor the actor to ask
	 * @param message the question
	 * @param timeout how long to wait, positive
	 * @param <R> the type of the answer
	 * @return the answer, as described at {@link ActorRef#ask(Ask, Duration)}
	 */
	<R> CompletableFuture<R> ask(ActorRef actor, Ask<R> message, Duration timeout);

	/**
	 * Tell an actor something later, or periodically, in the name of nobody. It ends with
	 * the receiver.
	 * @param actor the receiver
	 * @param message the message
	 * @param schedule when to tell it
	 * @return the way to cancel it
	 */
	Cancellable scheduleTell(ActorRef actor, Object message, Schedule schedule);

	/**
	 * Stop an actor after what it was told before. Its children stop first; then its last
	 * callback runs; then its watchers learn it.
	 * @param actor the actor
	 */
	void stop(ActorRef actor);

	/**
	 * Stop an actor after the message it is handling now. What waits becomes dead
	 * letters.
	 * @param actor the actor
	 */
	void stopNow(ActorRef actor);

	/**
	 * Return nobody: the sender of what comes from outside actors. What nobody is told
	 * becomes a dead letter.
	 * @return nobody
	 */
	ActorRef nobody();

	/**
	 * Let a message be a dead letter that a reference of another kind than the system's
	 * own could not deliver. Its sender learns of it, too.
	 * @param letter the message, who should have received it, and why it did not
	 * @param sender who told it
	 */
	void undelivered(DeadLetter letter, ActorRef sender);

	/**
	 * Find a living actor.
	 * @param path its path, such as {@code /user/orders/42}
	 * @return the actor, or nothing if no such actor is alive
	 * @throws IllegalArgumentException if it is no path
	 */
	Optional<ActorRef> find(String path);

	/**
	 * Stop some actors in an order, each after what it was told before and when all that
	 * use it have ended. Those that have not ended at the timeout are stopped after their
	 * current message. Does not wait.
	 * @param order the actors
	 * @param timeout how long they have to come to their end, zero or more
	 * @return completes with those that had not ended at the timeout
	 * @throws IllegalArgumentException if one of them is no actor of this system
	 */
	CompletableFuture<List<ActorRef>> stop(StopOrder order, Duration timeout);

	/**
	 * Look at all actors: the root and everything below. It costs time with the number of
	 * actors and of waiting messages, and is paid by the caller.
	 * @return the root
	 */
	ActorSnapshot snapshot();

	/**
	 * Look at the actors, but at no more than some children of each: where there are
	 * more, the newest. It costs time with the number of actors that are looked at.
	 * @param maxChildren how many children of each actor to look at
	 * @return the root
	 */
	ActorSnapshot snapshot(int maxChildren);

	/**
	 * Look at one actor and everything below, but at no more than some children of each.
	 * @param path its path, such as {@code /user/orders/42}
	 * @param maxChildren how many children of each actor to look at
	 * @return what could be seen, or nothing if no such actor is alive
	 * @throws IllegalArgumentException if it is no path
	 */
	Optional<ActorSnapshot> snapshot(String path, int maxChildren);

	/**
	 * Look at one actor and everything below.
	 * @param path its path, such as {@code /user/orders/42}
	 * @return what could be seen, or nothing if no such actor is alive
	 * @throws IllegalArgumentException if it is no path
	 */
	Optional<ActorSnapshot> snapshot(String path);

	/**
	 * Look at all actors class by class. It costs as much as {@link #snapshot()}.
	 * @return what could be seen, in the order of the types' names
	 */
	List<ActorTypeSnapshot> typeSnapshots();

	/**
	 * Look at all types of keyed actors. Costs nothing worth mentioning.
	 * @return what could be seen, in the order of the types' names
	 */
	List<KeyedSnapshot> keyedSnapshots();

	/**
	 * Look at how much waits in all mailboxes, and for workers of pools and actors of
	 * keys, if there is a limit for it.
	 * @return the load, or nothing without a {@linkplain ActorSystemBuilder#queueLimit
	 * limit}
	 */
	default Optional<QueueLoad> queueLoad() {
		return Optional.empty();
	}

	/**
	 * Return what the last look at the health of the actors has found. It costs nothing:
	 * the system looks now and then, see {@link ActorSystemBuilder#health}.
	 * @return the report, or nothing if the system does not look
	 */
	default Optional<HealthReport> health() {
		return Optional.empty();
	}

	/**
	 * Count the dead letters since the start of the system.
	 * @return how many there were of each reason; reasons without any are there with zero
	 */
	Map<DeadLetterReason, Long> deadLetters();

	/**
	 * Return the dead letters that nobody has dealt with yet.
	 * @return where they are kept
	 */
	DeadLetterStore deadLetterStore();

	/**
	 * Be told of every dead letter from now on.
	 * @param listener who wants to be told
	 * @return the way to be told no more
	 */
	Cancellable addDeadLetterListener(DeadLetterListener listener);

	/**
	 * Shut the system down: from now on it creates no actor; every actor stops after what
	 * it was told before, until when it can have children. At the deadline those that are
	 * still at work are named in the log with their stacks, interrupted, and stopped
	 * after their current message. Does not wait; a second call changes nothing.
	 * @param timeout how long actors have to come to their end, zero or more
	 */
	void shutdown(Duration timeout);

	/**
	 * Shut the system down like {@link #shutdown(Duration)}, and stop some of the actors
	 * that the system created in an order: each goes on until all that use it have ended.
	 * The others are stopped at once.
	 * @param timeout how long actors have to come to their end, zero or more
	 * @param order which actors are stopped after which; one that is below another counts
	 * as the one that the system created, and keyed actors are stopped with their parent
	 * @throws IllegalArgumentException if one of them is no actor of this system
	 */
	void shutdown(Duration timeout, StopOrder order);

	/**
	 * Return whether the system has been told to shut down.
	 * @return whether it is shutting down or has stopped
	 */
	boolean isShutdown();

	/**
	 * Return what completes when everything has ended: every actor, then every thread of
	 * the system. It completes on a thread that is not the system's.
	 * @return what the shutdown came to
	 */
	CompletableFuture<ShutdownReport> stopped();

	/**
	 * Shut the system down with the default timeout and wait for its end. Called by an
	 * actor of this system it does not wait. May be called more than once.
	 */
	@Override
	void close();

}
