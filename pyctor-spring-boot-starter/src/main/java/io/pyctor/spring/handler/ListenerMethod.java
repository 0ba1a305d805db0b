package io.pyctor.spring.handler;

import java.lang.reflect.Method;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.ResolvableType;
import org.springframework.expression.EvaluationException;

import io.pyctor.spring.ActorListener;
import io.pyctor.spring.KeyExpression;
import io.pyctor.spring.MethodDescription;

/**
 * A handler of messages that listens to the application's events. Immutable.
 *
 * @param method the method
 * @param eventType the type of the events
 * @param parameter the number of the parameter for the event
 * @param keyExpression makes the key of the actor to tell, if it has one
 * @param afterCommit whether it waits for the commit of a transaction
 */
public record ListenerMethod(Method method, ResolvableType eventType, int parameter,
		Optional<KeyExpression> keyExpression, boolean afterCommit) {

	static ListenerMethod of(HandlerClass handlerClass, MessageHandler handler, ActorListener annotation) {
		return new ListenerMethod(handler.method(), handler.message(),
				handler.arguments().indexOf(HandlerArgument.MESSAGE), parse(handlerClass, handler.method(), annotation),
				annotation.afterCommit());
	}

	private static Optional<KeyExpression> parse(HandlerClass handlerClass, Method method, ActorListener annotation) {
		try {
			return annotation.key().isBlank() ? Optional.empty()
					: Optional.of(KeyExpression.parse(annotation.key(), method));
		}
		catch (IllegalArgumentException ex) {
			throw handlerClass.refused(
					"has the @ActorListener method '" + MethodDescription.of(method) + "' with the key '"
							+ annotation.key() + "', " + ex.getMessage() + ".",
					"Write an expression with the event, such as '#event.orderId()' or '#p0'.");
		}
	}

	/**
	 * Return the key of the actor to tell.
	 * @param event the event
	 * @return the key
	 * @throws IllegalArgumentException if the event has none
	 */
	public Object key(Object event) {
		@Nullable Object[] arguments = new Object[this.method.getParameterCount()];
		arguments[this.parameter] = event;
		Object key = evaluate(arguments);
		if (key == null) {
			throw new IllegalArgumentException(problem() + " is null for a " + event.getClass().getName());
		}
		return key;
	}

	private @Nullable Object evaluate(@Nullable Object[] arguments) {
		try {
			return this.keyExpression.orElseThrow().evaluate(arguments);
		}
		catch (EvaluationException ex) {
			throw new IllegalArgumentException(problem() + " cannot be told: " + ex.getMessage(), ex);
		}
	}

	private String problem() {
		return "The key '" + this.keyExpression.orElseThrow() + "' of the @ActorListener method '"
				+ MethodDescription.of(this.method) + "' of " + this.method.getDeclaringClass().getName();
	}

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
