package io.pyctor;

/**
 * A message that stops the actor that gets it. It takes its place in the queue: what was
 * told before is processed, what comes after becomes a dead letter.
 */
public record PoisonPill() {

}
