package io.pyctor.spring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.pyctor.ActorFactory;
import io.pyctor.ActorOptions;
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

	private final Duration askTimeout;

	private final Map<String, ActorComponentDefinition> definitions = new LinkedHashMap<>();

	/** Those that are no templates. */
	private final Map<String, StartedComponent> started = new LinkedHashMap<>();

	/** What makes the objects of each component. */
	private final Map<String, SpringActorFactory> objects = new HashMap<>();

	private final ActorFactories factories = new ActorFactories(this);

	private final CreatedClasses created = new CreatedClasses();

	/** This one and those of the context's parents, the nearest first. */
	private final List<ActorComponentRegistry> lineage = new ArrayList<>();

	private final ComponentFailures failures = new ComponentFailures();

	/**
	 * Collect the components of a bean factory, not those of its parents.
	 * @param beanFactory the bean factory, after all definitions were registered
	 * @param bindings knows how the objects of a class become actors
	 * @param overrides what properties say about a component, by its name
	 * @param askTimeout how long a question waits that does not say, before there is a
	 * system that could
	 * @throws ActorComponentException if a component cannot work
	 */
	public ActorComponentRegistry(ConfigurableListableBeanFactory beanFactory, ActorBindings bindings,
			Function<String, ActorComponentOverrides> overrides, Duration askTimeout) {
		this.askTimeout = askTimeout;
		this.beanFactory = beanFactory;
		this.bindings = bindings;
		this.lineage.add(this);
		parent(beanFactory).ifPresent((parent) -> this.lineage.addAll(parent.lineage));
		for (String beanName : beanFactory.getBeanDefinitionNames()) {
			if (ActorComponentDefinition.isObjectName(beanName)) {
				add(beanName, overrides);
			}
		}
	}

	private static Optional<ActorComponentRegistry> parent(ConfigurableListableBeanFactory beanFactory) {
		BeanFactory parent = beanFactory.getParentBeanFactory();
		return Optional.ofNullable(parent)
			.map((factory) -> factory.getBeanProvider(ActorComponentRegistry.class).getIfUnique());
	}

	private void add(String objectName, Function<String, ActorComponentOverrides> overrides) {
		ActorComponent component = this.beanFactory.findAnnotationOnBean(objectName, ActorComponent.class, false);
		Class<?> type = this.beanFactory.getType(objectName, false);
		if (component != null && type != null) {
			String name = ActorComponentDefinition.componentName(objectName);
			String subject = ActorComponentDefinition.subject(name, type);
			ActorBinding binding = this.bindings.of(subject, type);
			ActorComponentDefinition definition = new ActorComponentDefinition(name, type, ActorComponentSettings
				.of(name, subject, component, overrides.apply(name), this.beanFactory::resolveEmbeddedValue));
			this.definitions.put(name, definition);
			this.objects.put(name, new SpringActorFactory(this.beanFactory, definition, binding,
					this.created.of(definition.objectName(), this.factories::of)));
			if (definition.start()) {
				this.started.put(name, started(definition));
			}
		}
	}

	private StartedComponent started(ActorComponentDefinition definition) {
		AskTimeouts timeouts = new AskTimeouts(definition.settings().askTimeout(), this.askTimeout);
		CallerSide callerSide = CallerSide.of(this.beanFactory, definition);
		Optional<KeyedSettings> keyed = definition.settings().keyed();
		if (keyed.isPresent()) {
			return new KeyedComponent(definition, keyed.get(), keyType(definition), timeouts, callerSide, this::system);
		}
		if (ActorRefBeans.isReplaced(this.beanFactory, definition.name())) {
			return new ReplacedComponent(definition, () -> this.beanFactory.getBean(definition.name(), ActorRef.class));
		}
		SingleActorRef ref = new SingleActorRef(definition.name(), timeouts, definition.settings().mailbox(),
				this::system);
		return new SingleComponent(definition, ref, callerSide.of(ref));
	}

	private KeyType keyType(ActorComponentDefinition definition) {
		Class<?> keyType = KeyParameter
			.find(definition.subject(), definition.type(),
					this.beanFactory.getMergedBeanDefinition(definition.objectName()))
			.orElse(String.class);
		return KeyType.of(definition.name(), definition.subject(), keyType, this.beanFactory);
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
	 * Return this registry and those of the context's parents: what a context has itself
	 * comes before what its parents have.
	 * @return the registries, the nearest first
	 */
	public List<ActorComponentRegistry> lineage() {
		return Collections.unmodifiableList(this.lineage);
	}

	/**
	 * Return the reference of a component.
	 * @param name the name of the component
	 * @return the reference, the same one for each call
	 * @throws IllegalArgumentException if there is no such component with an actor
	 * @throws ActorComponentException if it has one for each key
	 */
	public ActorRef ref(String name) {
		return component(name).ref();
	}

	SingleActorRef componentRef(String name) {
		return ((SingleComponent) component(name)).own();
	}

	/** Return a component that is known to be keyed. */
	KeyedComponent keyed(String name) {
		return (KeyedComponent) component(name);
	}

	/** Return what keeps things until a component has started. */
	StartGate<?> gate(ActorComponentDefinition component) {
		return component(component.name()).gate();
	}

	private StartedComponent component(String name) {
		return started(name)
			.orElseThrow(() -> new IllegalArgumentException("No actor component '" + name + "' is started here"));
	}

	/** Return a component, if it is there and no template. */
	Optional<StartedComponent> started(String name) {
		return Optional.ofNullable(this.started.get(name));
	}

	/** Return the components of a class. */
	List<ActorComponentDefinition> definitions(Class<?> type) {
		return this.definitions.values().stream().filter((definition) -> definition.type() == type).toList();
	}

	/** Return the components that are no templates. */
	Collection<StartedComponent> started() {
		return this.started.values();
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
			else if (this.started.get(definition.name()) instanceof SingleComponent
					&& this.beanFactory.containsBeanDefinition(definition.name())) {
				startable.add(definition);
			}
		}
		return startable;
	}

	/**
	 * Return what makes actors of the objects of a component.
	 * @param definition the component
	 * @return the binding
	 */
	public ActorBinding binding(ActorComponentDefinition definition) {
		return this.bindings.of(definition.subject(), definition.type());
	}

	/**
	 * Return the way to tell an actor an event after the commit of a transaction, or at
	 * once where Spring's transactions are not on the class path.
	 * @param actor the actor
	 * @return a reference to the same actor
	 */
	public ActorRef afterCommit(ActorRef actor) {
		return CallerSide.afterCommitIfAny(actor);
	}

	/**
	 * Return what finds the actors of the components, and of those of the parents.
	 * @return the actors
	 */
	public Actors actors() {
		return new RegisteredActors(this.lineage);
	}

	/**
	 * Return what knows of components whose actors have failed.
	 * @return the failures
	 */
	public ComponentFailures failures() {
		return this.failures;
	}

	/**
	 * Return what makes factories of actors.
	 * @return the factories
	 */
	public ActorFactories factories() {
		return this.factories;
	}

	/** Return what knows which components use which others. */
	ComponentDependencies dependencies() {
		return new ComponentDependencies(this.beanFactory, this.definitions.values(), this.created);
	}

	/**
	 * Check a component before there is an object of it. What objects of other components
	 * are injected with shows when these start.
	 * @throws RuntimeException if no object can be made, or not be called
	 */
	void check(ActorComponentDefinition definition) {
		new ProxyCheck(this.beanFactory).check(definition, binding(definition));
		if (definition.isKeyed()) {
			new DependencyCheck(this.beanFactory).check(definition);
		}
	}

	void abandonRefs(ActorSystem system) {
		this.started.values().forEach((component) -> component.abandoned(system));
	}

	/**
	 * Return what makes the objects of a component: the way from a definition to an
	 * actor.
	 */
	ActorFactory factory(ActorComponentDefinition definition) {
		return objects(definition);
	}

	/** Return what makes the objects of a keyed component. */
	KeyedActorFactory keyedFactory(ActorComponentDefinition definition) {
		return new SpringKeyedActorFactory(objects(definition), keyed(definition.name()).keyType());
	}

	private SpringActorFactory objects(ActorComponentDefinition definition) {
		return Objects.requireNonNull(this.objects.get(definition.name()));
	}

	/** Return what makes the objects of a class that is no component, or not alone. */
	ActorFactory factory(Class<?> type, Object[] arguments, ActorOptions options) {
		return new ConstructedActorFactory(this.beanFactory, ActorConstructor.find(this.beanFactory, type, arguments),
				options, bindingOfClass(type), this.created.of(type.getName(), this.factories::of));
	}

	private ActorBinding bindingOfClass(Class<?> type) {
		String subject = "The actor class " + type.getName();
		return definitions(type).isEmpty() ? this.bindings.ofNoComponent(subject, type)
				: this.bindings.of(subject, type);
	}

	@Nullable String resolve(String text) {
		return this.beanFactory.resolveEmbeddedValue(text);
	}

}
