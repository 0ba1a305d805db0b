package io.pyctor.mailbox;

/**
 * What happened to a node that was offered to a {@link Mailbox}.
 */
public enum Offer {

	/** It waits; the consumer is already on its way. */
	QUEUED,

	/** It waits, and it found the mailbox idle: the caller has to wake the consumer. */
	WAKE,

	/** The mailbox is closed; the node was handed to {@link Mailbox#refused}. */
	CLOSED

}
