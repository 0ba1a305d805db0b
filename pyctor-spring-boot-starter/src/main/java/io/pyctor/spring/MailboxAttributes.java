package io.pyctor.spring;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;

import io.pyctor.MailboxOptions;
import io.pyctor.MessagePriority;
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
		MailboxOptions mailbox = bound(subject, component, overrides);
		Class<? extends MessagePriority> priority = ActorComponentOverrides.or(overrides.priority(),
				component.priority());
		if (priority == MessagePriority.class) {
			return mailbox;
		}
		if (mailbox.overflow() == Overflow.DROP_OLDEST) {
			throw new ActorComponentException(
					subject + " has priorities, so its oldest message is not the next one and cannot be dropped.",
					"Choose the overflow REJECT or DROP_NEWEST, or leave the priority out.");
		}
		return mailbox.priority(instantiate(subject, priority));
	}

	private static MessagePriority instantiate(String subject, Class<? extends MessagePriority> priority) {
		// A property can name any class.
		if (!MessagePriority.class.isAssignableFrom(priority)) {
			throw new ActorComponentException(subject + " has the priority " + priority.getName() + ", which is no "
					+ MessagePriority.class.getName() + ".", "Name a class that implements it.");
		}
		try {
			return BeanUtils.instantiateClass(priority);
		}
		catch (BeanInstantiationException ex) {
			throw new ActorComponentException(
					subject + " has the priority " + priority.getName() + ", of which no object can be made: "
							+ ex.getMessage() + ".",
					"Give the class a constructor without parameters, and make it static if it is nested.", ex);
		}
	}

	private static MailboxOptions bound(String subject, ActorComponent component, ActorComponentOverrides overrides) {
		int capacity = ActorComponentOverrides.or(overrides.capacity(), component.capacity());
		Overflow overflow = ActorComponentOverrides.or(overrides.overflow(), component.overflow());
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
