package io.pyctor;

import java.util.Optional;

/**
 * Tells a watcher that an actor has stopped. Its sender is the dead actor. Each watcher
 * gets it exactly once, and after everything the actor had told it before.
 *
 * @param actor the actor that has stopped
 * @param reason why it stopped
 * @param cause the failure, if it stopped of one; not there for who began to watch when
 * the actor was dead already, since a dead actor keeps nothing
 */
public record Terminated(ActorRef actor, TerminationReason reason, Optional<Throwable> cause) {

}
