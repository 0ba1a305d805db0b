package io.pyctor;

/**
 * Says which messages of an actor come first. Called by whoever tells, on any thread, so
 * it must be quick and depend on nothing but the message. What it throws is thrown by
 * {@code tell}, and the message is not accepted. Where a message waits until the actor of
 * its key begins, or its context starts, and so is told already, it fails with what is
 * thrown: it becomes a dead letter, and the answer to whoever asked.
 */
@FunctionalInterface
public interface MessagePriority {

	/**
	 * Return the priority of a message.
	 * @param message the message
	 * @return the priority; a greater one comes first
	 */
	int of(Object message);

}
