package io.pyctor.spring.metrics;

/**
 * Makes the value of the tag {@code type} from the name of a class.
 */
final class ActorTypeName {

	private ActorTypeName() {
	}

	/**
	 * Return the simple name of a class, without what a proxy adds.
	 * @param className the name of the class
	 */
	static String of(String className) {
		int proxy = className.indexOf("$$");
		String name = (proxy > 0) ? className.substring(0, proxy) : className;
		String local = name.substring(name.lastIndexOf('.') + 1);
		String nested = local.substring(local.lastIndexOf('$') + 1);
		// Local and anonymous classes have a number there, which alone says nothing.
		return (nested.isEmpty() || Character.isDigit(nested.charAt(0))) ? local : nested;
	}

}
