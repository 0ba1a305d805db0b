package io.pyctor;

/**
 * Where a cell is in its life. It only goes forward.
 */
enum CellPhase {

	/** Its first callback has not returned yet. */
	STARTING,

	/** It gets messages. */
	ACTIVE,

	/** It gets no more messages and waits for its children. */
	STOPPING,

	/** It was stopped. */
	STOPPED,

	/** It stopped of a failure. */
	FAILED,

	/** It was stopped with the system. */
	SHUT_DOWN,

	/** It was passivated. */
	PASSIVATED;

	boolean isEnded() {
		return compareTo(STOPPING) > 0;
	}

	static CellPhase ended(TerminationReason reason) {
		return switch (reason) {
			case STOPPED -> STOPPED;
			case FAILED -> FAILED;
			case SHUTDOWN -> SHUT_DOWN;
			case PASSIVATED -> PASSIVATED;
		};
	}

	TerminationReason reason() {
		return switch (this) {
			case FAILED -> TerminationReason.FAILED;
			case SHUT_DOWN -> TerminationReason.SHUTDOWN;
			case PASSIVATED -> TerminationReason.PASSIVATED;
			default -> TerminationReason.STOPPED;
		};
	}

}
