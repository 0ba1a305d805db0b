package io.pyctor.spring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils.MethodFilter;

/**
 * Knows which components use which others: those whose references were injected into
 * their objects, into children that these have created so far by their class, or into
 * beans that were injected there, and so on. Who has {@link Actors} may use any
 * component, and so may whoever publishes an event, of one that listens to events. For
 * the end of a context, when objects have been made. Safe for any thread.
 */
final class ComponentDependencies {

	private static final MethodFilter LISTENER = (method) -> AnnotatedElementUtils.hasAnnotation(method,
			ActorListener.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final List<ActorComponentDefinition> components;

	/** Those that anybody may use who publishes an event. */
	private final Set<ActorComponentDefinition> listeners;

	private final CreatedClasses created;

	ComponentDependencies(ConfigurableListableBeanFactory beanFactory, Collection<ActorComponentDefinition> components,
			CreatedClasses created) {
		this.beanFactory = beanFactory;
		this.components = List.copyOf(components);
		this.listeners = components.stream().filter(ComponentDependencies::listensToEvents).collect(Collectors.toSet());
		this.created = created;
	}

	/** Return the components that a component may use. */
	Set<ActorComponentDefinition> of(ActorComponentDefinition user) {
		Set<String> beans = beansOf(user.objectName());
		boolean any = beans.stream().anyMatch(this::areActors);
		Set<ActorComponentDefinition> used = new LinkedHashSet<>();
		for (ActorComponentDefinition component : this.components) {
			if (component == user ? (any && user.isKeyed())
					: any || beans.contains(component.name()) || this.listeners.contains(component)) {
				used.add(component);
			}
		}
		return used;
	}

	/** What is injected need not be a bean: the context itself has a name, too. */
	private boolean areActors(String name) {
		return this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, Actors.class);
	}

	/** Not beyond the references of other components. */
	private Set<String> beansOf(String objectName) {
		Set<String> beans = new HashSet<>();
		Deque<String> next = new ArrayDeque<>(List.of(objectName));
		while (!next.isEmpty()) {
			String name = next.pop();
			List<String> dependencies = new ArrayList<>(List.of(this.beanFactory.getDependenciesForBean(name)));
			for (String type : this.created.by(name)) {
				dependencies.add(type);
				dependencies.addAll(objectsOf(type));
			}
			for (String dependency : dependencies) {
				if (beans.add(dependency) && !isReference(dependency)) {
					next.push(dependency);
				}
			}
		}
		return beans;
	}

	private boolean isReference(String beanName) {
		return this.components.stream().anyMatch((component) -> component.name().equals(beanName));
	}

	/** Children of a class may be made of a component. */
	private List<String> objectsOf(String type) {
		return this.components.stream()
			.filter((component) -> component.type().getName().equals(type))
			.map(ActorComponentDefinition::objectName)
			.toList();
	}

	private static boolean listensToEvents(ActorComponentDefinition component) {
		return !MethodIntrospector.selectMethods(component.type(), LISTENER).isEmpty();
	}

}
