package io.pyctor;

/**
 * Why an actor ended.
 */
public enum TerminationReason {

	/** It was stopped, or stopped itself, or its parent did. */
	STOPPED,

	/** It failed and could not go on; {@link Terminated#cause()} says of what. */
	FAILED,

	/** The system was shut down. */
	SHUTDOWN,

	/**
	 * It was idle, or had to go for another one. The next message to its key makes a new
	 * one, see {@link KeyedActors}.
	 */
	PASSIVATED

}
