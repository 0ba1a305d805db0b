package io.pyctor.spring.event;

import java.util.List;
import java.util.Optional;

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

	private final ActorRef actor;

	private final List<ListenerMethod> methods;

	private final EventDelivery afterCommit;

	/**
	 * Create a listener.
	 * @param actor who is told
	 * @param methods the methods that listen
	 * @param afterCommit decides when to tell what waits for the commit
	 */
	ActorEventListener(ActorRef actor, List<ListenerMethod> methods, EventDelivery afterCommit) {
		this.actor = actor;
		this.methods = methods;
		this.afterCommit = afterCommit;
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		return this.methods.stream().anyMatch((method) -> method.listensTo(eventType));
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		Object message = (event instanceof PayloadApplicationEvent<?> carrier) ? carrier.getPayload() : event;
		ResolvableType type = (event instanceof PayloadApplicationEvent<?> carrier)
				? carrier.getResolvableType().as(PayloadApplicationEvent.class).getGeneric()
				: ResolvableType.forInstance(event);
		choose(type, message).ifPresent((method) -> {
			if (method.annotation().afterCommit()) {
				this.afterCommit.deliver(() -> this.actor.tell(message));
			}
			else {
				this.actor.tell(message);
			}
		});
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
