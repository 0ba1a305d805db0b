package io.pyctor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Makes the objects of a pool's workers. The first of them are made with the pool, on the
 * thread of whoever creates it, so that a factory that cannot make them fails there.
 */
final class PoolObjects implements ActorFactory {

	private final ActorFactory factory;

	private final Deque<Actor> first = new ArrayDeque<>();

	/**
	 * Make the first objects.
	 * @throws IllegalStateException if the factory makes the same one twice
	 */
	PoolObjects(ActorFactory factory, int count) {
		this.factory = factory;
		try {
			for (int i = 0; i < count; i++) {
				Actor actor = ActorCreation.newObject(factory);
				if (this.first.stream().anyMatch((other) -> other == actor)) {
					throw new IllegalStateException("The factory of a pool returned the same instance of "
							+ actor.getClass().getName() + " twice; each worker needs a new one");
				}
				this.first.add(actor);
			}
		}
		catch (Throwable ex) {
			releaseRest();
			throw ex;
		}
	}

	/** The class by which operators know the pool. */
	Class<?> actorType() {
		return this.first.element().actorType();
	}

	@Override
	public Actor create() {
		Actor prepared = takeFirst();
		return (prepared != null) ? prepared : this.factory.create();
	}

	@Override
	public Optional<ActorFactoryResolver> resolver() {
		return this.factory.resolver();
	}

	private synchronized @Nullable Actor takeFirst() {
		return this.first.poll();
	}

	@Override
	public void release(Actor actor) {
		this.factory.release(actor);
	}

	/** Give back those that became nobody's. */
	void releaseRest() {
		for (Actor rest = takeFirst(); rest != null; rest = takeFirst()) {
			release(rest);
		}
	}

}
