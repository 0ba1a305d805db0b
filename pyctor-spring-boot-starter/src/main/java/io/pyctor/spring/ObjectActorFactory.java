package io.pyctor.spring;

import java.util.Optional;

import io.pyctor.Actor;
import io.pyctor.ActorFactory;
import io.pyctor.ActorFactoryResolver;
import io.pyctor.ActorOptions;

/**
 * Makes actors of objects, which are destroyed when their actors have ended.
 */
abstract class ObjectActorFactory implements ActorFactory {

	private final ActorOptions options;

	private final ActorBinding binding;

	private final ActorFactoryResolver resolver;

	ObjectActorFactory(ActorOptions options, ActorBinding binding, ActorFactoryResolver resolver) {
		this.options = options;
		this.binding = binding;
		this.resolver = resolver;
	}

	abstract void destroy(Object object);

	final Actor bind(Object object) {
		try {
			return this.binding.actor(object);
		}
		catch (RuntimeException ex) {
			destroy(object);
			throw ex;
		}
	}

	@Override
	public final ActorOptions options() {
		return this.options;
	}

	/** That of the objects' context, whose parent may have the system. */
	@Override
	public final Optional<ActorFactoryResolver> resolver() {
		return Optional.of(this.resolver);
	}

	@Override
	public final void release(Actor actor) {
		destroy(this.binding.object(actor));
	}

}
