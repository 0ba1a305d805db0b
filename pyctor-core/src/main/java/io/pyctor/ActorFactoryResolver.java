package io.pyctor;

/**
 * Knows how the objects of a class become actors, such as by a container that injects
 * their constructors. It is what {@link ActorContext#create(Class, String, Object...)}
 * asks. Called from any thread.
 */
@FunctionalInterface
public interface ActorFactoryResolver {

	/**
	 * Return a factory of actors of a class.
	 * @param type the class, which need not be a subclass of {@link Actor}
	 * @param arguments arguments of its constructor, those that the resolver does not
	 * know itself
	 * @return the factory
	 * @throws RuntimeException if no actor can be made of the class with the arguments
	 */
	ActorFactory resolve(Class<?> type, Object... arguments);

}
