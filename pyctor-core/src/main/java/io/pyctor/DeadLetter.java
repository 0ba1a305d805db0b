package io.pyctor;

/**
 * A message that was not received. The sender of the message gets it, and so does every
 * {@link DeadLetterListener}. A dead letter that cannot be delivered itself makes no
 * other.
 *
 * @param actor the actor that should have received the message
 * @param message the message
 * @param reason why it was not received
 */
public record DeadLetter(ActorRef actor, Object message, DeadLetterReason reason) {

}
