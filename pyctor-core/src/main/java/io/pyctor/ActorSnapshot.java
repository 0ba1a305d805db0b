package io.pyctor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What could be seen of one actor at one moment, computed when asked for. It holds no
 * message and no actor's object.
 *
 * @param ref the actor
 * @param type the name of the actor's class
 * @param state what it was doing
 * @param mailboxSize how many messages waited
 * @param processed how many messages it had processed without a failure
 * @param failed how many messages it had failed at
 * @param restarted how often it had gone on after a failure, with the same object or with
 * a fresh one
 * @param lastFailure what it failed with last, if it ever did
 * @param goesOnAt when it goes on, if it waits after a failure
 * @param childCount how many children it has
 * @param children its children; where a look was limited, not more of them than that
 */
public record ActorSnapshot(ActorRef ref, String type, ActorState state, long mailboxSize, long processed, long failed,
		long restarted, Optional<LastFailure> lastFailure, Optional<Instant> goesOnAt, int childCount,
		List<ActorSnapshot> children) {

	/**
	 * What an actor failed with, without its text, which may tell of messages.
	 *
	 * @param type the name of the class of what was thrown
	 * @param time when it was thrown
	 */
	public record LastFailure(String type, Instant time) {

	}

}
