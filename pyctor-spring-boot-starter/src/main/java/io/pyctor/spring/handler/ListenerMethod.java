package io.pyctor.spring.handler;

import java.lang.reflect.Method;

import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.ResolvableType;

import io.pyctor.spring.ActorListener;

/**
 * A handler of messages that listens to the application's events. Immutable.
 *
 * @param method the method
 * @param eventType the type of the events
 * @param annotation how it listens
 */
public record ListenerMethod(Method method, ResolvableType eventType, ActorListener annotation) {

	/**
	 * Return whether it listens to events of a type.
	 * @param published the type, that of an event that carries another one included
	 * @return whether it listens to them
	 */
	public boolean listensTo(ResolvableType published) {
		if (accepts(published)) {
			return true;
		}
		return PayloadApplicationEvent.class.isAssignableFrom(published.toClass())
				&& (published.hasUnresolvableGenerics()
						|| accepts(published.as(PayloadApplicationEvent.class).getGeneric()));
	}

	private boolean accepts(ResolvableType type) {
		// Who does not know its type arguments is told to everybody.
		return type.hasUnresolvableGenerics() ? this.eventType.toClass().isAssignableFrom(type.toClass())
				: this.eventType.isAssignableFrom(type);
	}

	/**
	 * Return whether it takes an object as a message.
	 * @param object the event or what it carries
	 * @return whether it is of the type of the events
	 */
	public boolean takes(Object object) {
		return this.eventType.toClass().isInstance(object);
	}

	/**
	 * Return whether its events are a proper part of another one's.
	 * @param other the other one
	 * @return whether it is more specific
	 */
	public boolean isMoreSpecificThan(ListenerMethod other) {
		return !this.eventType.equals(other.eventType) && other.eventType.isAssignableFrom(this.eventType);
	}

}
