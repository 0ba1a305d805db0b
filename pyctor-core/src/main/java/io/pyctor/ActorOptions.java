package io.pyctor;

/**
 * What belongs to one actor besides its name. Immutable: each method returns new options.
 */
public final class ActorOptions {

	private static final ActorOptions DEFAULTS = new ActorOptions(false);

	private static final ActorOptions BLOCKING = new ActorOptions(true);

	private final boolean blocking;

	private ActorOptions(boolean blocking) {
		this.blocking = blocking;
	}

	/**
	 * The options of an actor that computes.
	 * @return the options
	 */
	public static ActorOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Options like these for an actor that blocks, such as on a database or on a remote
	 * service: it runs on a virtual thread where the JVM has them, else on a thread of a
	 * pool that grows as needed, and holds up nobody else.
	 * @return the options
	 */
	public ActorOptions blocking() {
		return BLOCKING;
	}

	/**
	 * Return whether the actor blocks.
	 * @return whether it blocks
	 */
	public boolean isBlocking() {
		return this.blocking;
	}

	/** Whether nothing was asked for. */
	boolean isDefault() {
		return this == DEFAULTS;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ActorOptions options && options.blocking == this.blocking;
	}

	@Override
	public int hashCode() {
		return Boolean.hashCode(this.blocking);
	}

	@Override
	public String toString() {
		return "ActorOptions[blocking=" + this.blocking + "]";
	}

}
