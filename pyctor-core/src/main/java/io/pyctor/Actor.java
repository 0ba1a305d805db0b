package io.pyctor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * An actor: private state, and a method that gets one message at a time.
 *
 * <pre class="code">
 * class Greeter extends Actor {
 *
 * 	&#64;Override
 * 	protected void receive(ActorRef sender, Object message) {
 * 		if (message instanceof Greet greet) {
 * 			tell(sender, "Hello, " + greet.name());
 * 		}
 * 		else {
 * 			unhandled(message);
 * 		}
 * 	}
 *
 * }
 * </pre>
 *
 * The callbacks of one actor never run at the same time, and what one wrote the next one
 * sees, on whatever thread it runs; so fields need no lock and no {@code volatile}. All
 * other methods here are for use in the callbacks; in a constructor there is no actor yet
 * and they throw an {@link IllegalStateException}.
 * <p>
 * Names and behaviour follow the Python library <em>pyctor</em>.
 */
public abstract class Actor {

	private static final VarHandle CONTEXT;

	static {
		try {
			CONTEXT = MethodHandles.lookup().findVarHandle(Actor.class, "context", ActorContext.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private @Nullable ActorContext context;

	/**
	 * Give this object to an actor. Called by the engine, once; not final only so that a
	 * class-based proxy passes it on to its target.
	 * @param context the context of the actor
	 * @throws IllegalStateException if the object was given to an actor before
	 */
	protected void bind(ActorContext context) {
		// Two threads may try at once; the turns that follow see it without this.
		if (!CONTEXT.compareAndSet(this, null, context)) {
			throw alreadyBound();
		}
	}

	/** Before anybody hears of the actor that it cannot be. */
	final void checkUnbound() {
		if (CONTEXT.getVolatile(this) != null) {
			throw alreadyBound();
		}
	}

	private IllegalStateException alreadyBound() {
		return new IllegalStateException("This instance of " + getClass().getName() + " already is the actor "
				+ context().self().path() + "; create each actor from a new instance, or from a factory");
	}

	/**
	 * Return the class by which operators know this actor: in its default name, in
	 * snapshots and in whatever counts by class. An actor that stands for an object of
	 * another class returns that class. Called once, when the actor is created.
	 * @return the class
	 */
	protected Class<?> actorType() {
		return getClass();
	}

	/**
	 * Called for each message, one at a time. An exception fails this message only:
	 * whoever asked gets it as the answer, {@link #failed} and {@link #restarted} are
	 * called, and the actor carries on with the next message, unless its
	 * {@linkplain ActorOptions#supervision(io.pyctor.supervision.SupervisionStrategy)
	 * supervision} says otherwise.
	 * @param sender who sent it; nobody, if it came from outside actors
	 * @param message the message
	 * @throws Exception if the message cannot be handled
	 */
	protected abstract void receive(ActorRef sender, Object message) throws Exception;

	/**
	 * Called before the first message. If it throws, the actor stops. After a restart it
	 * is called on the fresh object, before the messages that waited; there it may fail
	 * as often as the supervision allows.
	 * @throws Exception if the actor cannot start
	 */
	protected void started() throws Exception {
	}

	/**
	 * Called when {@link #receive} threw and the message is not tried again, before
	 * anything else is done about the failure. Whoever asked has the exception by then.
	 * What this throws is logged.
	 * @param sender who had sent the message
	 * @param message the message that failed
	 * @param error what was thrown
	 * @return whether the message has been dealt with; if not, as by default, it becomes
	 * a dead letter
	 * @throws Exception is logged, and the message becomes a dead letter
	 */
	protected boolean failed(ActorRef sender, Object message, Throwable error) throws Exception {
		return false;
	}

	/**
	 * Called after {@link #receive} threw, if this object goes on: before the next
	 * message, or before the next try of this one. What this throws is logged.
	 * @param sender who had sent the message
	 * @param message the message that failed
	 * @param error what was thrown
	 * @throws Exception is logged
	 */
	protected void restarted(ActorRef sender, Object message, Throwable error) throws Exception {
	}

	/**
	 * Called after the last message and after all children have stopped. What this throws
	 * is logged. Not called for an actor that never started. A restart ends the life of
	 * an object, too: this is called on the one that is replaced.
	 * @throws Exception is logged
	 */
	protected void stopped() throws Exception {
	}

	/**
	 * Called in place of {@link #stopped()} with the reason; by default, calls that.
	 * @param reason why the actor stops
	 * @throws Exception is logged
	 */
	protected void stopped(TerminationReason reason) throws Exception {
		stopped();
	}

	/**
	 * Return what this actor can do, as an object.
	 * @return the context
	 */
	protected final ActorContext context() {
		if (this.context == null) {
			throw new IllegalStateException("This instance of " + getClass().getName()
					+ " is no actor yet; do in started() what needs the actor, and create it with create(..)");
		}
		return this.context;
	}

	/**
	 * Return the reference of this actor.
	 * @return the reference, to be handed out in place of {@code this}
	 * @see ActorContext#self()
	 */
	protected final ActorRef self() {
		return context().self();
	}

	/**
	 * Return the parent.
	 * @return the parent
	 * @see ActorContext#parent()
	 */
	protected final ActorRef parent() {
		return context().parent();
	}

	/**
	 * Return the name of this actor.
	 * @return the name
	 */
	protected final String name() {
		return self().name();
	}

	/**
	 * Return the path of this actor.
	 * @return the path
	 */
	protected final ActorPath path() {
		return self().path();
	}

	/**
	 * Return the system this actor lives in.
	 * @return the system
	 */
	protected final ActorSystem system() {
		return context().system();
	}

	/**
	 * Return the living children.
	 * @return the children
	 * @see ActorContext#children()
	 */
	protected final List<ActorRef> children() {
		return context().children();
	}

	/**
	 * Create a child from an instance.
	 * @param actor the child's object
	 * @return the child
	 * @see ActorContext#create(Actor)
	 */
	protected final ActorRef create(Actor actor) {
		return context().create(actor);
	}

	/**
	 * Create a child from an instance.
	 * @param actor the child's object
	 * @param name the child's name
	 * @return the child
	 * @see ActorContext#create(Actor, String)
	 */
	protected final ActorRef create(Actor actor, String name) {
		return context().create(actor, name);
	}

	/**
	 * Create a child.
	 * @param factory makes the child's object
	 * @return the child
	 * @see ActorContext#create(Supplier)
	 */
	protected final ActorRef create(Supplier<? extends Actor> factory) {
		return context().create(factory);
	}

	/**
	 * Create a child.
	 * @param factory makes the child's object
	 * @param name the child's name
	 * @return the child
	 * @see ActorContext#create(Supplier, String)
	 */
	protected final ActorRef create(Supplier<? extends Actor> factory, String name) {
		return context().create(factory, name);
	}

	/**
	 * Create a child with options.
	 * @param factory makes the child's object
	 * @param options what else belongs to the child
	 * @return the child
	 * @see ActorContext#create(ActorFactory, ActorOptions)
	 */
	protected final ActorRef create(ActorFactory factory, ActorOptions options) {
		return context().create(factory, options);
	}

	/**
	 * Create a child with options.
	 * @param factory makes the child's object
	 * @param name the child's name
	 * @param options what else belongs to the child
	 * @return the child
	 * @see ActorContext#create(ActorFactory, String, ActorOptions)
	 */
	protected final ActorRef create(ActorFactory factory, String name, ActorOptions options) {
		return context().create(factory, name, options);
	}

	/**
	 * Create a child of a class with a default name.
	 * @param type the class of the child's object
	 * @return the child
	 * @see ActorContext#create(Class)
	 */
	protected final ActorRef create(Class<?> type) {
		return context().create(type);
	}

	/**
	 * Create a child of a class.
	 * @param type the class of the child's object
	 * @param name the child's name
	 * @param arguments arguments of its constructor
	 * @return the child
	 * @see ActorContext#create(Class, String, Object...)
	 */
	protected final ActorRef create(Class<?> type, String name, Object... arguments) {
		return context().create(type, name, arguments);
	}

	/**
	 * Tell another actor, or this one, something.
	 * @param actor the receiver
	 * @param message the message
	 * @see ActorContext#tell(ActorRef, Object)
	 */
	protected final void tell(ActorRef actor, Object message) {
		context().tell(actor, message);
	}

	/**
	 * Tell another actor something if it accepts it.
	 * @param actor the receiver
	 * @param message the message
	 * @return whether it was accepted
	 * @see ActorContext#tryTell(ActorRef, Object)
	 */
	protected final boolean tryTell(ActorRef actor, Object message) {
		return context().tryTell(actor, message);
	}

	/**
	 * Ask another actor.
	 * @param actor the actor to ask
	 * @param message the question
	 * @param timeout how long to wait
	 * @param <R> the type of the answer
	 * @return the answer
	 * @see ActorContext#ask(ActorRef, Ask, Duration)
	 */
	protected final <R> CompletableFuture<R> ask(ActorRef actor, Ask<R> message, Duration timeout) {
		return context().ask(actor, message, timeout);
	}

	/**
	 * Tell an actor something later, or periodically.
	 * @param actor the receiver
	 * @param message the message
	 * @param schedule when to tell it
	 * @return the way to cancel it
	 * @see ActorContext#scheduleTell(ActorRef, Object, Schedule)
	 */
	protected final Cancellable scheduleTell(ActorRef actor, Object message, Schedule schedule) {
		return context().scheduleTell(actor, message, schedule);
	}

	/**
	 * Watch an actor.
	 * @param actor another actor
	 * @see ActorContext#watch(ActorRef)
	 */
	protected final void watch(ActorRef actor) {
		context().watch(actor);
	}

	/**
	 * Watch an actor no more.
	 * @param actor another actor
	 * @see ActorContext#unwatch(ActorRef)
	 */
	protected final void unwatch(ActorRef actor) {
		context().unwatch(actor);
	}

	/**
	 * Stop this actor after what it was told before.
	 * @see ActorContext#stop()
	 */
	protected final void stop() {
		context().stop();
	}

	/**
	 * Stop another actor after what it was told before.
	 * @param actor the actor
	 * @see ActorContext#stop(ActorRef)
	 */
	protected final void stop(ActorRef actor) {
		context().stop(actor);
	}

	/**
	 * Wait for a stage without holding a thread.
	 * @param stage what to wait for
	 * @param callback gets the value
	 * @param <T> the type of the value
	 * @see ActorContext#await(CompletionStage, Consumer)
	 */
	protected final <T> void await(CompletionStage<T> stage, Consumer<? super T> callback) {
		context().await(stage, callback);
	}

	/**
	 * Wait for a stage without holding a thread.
	 * @param stage what to wait for
	 * @param callback gets the value and null, or null and the failure
	 * @param <T> the type of the value
	 * @see ActorContext#await(CompletionStage, BiConsumer)
	 */
	protected final <T> void await(CompletionStage<T> stage,
			BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback) {
		context().await(stage, callback);
	}

	/**
	 * Tell this actor the result of a stage when it completes.
	 * @param stage what will complete
	 * @see ActorContext#pipe(CompletionStage)
	 */
	protected final void pipe(CompletionStage<?> stage) {
		context().pipe(stage);
	}

	/**
	 * Tell an actor the result of a stage when it completes.
	 * @param stage what will complete
	 * @param actor who is told
	 * @see ActorContext#pipe(CompletionStage, ActorRef)
	 */
	protected final void pipe(CompletionStage<?> stage, ActorRef actor) {
		context().pipe(stage, actor);
	}

	/**
	 * Put the current message aside, to be handled later.
	 * @see ActorContext#stash()
	 */
	protected final void stash() {
		context().stash();
	}

	/**
	 * Have everything that was put aside handled next.
	 * @see ActorContext#unstashAll()
	 */
	protected final void unstashAll() {
		context().unstashAll();
	}

	/**
	 * Get a {@link ReceiveTimeout} whenever nothing was received for some time.
	 * @param timeout how long; zero for no more
	 * @see ActorContext#receiveTimeout(Duration)
	 */
	protected final void receiveTimeout(Duration timeout) {
		context().receiveTimeout(timeout);
	}

	/**
	 * Give the current message back as a dead letter.
	 * @param message the message
	 * @see ActorContext#unhandled(Object)
	 */
	protected final void unhandled(Object message) {
		context().unhandled(message);
	}

}
