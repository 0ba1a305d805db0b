package io.pyctor;

/**
 * What happens to a message that finds a bounded mailbox full. Nothing waits and nothing
 * vanishes: what is not handled is a dead letter, of which its sender learns.
 *
 * @see MailboxOptions#bounded(int, Overflow)
 */
public enum Overflow {

	/**
	 * The message is not accepted: {@link ActorRef#tryTell} returns false; otherwise it
	 * becomes a dead letter with the reason {@link DeadLetterReason#MAILBOX_FULL}, and a
	 * question fails at once with a {@link MailboxFullException}.
	 */
	REJECT,

	/**
	 * The message is accepted and dropped: it becomes a dead letter with the reason
	 * {@link DeadLetterReason#DROPPED}. For what is told over and over and is as good a
	 * moment later.
	 */
	DROP_NEWEST,

	/**
	 * The message is accepted and takes the place of the one that has waited longest,
	 * which becomes a dead letter with the reason {@link DeadLetterReason#DROPPED}. For
	 * what grows old, such as the price of something. Tellers and the actor share a lock
	 * for a moment.
	 */
	DROP_OLDEST

}
