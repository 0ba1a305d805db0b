package io.pyctor.spring.metrics;

/**
 * The names of the meters and their tags.
 */
final class ActorMeters {

	static final String PREFIX = "pyctor.";

	static final String LIVE = "pyctor.actors.live";

	static final String RESTARTED = "pyctor.actors.restarted";

	static final String MAILBOX_SIZE = "pyctor.mailbox.size";

	static final String PROCESSED = "pyctor.messages.processed";

	static final String FAILED = "pyctor.messages.failed";

	static final String DEAD_LETTERS = "pyctor.dead.letters";

	static final String QUEUED = "pyctor.messages.queued";

	static final String KEYED_ACTIVE = "pyctor.keyed.active";

	static final String KEYED_ACTIVATIONS = "pyctor.keyed.activations";

	static final String KEYED_PASSIVATIONS = "pyctor.keyed.passivations";

	static final String TYPE = "type";

	/** Stands in for the types as long as there is none, so that each name is known. */
	static final String NO_TYPE = "none";

	static final String REASON = "reason";

	private ActorMeters() {
	}

}
