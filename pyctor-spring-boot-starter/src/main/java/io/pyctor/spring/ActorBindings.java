package io.pyctor.spring;

/**
 * Decides how the objects of a class become actors: what kinds of actor classes there
 * are. Safe for any thread.
 */
public interface ActorBindings {

	/**
	 * Return the binding of a class, the same one for each call.
	 * @param subject the start of a sentence about the class
	 * @param type the class
	 * @return the binding
	 * @throws ActorComponentException if its objects cannot become actors
	 */
	ActorBinding of(String subject, Class<?> type);

	/**
	 * Return the binding of a class of which there is no component.
	 * @param subject the start of a sentence about the class
	 * @param type the class
	 * @return the binding
	 * @throws ActorComponentException if its objects cannot become actors, or wait for
	 * what only components are told
	 */
	ActorBinding ofNoComponent(String subject, Class<?> type);

}
