package io.pyctor.soak;

/**
 * A message in the accounts: it is processed or becomes a dead letter, once.
 */
interface Accounted {

	/** An actor got it. */
	void processed();

	/** No actor got it. */
	void dead();

}
