package io.pyctor;

import java.time.Duration;

/**
 * Tells an actor that it has received nothing for some time, if it asked for that. The
 * sender is nobody.
 *
 * @param timeout the time that the actor had asked for
 * @see ActorContext#receiveTimeout(Duration)
 */
public record ReceiveTimeout(Duration timeout) {

}
