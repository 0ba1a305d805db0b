package io.pyctor;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How a cell gets a child: an actor is made, gets a cell and its context, and is started.
 */
final class ActorCreation {

	private ActorCreation() {
	}

	static ActorRef create(ActorCell parent, Actor actor, @Nullable String name) {
		Objects.requireNonNull(actor, "'actor' must not be null");
		check(parent, name);
		actor.checkUnbound();
		return adopt(parent, actor, null, name, ActorOptions.defaults());
	}

	static ActorRef create(ActorCell parent, ActorFactory factory, @Nullable String name, ActorOptions options) {
		check(parent, name);
		ActorOptions chosen = options.isDefault() ? factory.options() : options;
		return (chosen.instances() == 1) ? make(parent, factory, name, chosen)
				: make(parent, new PoolFactory(factory, chosen), name, chosen.ofPool());
	}

	/** A pool replaces its workers until it ends, also while the system shuts down. */
	static ActorCell createWorker(ActorCell pool, ActorFactory factory, String name, ActorOptions options) {
		return make(pool, factory, name, options);
	}

	private static ActorCell make(ActorCell parent, ActorFactory factory, @Nullable String name, ActorOptions options) {
		Actor actor = newObject(factory);
		// It belongs to another actor then, and is not to be released.
		actor.checkUnbound();
		try {
			return adopt(parent, actor, factory, name, options);
		}
		catch (Throwable ex) {
			factory.release(actor);
			throw ex;
		}
	}

	static Actor newObject(ActorFactory factory) {
		return Objects.requireNonNull(factory.create(), "The factory of an actor returned null");
	}

	/** Make the object of a keyed actor, in the first turn of its cell. */
	static Actor createLate(ActorCell cell) {
		KeyedActivation activation = (KeyedActivation) Objects.requireNonNull(cell.factory());
		Actor actor = activation.create();
		try {
			actor.bind(new KeyedActorContext(cell, activation.ref));
			return actor;
		}
		catch (Throwable ex) {
			activation.release(actor);
			throw ex;
		}
	}

	/** Before anything is made. */
	private static void check(ActorCell parent, @Nullable String name) {
		if (name != null) {
			ActorPath.checkName("actor", name);
		}
		DefaultActorSystem system = parent.system();
		if (parent.isStopping() || (parent.isRoot() ? system.isShutdown() : system.refusesChildren())) {
			throw refused(parent);
		}
	}

	private static ActorCell adopt(ActorCell parent, Actor actor, @Nullable ActorFactory factory, @Nullable String name,
			ActorOptions options) {
		ActorCell child = parent.children().add(actor, factory, name, options);
		if (child == null) {
			throw refused(parent);
		}
		try {
			actor.bind(new DefaultActorContext(child));
		}
		catch (Throwable ex) {
			// It never got its first turn: to those who found it meanwhile it is dead.
			child.forgetActor();
			ActorTermination.end(child, new Terminated(child, TerminationReason.FAILED, Optional.of(ex)));
			throw ex;
		}
		child.dispatchFirst();
		return child;
	}

	private static ActorStoppedException refused(ActorCell parent) {
		DefaultActorSystem system = parent.system();
		boolean bySystem = parent.isRoot() || system.refusesChildren();
		return new ActorStoppedException(
				bySystem ? "The actor system '" + system.name() + "' is shutting down; it creates no actor"
						: parent.path() + " is stopping; it creates no child");
	}

}
