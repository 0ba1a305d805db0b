package io.pyctor.spring.event;

import java.util.List;
import java.util.function.BiFunction;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ConfigurableApplicationContext;

import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponentDefinition;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.ActorComponentRegistry;
import io.pyctor.spring.Actors;
import io.pyctor.spring.handler.ListenerMethod;
import io.pyctor.spring.handler.ListenerMethods;

/**
 * Has the actors of components listen to the events of their context, at the latest from
 * when all beans are there, as {@code @EventListener} methods do.
 */
public final class ActorEventListeners implements InitializingBean, SmartInitializingSingleton {

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
	 * Listen from now on, so as not to miss what beans publish when all of them are
	 * there.
	 * @throws ActorComponentException if a method cannot listen
	 */
	@Override
	public void afterPropertiesSet() {
		for (ActorComponentDefinition component : this.registry.definitions()) {
			List<ListenerMethod> methods = ListenerMethods.of(this.registry.binding(component));
			if (!methods.isEmpty()) {
				listen(component, methods);
			}
		}
	}

	/**
	 * Check that nobody else would listen.
	 * @throws ActorComponentException if a bean that is no component has such a method
	 */
	@Override
	public void afterSingletonsInstantiated() {
		new StrayListeners(this.context.getBeanFactory()).check();
	}

	private void listen(ActorComponentDefinition component, List<ListenerMethod> methods) {
		if (!component.start()) {
			throw new ActorComponentException(
					component.subject()
							+ " is not started with the context, so there is no actor of it to tell the events of its "
							+ "@ActorListener methods.",
					"Remove @ActorListener, or 'start = false'; the actor that creates its actors may listen and "
							+ "tell them.");
		}
		methods.forEach((method) -> checkKey(component, method));
		this.context.addApplicationListener(new ActorEventListener(actors(component), methods));
	}

	private static void checkKey(ActorComponentDefinition component, ListenerMethod method) {
		if (component.isKeyed() && method.keyExpression().isEmpty()) {
			throw new ActorComponentException(
					component.subject() + " is keyed, but its @ActorListener method '" + method.method().getName()
							+ "' does not say which key is told an event.",
					"Say it, such as with @ActorListener(key = \"#event.orderId()\").");
		}
		if (!component.isKeyed() && method.keyExpression().isPresent()) {
			throw new ActorComponentException(
					component.subject() + " is not keyed, but its @ActorListener method '" + method.method().getName()
							+ "' has the key '" + method.keyExpression().get() + "'.",
					"Remove the key, or have an actor for each key with @ActorComponent(keyed = true).");
		}
	}

	private BiFunction<ListenerMethod, Object, ActorRef> actors(ActorComponentDefinition component) {
		if (component.isKeyed()) {
			Actors actors = this.context.getBean(Actors.class);
			return (method, event) -> {
				ActorRef actor = actors.named(component.name(), method.key(event));
				return method.afterCommit() ? this.registry.afterCommit(actor) : actor;
			};
		}
		// By its name: tests may have put something else in its place.
		ActorRef actor = this.context.getBean(component.name(), ActorRef.class);
		ActorRef afterCommit = this.registry.afterCommit(actor);
		return (method, event) -> method.afterCommit() ? afterCommit : actor;
	}

}
