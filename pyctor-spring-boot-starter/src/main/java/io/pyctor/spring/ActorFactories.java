package io.pyctor.spring;

import java.util.List;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

import io.pyctor.ActorFactory;
import io.pyctor.ActorOptions;

/**
 * Makes factories of actors whose constructors are injected: a bean to take as a
 * parameter by those who need more than
 * {@link io.pyctor.ActorContext#create(Class, String, Object...)}, which asks it. Safe
 * for any thread.
 *
 * <pre class="code">
 * create(this.factories.of(Order.class, id), "order-" + id, ActorOptions.defaults().blocking());
 * </pre>
 */
public final class ActorFactories {

	private final ActorComponentRegistry registry;

	ActorFactories(ActorComponentRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Return a factory of actors of a class, be it a component, of this context or of a
	 * parent, or no bean at all. Each object is made by a constructor of the class: the
	 * arguments go by their types, in their order, to its parameters; the others are
	 * injected. Fields and methods are injected, and post-processors (such as those of
	 * aspects) applied, as for any bean. When its actor has ended, the object's
	 * {@code @PreDestroy} methods and {@link AutoCloseable#close()} are called. The
	 * factory has the options that the class asks for with its {@link ActorComponent}, or
	 * that properties do.
	 * <p>
	 * A parameter with {@code @Value} or {@code @Qualifier} is always injected. If there
	 * are more parameters of a type than arguments for it, those that are named like a
	 * bean of the type are injected.
	 * @param type the class of the actor
	 * @param arguments arguments of the constructor that are not to be injected, none of
	 * them null
	 * @return a factory that makes a new object each time
	 * @throws IllegalArgumentException if no constructor takes the arguments
	 * @throws ActorComponentException if the class has neither handler methods nor is a
	 * subclass of {@link io.pyctor.Actor}, or if it has {@link ActorListener} methods and
	 * is no component
	 */
	public ActorFactory of(Class<?> type, Object... arguments) {
		Assert.notNull(type, "'type' must not be null");
		Assert.noNullElements(arguments, "'arguments' must not contain null");
		ActorComponentRegistry owner = this.registry.lineage()
			.stream()
			.filter((candidate) -> !candidate.definitions(type).isEmpty())
			.findFirst()
			.orElse(this.registry);
		return make(owner, type, arguments);
	}

	private static ActorFactory make(ActorComponentRegistry owner, Class<?> type, Object[] arguments) {
		List<ActorComponentDefinition> components = owner.definitions(type);
		components.stream().filter(ActorComponentDefinition::isKeyed).findFirst().ifPresent(ActorFactories::refuse);
		if (arguments.length == 0 && components.size() == 1) {
			return owner.factory(components.get(0));
		}
		return owner.factory(type, arguments, options(owner, type, components));
	}

	private static void refuse(ActorComponentDefinition keyed) {
		throw new ActorComponentException(
				keyed.subject() + " is keyed: its actors are made by messages to their keys, not as children.",
				"Get the actor of a key with 'of(" + ClassUtils.getShortName(keyed.type())
						+ ".class, key)' of the bean Actors.");
	}

	/** A class may be that of several components, or of none though it is annotated. */
	private static ActorOptions options(ActorComponentRegistry owner, Class<?> type,
			List<ActorComponentDefinition> components) {
		if (components.size() == 1) {
			return components.get(0).options();
		}
		ActorComponent component = AnnotatedElementUtils.findMergedAnnotation(type, ActorComponent.class);
		return (component != null) ? ActorComponentSettings
			.of(type.getSimpleName(), "The actor class " + type.getName(), component, ActorComponentOverrides.NONE,
					owner::resolve)
			.options() : ActorOptions.defaults();
	}

}
