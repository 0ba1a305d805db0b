package io.pyctor.spring.handler;

/**
 * A message could be handled by several methods, and none of them is more specific than
 * the others.
 */
final class AmbiguousMessageException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String methods;

	AmbiguousMessageException(Class<?> messageClass, String methods) {
		super("A " + messageClass.getName() + " could be handled by " + methods
				+ ", and neither is more specific; add a handler for it");
		this.methods = methods;
	}

	String methods() {
		return this.methods;
	}

}
