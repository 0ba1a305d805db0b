package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What an actor can do while it runs. {@link Actor} passes all of it on; whoever handles
 * messages without being an {@code Actor} gets the same by this interface.
 * <p>
 * Not thread-safe: it belongs to the actor and is used in its callbacks only, never from
 * another thread, a stage's continuation included. {@link #pipe} and {@link #await} lead
 * back from there.
 */
public interface ActorContext {

	/**
	 * Return the reference of this actor.
	 * @return the reference, to be handed out in place of {@code this}
	 */
	ActorRef self();

	/**
	 * Return the parent.
	 * @return the parent; that of an actor made by the system is the root
	 */
	ActorRef parent();

	/**
	 * Return the system this actor lives in.
	 * @return the system
	 */
	ActorSystem system();

	/**
	 * Return the living children.
	 * @return the children, in no particular order
	 */
	List<ActorRef> children();

	/**
	 * Create a child from an instance, with a default name. The child is watched and ends
	 * with this actor.
	 * @param actor the actor's object, which was given to no actor before
	 * @return the child
	 */
	ActorRef create(Actor actor);

	/**
	 * Create a child from an instance.
	 * @param actor the actor's object, which was given to no actor before
	 * @param name a name that no living sibling has, see {@link ActorPath}
	 * @return the child
	 * @throws DuplicateActorNameException if a living sibling has the name
	 */
	ActorRef create(Actor actor, String name);

	/**
	 * Create a child, with a default name: {@code <Class>-<n>}, with a number that is
	 * never used again. The child is watched and ends with this actor.
	 * @param factory makes the actor's object, in this call
	 * @return the child
	 */
	ActorRef create(Supplier<? extends Actor> factory);

	/**
	 * Create a child.
	 * @param factory makes the actor's object, in this call
	 * @param name a name that no living sibling has, see {@link ActorPath}
	 * @return the child
	 * @throws DuplicateActorNameException if a living sibling has the name
	 */
	ActorRef create(Supplier<? extends Actor> factory, String name);

	/**
	 * Create a child with options and a default name.
	 * @param factory makes the actor's object, in this call
	 * @param options what else belongs to the child
	 * @return the child
	 */
	ActorRef create(ActorFactory factory, ActorOptions options);

	/**
	 * Create a child with options.
	 * @param factory makes the actor's object, in this call
	 * @param name a name that no living sibling has, see {@link ActorPath}
	 * @param options what else belongs to the child
	 * @return the child
	 * @throws DuplicateActorNameException if a living sibling has the name
	 */
	ActorRef create(ActorFactory factory, String name, ActorOptions options);

	/**
	 * Create a child of a class, with a default name. Its object is made by the
	 * {@linkplain ActorSystemBuilder#factories resolver} of the system, which injects its
	 * constructor where a container knows how.
	 * @param type the class of the actor's object
	 * @return the child
	 * @throws RuntimeException if the resolver knows no way to make it
	 */
	ActorRef create(Class<?> type);

	/**
	 * Create a child of a class, see {@link #create(Class)}.
	 * @param type the class of the actor's object
	 * @param name a name that no living sibling has, see {@link ActorPath}
	 * @param arguments arguments of its constructor that the resolver does not know
	 * itself
	 * @return the child
	 * @throws DuplicateActorNameException if a living sibling has the name
	 * @throws RuntimeException if the resolver knows no way to make it
	 */
	ActorRef create(Class<?> type, String name, Object... arguments);

	/**
	 * Tell another actor, or this one, something. Never blocks.
	 * @param actor the receiver
	 * @param message the message
	 */
	void tell(ActorRef actor, Object message);

	/**
	 * Tell another actor something if it accepts it. Never blocks.
	 * @param actor the receiver
	 * @param message the message
	 * @return whether it was accepted, see {@link ActorRef#tryTell(Object, ActorRef)}
	 */
	default boolean tryTell(ActorRef actor, Object message) {
		return actor.tryTell(message, self());
	}

	/**
	 * Ask another actor. Use {@link #await} or {@link #pipe} to go on with the answer
	 * inside this actor.
	 * @param actor the actor to ask
	 * @param message the question
	 * @param timeout how long to wait, positive
	 * @param <R> the type of the answer
	 * @return the answer, as described at {@link ActorRef#ask(Ask, Duration)}
	 */
	<R> CompletableFuture<R> ask(ActorRef actor, Ask<R> message, Duration timeout);

