package io.pyctor.benchmarks.engine;

import java.util.function.UnaryOperator;

/**
 * An actor engine as seen from outside its actors. References are plain objects, so that
 * one workload fits all; a process runs one engine only, so that calls stay cheap.
 */
public interface Engine extends AutoCloseable {

	/**
	 * Create an actor.
	 * @param behavior what it does
	 * @return its reference
	 */
	Object spawn(Behavior behavior);

	/**
	 * Send a message from outside.
	 * @param ref the receiver
	 * @param message the message
	 */
	void send(Object ref, Object message);

	/**
	 * Stop an actor after what it was sent before.
	 * @param ref the actor
	 */
	void stop(Object ref);

	/**
	 * Create an actor that answers questions.
	 * @param answer makes the answer
	 * @return its reference, for {@link #ask} only
	 */
	Object spawnAnswering(UnaryOperator<Object> answer);

	/**
	 * Ask and wait for the answer.
	 * @param ref an actor that answers
	 * @param question the question
	 * @return the answer
	 * @throws Exception if there was none
	 */
	Object ask(Object ref, Object question) throws Exception;

	@Override
	void close();

}
