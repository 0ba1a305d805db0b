package io.pyctor;

/**
 * What an actor is doing.
 */
public enum ActorState {

	/** Nothing waits and nothing is handled. */
	IDLE,

	/** A message is handled, or some wait for a thread. */
	BUSY,

	/** It awaits a stage, or a pool a free worker; its mailbox is paused. */
	AWAITING,

	/**
	 * It has failed and waits before it goes on: for a time, or for its children to stop
	 * before it is restarted.
	 */
	BACKING_OFF,

	/** It is stopping: it waits for its children, or for its last callback. */
	STOPPING,

	/** It has stopped. */
	STOPPED

}
