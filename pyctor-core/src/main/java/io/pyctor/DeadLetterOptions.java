package io.pyctor;

/**
 * What a system keeps of its dead letters. Immutable.
 */
public final class DeadLetterOptions {

	private static final DeadLetterOptions DEFAULTS = new DeadLetterOptions(1000, 100, false);

	private final int capacity;

	private final int keepMessages;

	private final boolean showContents;

	private DeadLetterOptions(int capacity, int keepMessages, boolean showContents) {
		this.capacity = capacity;
		this.keepMessages = keepMessages;
		this.showContents = showContents;
	}

	/**
	 * Keep the latest 1000 dead letters, with the messages of the latest 100, and show no
	 * contents.
	 * @return the options
	 */
	public static DeadLetterOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Options like these that keep another number of dead letters. Without its message,
	 * one takes about a hundred bytes.
	 * @param letters how many, 0 for none
	 * @return the options
	 */
	public DeadLetterOptions capacity(int letters) {
		return new DeadLetterOptions(atLeastZero(letters, "capacity"), this.keepMessages, this.showContents);
	}

	/**
	 * Options like these that keep the messages of another number of dead letters, so
	 * that they can be redelivered. As long as a message is kept, so is what it holds and
	 * the context in which it was told: with messages of a megabyte, a hundred of them
	 * take a hundred megabytes.
	 * @param letters of how many, the latest; 0 for none
	 * @return the options
	 */
	public DeadLetterOptions keepMessages(int letters) {
		return new DeadLetterOptions(this.capacity, atLeastZero(letters, "keepMessages"), this.showContents);
	}

	/**
	 * Options like these that show what messages and exceptions say, or do not, to
	 * whoever looks at the dead letters.
	 * @param show whether to show it
	 * @return the options
	 */
	public DeadLetterOptions showContents(boolean show) {
		return new DeadLetterOptions(this.capacity, this.keepMessages, show);
	}

	/**
	 * Return how many dead letters are kept.
	 * @return how many at most
	 */
	public int capacity() {
		return this.capacity;
	}

	/**
	 * Return of how many dead letters the messages are kept.
	 * @return of how many at most
	 */
	public int keepMessages() {
		return this.keepMessages;
	}

	/**
	 * Return whether contents are shown.
	 * @return whether they are
	 */
	public boolean showContents() {
		return this.showContents;
	}

	private static int atLeastZero(int value, String name) {
		if (value < 0) {
			throw new IllegalArgumentException("'" + name + "' must be at least 0 (was " + value + ")");
		}
		return value;
	}

}