	/**
	 * Tell an actor something later, or periodically. It ends with this actor and with
	 * the receiver.
	 * @param actor the receiver
	 * @param message the message
	 * @param schedule when to tell it
	 * @return the way to cancel it
	 */
	Cancellable scheduleTell(ActorRef actor, Object message, Schedule schedule);

	/**
	 * Watch an actor: when it ends, or at once if it is dead, this actor gets one
	 * {@link Terminated}. To watch it twice is to watch it once.
	 * @param actor another actor
	 */
	void watch(ActorRef actor);

	/**
	 * Watch an actor no more. A {@link Terminated} that already waits is not delivered.
	 * @param actor another actor
	 */
	void unwatch(ActorRef actor);

	/**
	 * Stop this actor after what it was told before.
	 */
	void stop();

	/**
	 * End this activation of a keyed actor after what it was told before. What is told
	 * after waits, and makes a new one when this one has ended.
	 * @throws IllegalStateException if the actor is not keyed
	 * @see KeyedActors
	 */
	void passivate();

	/**
	 * Stop another actor after what it was told before.
	 * @param actor the actor
	 */
	void stop(ActorRef actor);

	/**
	 * Wait for a stage without holding a thread: after the current message the mailbox
	 * pauses until the stage completes; then the callback runs inside this actor. A
	 * failed stage counts as a failure of the message that was being handled. Further
	 * waits of the same message follow one after the other. If the actor is ended before,
	 * by {@code stopNow} or the deadline of a shutdown, the callback does not run, and
	 * the message is a dead letter, {@link DeadLetterReason#STOPPED} or
	 * {@link DeadLetterReason#SHUTDOWN}.
	 * @param stage what to wait for; give it a timeout of its own
	 * @param callback gets the value
	 * @param <T> the type of the value
	 */
	<T> void await(CompletionStage<T> stage, Consumer<? super T> callback);

	/**
	 * Wait for a stage like {@link #await(CompletionStage, Consumer)}, with a callback
	 * that gets the failure, too.
	 * @param stage what to wait for; give it a timeout of its own
	 * @param callback gets the value and null, or null and the failure
	 * @param <T> the type of the value
	 */
	<T> void await(CompletionStage<T> stage, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback);

	/**
	 * Tell this actor the result of a stage when it completes, and go on meanwhile: the
	 * value, {@link Done} in place of null, or a {@link Failure}. The sender is this
	 * actor.
	 * @param stage what will complete
	 */
	void pipe(CompletionStage<?> stage);

	/**
	 * Tell an actor the result of a stage, like {@link #pipe(CompletionStage)}.
	 * @param stage what will complete
	 * @param actor who is told
	 */
	void pipe(CompletionStage<?> stage, ActorRef actor);

	/**
	 * Put the current message aside, to be handled later. It counts as neither processed
	 * nor lost, and whoever asked goes on waiting. What was put aside survives failures
	 * of the actor, and becomes dead letters when the actor stops.
	 * @throws StashFullException if as many messages were put aside as may be, see
	 * {@link MailboxOptions#stash(int)}
	 * @throws IllegalStateException if there is no current message, or if it was put
	 * aside or given back already
	 */
	void stash();

	/**
	 * Have everything that was {@linkplain #stash() put aside} handled after the current
	 * message, in the order in which it was put aside and before whatever waits in the
	 * mailbox.
	 */
	void unstashAll();

	/**
	 * Get a {@link ReceiveTimeout} whenever nothing was received for some time: neither a
	 * message nor a scheduled one. The time counts from now or from the last message, and
	 * again from each {@code ReceiveTimeout}. It is never early, and late by an eighth of
	 * the time, and at least a millisecond, at most. Messages cost no more for it; the
	 * engine looks eight times in that time whether there were any. An actor that awaits
	 * a stage or is at work is not silent.
	 * @param timeout how long; zero for no more
	 */
	void receiveTimeout(Duration timeout);

	/**
	 * Give the current message back: it becomes a dead letter with the reason
	 * {@link DeadLetterReason#UNHANDLED}, of which its sender learns. A
	 * {@link Terminated} or {@link DeadLetter} is left alone.
	 * @param message the message
	 */
	void unhandled(Object message);

}
