package io.pyctor.supervision;

/**
 * What becomes of an actor that has failed.
 */
public enum Directive {

	/** The same object goes on. */
	RESUME,

	/** A fresh object takes its place, after the actor's children have stopped. */
	RESTART,

	/** The actor stops, and its watchers learn the cause. */
	STOP

}
