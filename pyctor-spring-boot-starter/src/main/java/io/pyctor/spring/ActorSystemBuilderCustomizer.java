package io.pyctor.spring;

import io.pyctor.ActorSystemBuilder;

/**
 * A bean of this type changes the settings of the actor system before it is built, after
 * the properties were applied. Several are called in their order.
 */
@FunctionalInterface
public interface ActorSystemBuilderCustomizer {

	/**
	 * Change the settings.
	 * @param builder the builder of the system
	 */
	void customize(ActorSystemBuilder builder);

}
