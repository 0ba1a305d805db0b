package io.pyctor.spring.event;

import java.util.List;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ConfigurableApplicationContext;

import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponentDefinition;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.ActorComponentRegistry;
import io.pyctor.spring.handler.ListenerMethod;
import io.pyctor.spring.handler.ListenerMethods;

/**
 * Has the actors of components listen to the events of their context, from when all beans
 * are there, as {@code @EventListener} methods do.
 */
public final class ActorEventListeners implements SmartInitializingSingleton {

	private final ConfigurableApplicationContext context;

	private final ActorComponentRegistry registry;

	private final EventDelivery afterCommit;

	/**
	 * Create the listeners of a context.
	 * @param context the context
	 * @param registry its components
	 * @param afterCommit decides when to tell what waits for the commit
	 */
	public ActorEventListeners(ConfigurableApplicationContext context, ActorComponentRegistry registry,
			EventDelivery afterCommit) {
		this.context = context;
		this.registry = registry;
		this.afterCommit = afterCommit;
	}

	/**
	 * Listen from now on.
	 * @throws ActorComponentException if a method cannot listen
	 */
	@Override
	public void afterSingletonsInstantiated() {
		for (ActorComponentDefinition component : this.registry.definitions()) {
			String subject = "The actor component '" + component.name() + "' (" + component.type().getName() + ")";
			List<ListenerMethod> methods = ListenerMethods.of(subject, component.type());
			if (!methods.isEmpty()) {
				listen(component, subject, methods);
			}
		}
	}

	private void listen(ActorComponentDefinition component, String subject, List<ListenerMethod> methods) {
		if (!component.start()) {
			throw new ActorComponentException(
					subject + " is not started with the context, so there is no actor of it to tell the events of its "
							+ "@ActorListener methods.",
					"Remove @ActorListener, or 'start = false'; the actor that creates its actors may listen and "
							+ "tell them.");
		}
		// By its name: tests may have put something else in its place.
		ActorRef actor = this.context.getBean(component.name(), ActorRef.class);
		this.context.addApplicationListener(new ActorEventListener(actor, methods, this.afterCommit));
	}

}
