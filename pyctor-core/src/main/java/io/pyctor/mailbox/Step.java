package io.pyctor.mailbox;

/**
 * What a consumer finds when it has finished with a node.
 */
public enum Step {

	/** There is a next node. */
	NEXT,

	/** The mailbox is empty and is no longer the caller's: who finds it idle is next. */
	IDLE,

	/**
	 * A producer has announced a node but not linked it yet. It was probably descheduled
	 * between two instructions; look again later.
	 */
	LINKING

}
