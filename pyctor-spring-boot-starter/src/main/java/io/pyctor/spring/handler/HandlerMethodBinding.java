package io.pyctor.spring.handler;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringValueResolver;

import io.pyctor.Actor;
import io.pyctor.spring.ActorBinding;

/**
 * Binds the objects of a class with annotated methods: an actor of its own stands for
 * each of them.
 */
final class HandlerMethodBinding implements ActorBinding {

	private final HandlerMethods methods;

	private final List<RepeatedMethod> repeated;

	/** Objects of a class have the same proxy, or none; so the last one will do. */
	private volatile @Nullable BoundMethods bound;

	HandlerMethodBinding(HandlerMethods methods, StringValueResolver placeholders) {
		this.methods = methods;
		this.repeated = methods.repeated()
			.stream()
			.map((hook) -> RepeatedMethod.of(methods.handlerClass(), hook, placeholders))
			.toList();
	}

	List<ListenerMethod> listeners() {
		return this.methods.listeners();
	}

	@Override
	public void check(Class<?> objectClass) {
		bind(objectClass);
	}

	@Override
	public Actor actor(Object object) {
		return bind(object.getClass()).actor(object);
	}

	private BoundMethods bind(Class<?> beanClass) {
		BoundMethods last = this.bound;
		if (last != null && last.isFor(beanClass)) {
			return last;
		}
		BoundMethods next = new BoundMethods(this.methods, this.repeated, beanClass);
		this.bound = next;
		return next;
	}

	@Override
	public Object object(Actor actor) {
		return ((HandlerMethodActor) actor).bean();
	}

}
