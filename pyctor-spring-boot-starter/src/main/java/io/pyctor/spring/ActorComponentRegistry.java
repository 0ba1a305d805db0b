package io.pyctor.spring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.Assert;

import io.pyctor.ActorFactory;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.KeyedActorFactory;

/**
 * Knows the {@link ActorComponent actor components} of one context and their references.
 * It is made from bean names and types and never creates an actor. Safe for any thread.
 */
public final class ActorComponentRegistry {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ActorBindings bindings;

	private final Map<String, ActorComponentDefinition> definitions = new LinkedHashMap<>();

	private final Map<String, SingleActorRef> refs = new LinkedHashMap<>();

	private final Map<String, KeyedComponent> keyed = new LinkedHashMap<>();

	/** What is injected, by the name of the component. */
	private final Map<String, ActorRef> injected = new LinkedHashMap<>();

	private final ComponentFailures failures = new ComponentFailures();

	/**
	 * Collect the components of a bean factory, not those of its parents.
	 * @param beanFactory the bean factory, after all definitions were registered
	 * @param bindings knows how the objects of a class become actors
	 * @param overrides what properties say about a component, by its name
	 * @throws ActorComponentException if a component cannot work
	 */
	public ActorComponentRegistry(ConfigurableListableBeanFactory beanFactory, ActorBindings bindings,
			Function<String, ActorComponentOverrides> overrides) {
		this.beanFactory = beanFactory;
		this.bindings = bindings;
		for (String beanName : beanFactory.getBeanDefinitionNames()) {
			if (ActorComponentDefinition.isObjectName(beanName)) {
				add(beanName, overrides);
			}
		}
	}

	private void add(String objectName, Function<String, ActorComponentOverrides> overrides) {
		ActorComponent component = this.beanFactory.findAnnotationOnBean(objectName, ActorComponent.class, false);
		Class<?> type = this.beanFactory.getType(objectName, false);
		if (component != null && type != null) {
			String name = ActorComponentDefinition.componentName(objectName);
			String subject = ActorComponentDefinition.subject(name, type);
			this.bindings.of(subject, type);
			ActorComponentSettings settings = ActorComponentSettings.of(name, subject, component, overrides.apply(name),
					this.beanFactory::resolveEmbeddedValue);
			ActorComponentDefinition definition = new ActorComponentDefinition(name, type, settings);
			this.definitions.put(name, definition);
			if (settings.keyed().isPresent()) {
				this.keyed.put(name, keyed(definition, subject, settings.keyed().get()));
			}
			else if (settings.start()) {
				SingleActorRef ref = new SingleActorRef(name, settings.askTimeout(), this::system);
				this.refs.put(name, ref);
				this.injected.put(name, callerSide(definition).of(ref));
			}
		}
	}

	private KeyedComponent keyed(ActorComponentDefinition definition, String subject, KeyedSettings settings) {
		Class<?> keyType = KeyParameter
			.find(subject, definition.type(), this.beanFactory.getMergedBeanDefinition(definition.objectName()))
			.orElse(String.class);
		return new KeyedComponent(definition, settings,
				KeyType.of(definition.name(), subject, keyType, this.beanFactory), callerSide(definition),
				this::system);
	}

	private CallerSide callerSide(ActorComponentDefinition definition) {
		return CallerSide.of(this.beanFactory, definition);
	}

	private ActorSystem system() {
		return this.beanFactory.getBean(ActorSystem.class);
	}

	/**
	 * Return all components, templates included.
	 * @return the definitions in the order in which they were registered
	 */
	public Collection<ActorComponentDefinition> definitions() {
		return Collections.unmodifiableCollection(this.definitions.values());
	}

	/**
	 * Return the reference of a component.
	 * @param name the name of the component
	 * @return the reference, the same one for each call
	 * @throws IllegalArgumentException if there is no such component with an actor
	 * @throws ActorComponentException if it has one for each key
	 */
	public ActorRef ref(String name) {
		SingleActorRef ref = componentRef(name);
		return this.injected.getOrDefault(name, ref);
	}

	SingleActorRef componentRef(String name) {
		ActorComponentDefinition definition = started(name);
		SingleActorRef ref = this.refs.get(name);
		if (ref == null) {
			throw KeyedRefFactoryBean.refused(name, definition.type().getName());
		}
		return ref;
	}

	/**
	 * Return a component that is no template.
	 * @throws IllegalArgumentException if there is none of the name
	 */
	ActorComponentDefinition started(String name) {
		ActorComponentDefinition definition = this.definitions.get(name);
		if (definition == null || !definition.start()) {
			throw new IllegalArgumentException("No actor component '" + name + "' is started (those that are: "
					+ this.definitions.values()
						.stream()
						.filter(ActorComponentDefinition::start)
						.map(ActorComponentDefinition::name)
						.toList()
					+ ")");
		}
		return definition;
	}

	/** Return a component that is known to be keyed. */
	KeyedComponent keyed(String name) {
		KeyedComponent component = this.keyed.get(name);
		Assert.state(component != null, () -> "The actor component '" + name + "' is not keyed");
		return component;
	}

	/** Return what keeps things until a component has started. */
	StartGate<?> gate(ActorComponentDefinition component) {
		return component.isKeyed() ? keyed(component.name()).gate() : componentRef(component.name()).gate();
	}

	/**
	 * Return the components whose actors are to be started: not those whose reference was
	 * replaced, as tests do with a mock.
	 */
	List<ActorComponentDefinition> startable() {
		List<ActorComponentDefinition> startable = new ArrayList<>();
		for (ActorComponentDefinition definition : this.definitions.values()) {
			if (definition.isKeyed()) {
				startable.add(definition);
			}
			else if (definition.start() && this.beanFactory.containsBeanDefinition(definition.name())
					&& this.beanFactory.isTypeMatch("&" + definition.name(), ActorRefFactoryBean.class)) {
				startable.add(definition);
			}
		}
		return startable;
	}

	/**
	 * Return what finds the actors of the components.
	 * @return the actors
	 */
	public Actors actors() {
		return new RegisteredActors(this);
	}

	/**
	 * Return what knows of components whose actors have failed.
	 * @return the failures
	 */
	public ComponentFailures failures() {
		return this.failures;
	}

	void abandonRefs(ActorRef heir) {
		this.refs.values().forEach((ref) -> ref.gate().abandoned(heir));
		this.keyed.values().forEach((component) -> component.gate().abandoned((key) -> heir));
	}

	/**
	 * Return what makes the objects of a component: the way from a definition to an
	 * actor.
	 */
	ActorFactory factory(ActorComponentDefinition definition) {
		return springFactory(definition);
	}

	/** Return what makes the objects of a keyed component. */
	KeyedActorFactory keyedFactory(ActorComponentDefinition definition) {
		return new SpringKeyedActorFactory(springFactory(definition), keyed(definition.name()).keyType());
	}

	private SpringActorFactory springFactory(ActorComponentDefinition definition) {
		return new SpringActorFactory(this.beanFactory, definition,
				binding(ActorComponentDefinition.subject(definition.name(), definition.type()), definition.type()));
	}

	ActorBinding binding(String subject, Class<?> type) {
		return this.bindings.of(subject, type);
	}

}
