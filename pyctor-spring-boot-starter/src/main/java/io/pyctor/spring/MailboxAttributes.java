package io.pyctor.spring;

import io.pyctor.MailboxOptions;
import io.pyctor.Overflow;

/**
 * The attributes of a component that are about its mailbox.
 */
final class MailboxAttributes {

	private MailboxAttributes() {
	}

	/**
	 * Read the attributes, after properties had their word.
	 * @throws ActorComponentException if they make no mailbox
	 */
	static MailboxOptions read(String subject, ActorComponent component, ActorComponentOverrides overrides) {
		int capacity = (overrides.capacity() != null) ? overrides.capacity() : component.capacity();
		Overflow overflow = (overrides.overflow() != null) ? overrides.overflow() : component.overflow();
		if (capacity < 0) {
			throw new ActorComponentException(
					subject + " has @ActorComponent(capacity) with '" + capacity + "', which is no number of places.",
					"Write how many messages may wait, at least 1, or 0 for as many as come.");
		}
		if (capacity > 0) {
			return MailboxOptions.bounded(capacity, overflow);
		}
		if (overrides.capacity() == null && (overrides.overflow() != null || overflow != Overflow.REJECT)) {
			throw new ActorComponentException(
					subject + " says what happens to messages that find no place (overflow '" + overflow
							+ "'), but its mailbox has no capacity.",
					"Write how many messages may wait, such as @ActorComponent(capacity = 1000), or leave overflow out.");
		}
		return MailboxOptions.unbounded();
	}

}
