package io.pyctor;

/**
 * What fails on purpose, without the cost of a stack.
 */
final class Mishap extends RuntimeException {

	private static final long serialVersionUID = 1;

	Mishap() {
		super("on purpose", null, false, false);
	}

}
