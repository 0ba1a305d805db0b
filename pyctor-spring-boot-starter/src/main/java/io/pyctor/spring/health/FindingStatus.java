package io.pyctor.spring.health;

/**
 * What a finding means to the health of the system.
 */
public enum FindingStatus {

	/** Nothing: the details tell of it. */
	UP,

	/** The system should be given no work for now. */
	OUT_OF_SERVICE,

	/** Something is broken that does not mend by itself. */
	DOWN

}
