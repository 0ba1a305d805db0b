package io.pyctor.spring.handler;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.util.StringValueResolver;

import io.pyctor.Actor;
import io.pyctor.spring.ActorBinding;
import io.pyctor.spring.ActorBindings;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.MethodDescription;

/**
 * Binds objects of two kinds of classes: subclasses of {@link Actor}, and classes with
 * methods that are annotated with {@link io.pyctor.spring.Receive}. Safe for any thread.
 */
public final class HandlerMethodBindings implements ActorBindings {

	private final StringValueResolver placeholders;

	private final Map<Class<?>, ActorBinding> bindings = new ConcurrentHashMap<>();

	/**
	 * Create the bindings of a context.
	 * @param placeholders replaces placeholders in annotations
	 */
	public HandlerMethodBindings(StringValueResolver placeholders) {
		this.placeholders = placeholders;
	}

	/**
	 * Check a class as far as that is possible without an object and without properties.
	 * @param subject the start of a sentence about the class
	 * @param type the class
	 * @throws ActorComponentException if its objects cannot become actors
	 */
	public static void check(String subject, Class<?> type) {
		HandlerClass handlerClass = new HandlerClass(subject, type);
		if (Actor.class.isAssignableFrom(type)) {
			ActorItself.check(handlerClass);
		}
		else {
			HandlerMethods.of(handlerClass);
		}
	}

	@Override
	public ActorBinding of(String subject, Class<?> type) {
		ActorBinding known = this.bindings.get(type);
		return (known != null) ? known : this.bindings.computeIfAbsent(type, (key) -> bind(subject, key));
	}

	@Override
	public ActorBinding ofNoComponent(String subject, Class<?> type) {
		ActorBinding binding = of(subject, type);
		for (ListenerMethod listener : ListenerMethods.of(binding)) {
			throw new HandlerClass(subject, type).refused(
					"is no component, so nobody would tell its actors the events of the @ActorListener method '"
							+ MethodDescription.of(listener.method()) + "'.",
					"Remove @ActorListener; the actor that creates its actors may listen and tell them.");
		}
		return binding;
	}

	private ActorBinding bind(String subject, Class<?> type) {
		HandlerClass handlerClass = new HandlerClass(subject, type);
		if (Actor.class.isAssignableFrom(type)) {
			ActorItself.check(handlerClass);
			return ActorItself.INSTANCE;
		}
		return new HandlerMethodBinding(HandlerMethods.of(handlerClass), this.placeholders);
	}

}
