package io.pyctor.spring;

import java.util.Optional;

import io.pyctor.Actor;
import io.pyctor.ActorFactoryResolver;
import io.pyctor.KeyedActorFactory;

/**
 * Makes the objects of a keyed component through the bean factory and gives them back to
 * it.
 */
final class SpringKeyedActorFactory implements KeyedActorFactory {

	private final SpringActorFactory objects;

	private final KeyType keyType;

	SpringKeyedActorFactory(SpringActorFactory objects, KeyType keyType) {
		this.objects = objects;
		this.keyType = keyType;
	}

	@Override
	public Actor create(String key) {
		return this.objects.create(this.keyType.keyOf(key));
	}

	@Override
	public Optional<ActorFactoryResolver> resolver() {
		return this.objects.resolver();
	}

	@Override
	public void release(Actor actor) {
		this.objects.release(actor);
	}

}
