package io.pyctor.benchmarks.engine;

/**
 * What an actor can do while it handles a message. Engines that have senders send in the
 * actor's name.
 */
public interface Self {

	/**
	 * Return the reference of this actor.
	 * @return what {@link #send} takes
	 */
	Object ref();

	/**
	 * Send a message.
	 * @param ref the receiver
	 * @param message the message
	 */
	void send(Object ref, Object message);

	/**
	 * Create an actor, as a child where the engine has children.
	 * @param behavior what it does
	 * @return its reference
	 */
	Object spawn(Behavior behavior);

	/**
	 * Stop this actor. It has no message waiting.
	 */
	void finish();

}
