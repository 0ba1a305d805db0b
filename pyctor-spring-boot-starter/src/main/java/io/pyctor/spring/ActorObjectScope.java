package io.pyctor.spring;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.Scope;
import org.springframework.util.ClassUtils;

/**
 * The scope of the objects of {@link ActorComponent actor components}: a new one for each
 * start of an actor, and none for anybody else. Who asks the bean factory for one gets an
 * {@link ActorComponentException} that says to take the reference. Safe for any thread.
 */
final class ActorObjectScope implements Scope {

	static final String NAME = "actor";

	/** What an object's definition finds the key of its actor by, see {@link Key}. */
	static final String KEY = "pyctorActorKey";

	private final ConfigurableBeanFactory beanFactory;

	/** What this thread is making an object of. */
	private final ThreadLocal<@Nullable Admitted> admitted = new ThreadLocal<>();

	/**
	 * What an object is made of.
	 *
	 * @param objectName the name of the definition
	 * @param key the key of its actor, if that is keyed
	 */
	private record Admitted(String objectName, @Nullable Object key) {
	}

	private ActorObjectScope(ConfigurableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return the scope of a bean factory, which has one from now on.
	 */
	static ActorObjectScope of(ConfigurableBeanFactory beanFactory) {
		if (beanFactory.getRegisteredScope(NAME) instanceof ActorObjectScope registered) {
			return registered;
		}
		ActorObjectScope scope = new ActorObjectScope(beanFactory);
		beanFactory.registerScope(NAME, scope);
		return scope;
	}

	/**
	 * Make a new object for an actor.
	 */
	Object create(String objectName, @Nullable Object key) {
		Admitted before = this.admitted.get();
		this.admitted.set(new Admitted(objectName, key));
		try {
			return this.beanFactory.getBean(objectName);
		}
		finally {
			restore(before);
		}
	}

	private void restore(@Nullable Admitted before) {
		if (before != null) {
			this.admitted.set(before);
		}
		else {
			this.admitted.remove();
		}
	}

	@Override
	public Object get(String name, ObjectFactory<?> objectFactory) {
		Admitted admitted = this.admitted.get();
		if (admitted == null || !name.equals(admitted.objectName())) {
			throw refused(ActorComponentDefinition.componentName(name), this.beanFactory.getType(name));
		}
		return objectFactory.getObject();
	}

	private ActorComponentException refused(String name, @Nullable Class<?> type) {
		String className = (type != null) ? ClassUtils.getShortName(type) : "its class";
		return new ActorComponentException("The object of the actor component '" + name + "' ("
				+ ((type != null) ? type.getName() : className) + ") was asked for, but it belongs to its actor alone.",
				action(name, className));
	}

	/** Where the reference of the only actor would be, others have something else. */
	private String action(String name, String className) {
		if (!this.beanFactory.containsBean(name)) {
			return "It is not started with the context ('start = false'): let an actor create a child of it, with "
					+ "'context.create(" + className + ".class, \"...\")', and tell or ask that.";
		}
		if (this.beanFactory instanceof ListableBeanFactory beans && ActorRefBeans.refusals(beans).containsKey(name)) {
			return "It has an actor for each key: inject 'Actors actors' in place of '" + className
					+ "', and tell or ask the actor of a key, 'actors.of(" + className + ".class, key)'.";
		}
		return "Inject '" + parameter(name) + "' in place of '" + className
				+ "' and tell or ask it. An actor creates a child of that class with 'create(" + className
				+ ".class)'.";
	}

	private static String parameter(String name) {
		boolean identifier = Character.isJavaIdentifierStart(name.charAt(0))
				&& name.chars().allMatch(Character::isJavaIdentifierPart);
		return identifier ? "ActorRef " + name : "@Qualifier(\"" + name + "\") ActorRef actor";
	}

	@Override
	public @Nullable Object remove(String name) {
		return null;
	}

	/** Left to the actor's factory, which knows when the actor has ended. */
	@Override
	public void registerDestructionCallback(String name, Runnable callback) {
	}

	@Override
	public @Nullable Object resolveContextualObject(String key) {
		Admitted admitted = this.admitted.get();
		return (key.equals(KEY) && admitted != null) ? admitted.key() : null;
	}

	@Override
	public @Nullable String getConversationId() {
		return null;
	}

}
