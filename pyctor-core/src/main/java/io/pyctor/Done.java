package io.pyctor;

/**
 * Says that something is done that has no value of its own: the result of a piped stage
 * that completed with null, and a handy answer to a command.
 */
public record Done() {

}
