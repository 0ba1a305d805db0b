package io.pyctor.mailbox;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A node that counts what happens to it, on whatever thread.
 */
final class CountedNode extends MailboxNode<CountedNode> {

	final char name;

	private final AtomicInteger consumed = new AtomicInteger();

	private final AtomicInteger refused = new AtomicInteger();

	CountedNode(char name) {
		this.name = name;
	}

	void consumed() {
		this.consumed.incrementAndGet();
	}

	void refused() {
		this.refused.incrementAndGet();
	}

	/**
	 * Return {@code C} for consumed once, {@code R} for refused once, else what it was.
	 */
	String fate() {
		int consumed = this.consumed.get();
		int refused = this.refused.get();
		if (consumed + refused != 1) {
			return "(" + this.name + " consumed " + consumed + " refused " + refused + ")";
		}
		return (consumed == 1) ? "C" : "R";
	}

}
