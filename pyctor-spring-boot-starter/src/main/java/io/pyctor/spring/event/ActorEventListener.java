package io.pyctor.spring.event;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;

import io.pyctor.ActorRef;
import io.pyctor.spring.handler.ListenerMethod;

/**
 * Tells the actor of one component the events that its methods listen to, each of them
 * once. Safe for any thread.
 */
final class ActorEventListener implements GenericApplicationListener {

	private final BiFunction<ListenerMethod, Object, ActorRef> actors;

	private final List<ListenerMethod> methods;

	/**
	 * Create a listener.
	 * @param actors knows who is told an event that a method listens to
	 * @param methods the methods that listen
	 */
	ActorEventListener(BiFunction<ListenerMethod, Object, ActorRef> actors, List<ListenerMethod> methods) {
		this.actors = actors;
		this.methods = methods;
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		return this.methods.stream().anyMatch((method) -> method.listensTo(eventType));
	}

	/** On another thread there is neither the publisher's transaction nor its order. */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		Object message = (event instanceof PayloadApplicationEvent<?> carrier) ? carrier.getPayload() : event;
		ResolvableType type = (event instanceof PayloadApplicationEvent<?> carrier)
				? carrier.getResolvableType().as(PayloadApplicationEvent.class).getGeneric()
				: ResolvableType.forInstance(event);
		choose(type, message).ifPresent((method) -> this.actors.apply(method, message).tell(message));
	}

	/** The most specific one says how. */
	private Optional<ListenerMethod> choose(ResolvableType type, Object message) {
		List<ListenerMethod> listening = this.methods.stream()
			.filter((method) -> method.takes(message) && method.listensTo(type))
			.toList();
		return listening.stream()
			.filter((method) -> listening.stream().noneMatch((other) -> other.isMoreSpecificThan(method)))
			.findFirst();
	}

}
