package io.pyctor;

import java.util.List;

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
 * @param restarted how often it had been restarted after a failure
 * @param childCount how many children it has
 * @param children its children; where a look was limited, not more of them than that
 */
public record ActorSnapshot(ActorRef ref, String type, ActorState state, long mailboxSize, long processed, long failed,
		long restarted, int childCount, List<ActorSnapshot> children) {

}
