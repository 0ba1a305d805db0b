package io.pyctor;

/**
 * Says that something failed: the result of a piped stage, or an answer that completes
 * the asker's future with the cause.
 *
 * @param cause what went wrong
 */
public record Failure(Throwable cause) {

}
