package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What an actor can do, put in terms of its cell. Apart from the cell, so that nobody who
 * holds a reference can act in the name of the actor.
 */
class DefaultActorContext implements ActorContext {

	private final ActorCell cell;

	DefaultActorContext(ActorCell cell) {
		this.cell = cell;
	}

	final ActorCell cell() {
		return this.cell;
	}

	@Override
	public ActorRef self() {
		return this.cell;
	}

	@Override
	public ActorRef parent() {
		ActorCell parent = this.cell.parent;
		return (parent != null) ? parent : this.cell.system().nobody();
	}

	@Override
	public ActorSystem system() {
		return this.cell.system();
	}

	@Override
	public List<ActorRef> children() {
		return this.cell.childCells()
			.stream()
			.filter((child) -> !child.isEnded())
			.<ActorRef>map((child) -> child)
			.toList();
	}

	@Override
	public ActorRef create(Actor actor) {
		return ActorCreation.create(this.cell, actor, null);
	}

	@Override
	public ActorRef create(Actor actor, String name) {
		return ActorCreation.create(this.cell, actor, name);
	}

	@Override
	public ActorRef create(Supplier<? extends Actor> factory) {
		return ActorCreation.create(this.cell, factory::get, null, ActorOptions.defaults());
	}

	@Override
	public ActorRef create(Supplier<? extends Actor> factory, String name) {
		return ActorCreation.create(this.cell, factory::get, name, ActorOptions.defaults());
	}

	@Override
	public ActorRef create(ActorFactory factory, ActorOptions options) {
		return ActorCreation.create(this.cell, factory, null, options);
	}

	@Override
	public ActorRef create(ActorFactory factory, String name, ActorOptions options) {
		return ActorCreation.create(this.cell, factory, name, options);
	}

	@Override
	public ActorRef create(Class<?> type) {
		return ActorCreation.create(this.cell, factories().resolve(type), null, ActorOptions.defaults());
	}

	@Override
	public ActorRef create(Class<?> type, String name, Object... arguments) {
		return ActorCreation.create(this.cell, factories().resolve(type, arguments), name, ActorOptions.defaults());
	}

	private ActorFactoryResolver factories() {
		ActorFactory own = this.cell.factoryOrNull();
		return Optional.ofNullable(own)
			.flatMap(ActorFactory::resolver)
			.orElseGet(() -> this.cell.system().settings().factories());
	}

	@Override
	public void tell(ActorRef actor, Object message) {
		actor.tell(message, this.cell);
	}

	@Override
	public <R> CompletableFuture<R> ask(ActorRef actor, Ask<R> message, Duration timeout) {
		return PendingAsk.ask(this.cell, actor, message, timeout);
	}

	@Override
	public Cancellable scheduleTell(ActorRef actor, Object message, Schedule schedule) {
		return this.cell.system().schedule(actor, message, this.cell, schedule, this.cell.extras());
	}

	@Override
	public void watch(ActorRef actor) {
		if (actor.resolve() instanceof KeyedRef keyed) {
			DeathWatch.watch(this.cell, keyed);
		}
		else {
			DeathWatch.watch(this.cell, DefaultActorSystem.cell(actor));
		}
	}

	@Override
	public void unwatch(ActorRef actor) {
		if (actor.resolve() instanceof KeyedRef keyed) {
			DeathWatch.unwatch(this.cell, keyed);
		}
		else {
			DeathWatch.unwatch(this.cell, DefaultActorSystem.cell(actor));
		}
	}

	@Override
	public void stop() {
		this.cell.stop();
	}

	@Override
	public void passivate() {
		throw new IllegalStateException(
				this.cell.path() + " is no keyed actor, which the next message makes anew; " + "stop it, or wait");
	}

	@Override
	public void stop(ActorRef actor) {
		this.cell.system().stop(actor);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> void await(CompletionStage<T> stage, Consumer<? super T> callback) {
		awaitStage(stage, (value, error) -> {
			if (error != null) {
				throw error;
			}
			callback.accept((T) value);
		});
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> void await(CompletionStage<T> stage,
			BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback) {
		awaitStage(stage, (value, error) -> callback.accept((T) value, error));
	}

	private void awaitStage(CompletionStage<?> stage, Waits.Continuation continuation) {
		Waits.await(this.cell, new Waits.Wait(stage, continuation, CurrentMessage.sender(this.cell),
				CurrentMessage.message(this.cell), CurrentMessage.context(this.cell), this.cell.system().isShutdown()));
	}

	@Override
	public void pipe(CompletionStage<?> stage) {
		pipe(stage, self());
	}

	@Override
	public void pipe(CompletionStage<?> stage, ActorRef actor) {
		stage.whenComplete((value, error) -> {
			Throwable failure = Waits.unwrap(error);
			Object result = (value != null) ? value : new Done();
			try {
				actor.tell((failure != null) ? new Failure(failure) : result, self());
			}
			catch (Throwable ex) {
				// Nobody looks at what comes of a stage's dependent.
				FaultHandling.failedAside(this.cell, "{} could not tell the result of a stage that it piped", ex);
			}
		});
	}

	@Override
	public void stash() {
		Stash.keep(this.cell);
	}

	@Override
	public void unstashAll() {
		Stash.release(this.cell);
	}

	@Override
	public void receiveTimeout(Duration timeout) {
		SilenceTimer.set(this.cell, timeout);
	}

	@Override
	public void unhandled(Object message) {
		if (message instanceof Terminated || message instanceof DeadLetter) {
			return;
		}
		CurrentMessage.unhandled(this.cell, message);
	}

}
