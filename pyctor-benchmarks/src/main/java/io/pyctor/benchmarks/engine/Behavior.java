package io.pyctor.benchmarks.engine;

/**
 * What an actor of a workload does. An instance belongs to one actor unless it is
 * stateless, and is called for one message at a time.
 */
@FunctionalInterface
public interface Behavior {

	/**
	 * Handle one message.
	 * @param self the actor that got it
	 * @param message the message
	 */
	void receive(Self self, Object message);

}
