package io.pyctor;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The address of one incarnation of an actor, such as
 * {@code pyctor://shop/user/orders/42#17}: the system, the names from the root on, and a
 * number that no other actor of the system ever has. Immutable. It can be printed with
 * {@link #address()} and read back with {@link #parse(String)}.
 * <p>
 * Names consist of ASCII letters, digits and {@code - _ . ~ $ @ + : = ,}, at most 255 of
 * them; {@code .} and {@code ..} alone are no names, since clients resolve them in an
 * URL.
 */
public final class ActorPath {

	private static final String SCHEME = "pyctor://";

	private static final String PUNCTUATION = "-_.~$@+:=,";

	static final int MAX_NAME_LENGTH = 255;

	private final String system;

	private final List<String> elements;

	private final long incarnation;

	ActorPath(String system, List<String> elements, long incarnation) {
		this.system = system;
		this.elements = Collections.unmodifiableList(elements);
		this.incarnation = incarnation;
	}

	/**
	 * Read what {@link #address()} printed.
	 * @param address the address
	 * @return the path
	 * @throws IllegalArgumentException if it is no address
	 */
	public static ActorPath parse(String address) {
		int slash = address.indexOf('/', SCHEME.length());
		int hash = address.lastIndexOf('#');
		if (!address.startsWith(SCHEME) || slash < 0 || hash < slash) {
			throw invalidAddress(address);
		}
		try {
			String system = checkName("system", address.substring(SCHEME.length(), slash));
			List<String> elements = split(address.substring(slash, hash));
			return new ActorPath(system, elements, Long.parseLong(address.substring(hash + 1)));
		}
		catch (NumberFormatException ex) {
			throw invalidAddress(address);
		}
	}

	private static IllegalArgumentException invalidAddress(String address) {
		return new IllegalArgumentException(
				"Not an actor address: '" + address + "' (expected pyctor://<system>/<name>/<name>#<number>)");
	}

	/**
	 * Split a path without system and incarnation, such as {@code /user/orders}.
	 */
	static List<String> split(String path) {
		if (!path.startsWith("/") || path.length() == 1) {
			throw new IllegalArgumentException("Not an actor path: '" + path + "' (expected /<name>/<name>)");
		}
		List<String> elements = List.of(path.substring(1).split("/", -1));
		elements.forEach((element) -> checkName("actor", element));
		return elements;
	}

	/**
	 * Check a name against the rules.
	 * @param what what the name is for
	 * @param name the name
	 * @return the name
	 */
	static String checkName(String what, String name) {
		if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
			throw new IllegalArgumentException("The " + what + " name '" + name + "' has " + name.length()
					+ " characters (expected 1 to " + MAX_NAME_LENGTH + ")");
		}
		for (int i = 0; i < name.length(); i++) {
			if (!isAllowed(name.charAt(i))) {
				throw new IllegalArgumentException(
						"The " + what + " name '" + name + "' has the character " + describe(name.charAt(i))
								+ " at position " + i + " (expected ASCII letters, digits and " + PUNCTUATION + ")");
			}
		}
		if (name.equals(".") || name.equals("..")) {
			throw new IllegalArgumentException(
					"The " + what + " name '" + name + "' has a meaning of its own in paths");
		}
		return name;
	}

	static boolean isAllowed(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
				|| PUNCTUATION.indexOf(c) >= 0;
	}

	private static String describe(char c) {
		return (c > ' ' && c < 127) ? "'" + c + "'" : String.format("U+%04X", (int) c);
	}

	/**
	 * Return the name of the system.
	 * @return the name of the system
	 */
	public String system() {
		return this.system;
	}

	/**
	 * Return the names from the root to the actor.
	 * @return the names
	 */
	public List<String> elements() {
		return this.elements;
	}

	/**
	 * Return the name of the actor.
	 * @return the last element
	 */
	public String name() {
		return this.elements.get(this.elements.size() - 1);
	}

	/**
	 * Return the path of the parent, without an incarnation.
	 * @return the path, or nothing for a root
	 */
	public Optional<String> parent() {
		return (this.elements.size() > 1)
				? Optional.of("/" + String.join("/", this.elements.subList(0, this.elements.size() - 1)))
				: Optional.empty();
	}

	/**
	 * Return the number of the incarnation.
	 * @return a number that no other actor of the system ever has
	 */
	public long incarnation() {
		return this.incarnation;
	}

	/**
	 * Return the whole address.
	 * @return the address, such as {@code pyctor://shop/user/orders#17}
	 */
	public String address() {
		return SCHEME + this.system + this + "#" + this.incarnation;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ActorPath path && this.incarnation == path.incarnation
				&& this.system.equals(path.system) && this.elements.equals(path.elements);
	}

	@Override
	public int hashCode() {
		return 31 * this.elements.hashCode() + Long.hashCode(this.incarnation);
	}

	/**
	 * Return the names from the root to the actor, as a path.
	 * @return the path, such as {@code /user/orders}
	 */
	@Override
	public String toString() {
		return "/" + String.join("/", this.elements);
	}

}
