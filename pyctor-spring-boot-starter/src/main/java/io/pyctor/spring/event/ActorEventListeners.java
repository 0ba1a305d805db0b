package io.pyctor.spring.event;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponentDefinition;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.ActorComponentRegistry;
import io.pyctor.spring.Actors;
import io.pyctor.spring.handler.ListenerMethod;
import io.pyctor.spring.handler.ListenerMethods;

/**
 * Has the actors of components listen to the events of their context, from when all beans
 * are there, as {@code @EventListener} methods do.
 */
public final class ActorEventListeners implements SmartInitializingSingleton {

	private static final String TRANSACTIONS = "org.springframework.transaction.support.TransactionSynchronizationManager";

	private final ConfigurableApplicationContext context;

	private final ActorComponentRegistry registry;

	/**
	 * Create the listeners of a context.
	 * @param context the context
	 * @param registry its components
	 */
	public ActorEventListeners(ConfigurableApplicationContext context, ActorComponentRegistry registry) {
		this.context = context;
		this.registry = registry;
	}

	/**
	 * Listen from now on.
	 * @throws ActorComponentException if a method cannot listen
	 */
	@Override
	public void afterSingletonsInstantiated() {
		new StrayListeners(this.context.getBeanFactory()).check();
		for (ActorComponentDefinition component : this.registry.definitions()) {
			String subject = component.subject();
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
		methods.forEach((method) -> checkKey(component, subject, method));
		this.context.addApplicationListener(new ActorEventListener(actors(component), methods, afterCommit()));
	}

	/** Where there are no transactions, nothing waits for them. */
	private UnaryOperator<ActorRef> afterCommit() {
		return ClassUtils.isPresent(TRANSACTIONS, this.context.getClassLoader())
				? this.context.getBean(Actors.class)::afterCommit : (actor) -> actor;
	}

	private static void checkKey(ActorComponentDefinition component, String subject, ListenerMethod method) {
		if (component.isKeyed() && method.keyExpression().isEmpty()) {
			throw new ActorComponentException(
					subject + " is keyed, but its @ActorListener method '" + method.method().getName()
							+ "' does not say which key is told an event.",
					"Say it, such as with @ActorListener(key = \"#event.orderId()\").");
		}
		if (!component.isKeyed() && method.keyExpression().isPresent()) {
			throw new ActorComponentException(
					subject + " is not keyed, but its @ActorListener method '" + method.method().getName()
							+ "' has the key '" + method.keyExpression().get() + "'.",
					"Remove the key, or have an actor for each key with @ActorComponent(keyed = true).");
		}
	}

	private BiFunction<ListenerMethod, Object, ActorRef> actors(ActorComponentDefinition component) {
		if (component.isKeyed()) {
			return (method, event) -> this.context.getBean(Actors.class).named(component.name(), method.key(event));
		}
		// By its name: tests may have put something else in its place.
		ActorRef actor = this.context.getBean(component.name(), ActorRef.class);
		return (method, event) -> actor;
	}

}
