package io.pyctor;

/**
 * Says that something is done that has no value of its own: the result of a piped stage
 * that completed with null, and the answer to a question whose answer is null, such as an
 * {@code Ask<Void>}.
 */
public record Done() {

}
