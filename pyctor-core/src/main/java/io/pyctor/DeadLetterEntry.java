package io.pyctor;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a dead letter in the {@link DeadLetterStore}, at the moment when
 * somebody looked.
 *
 * @param id its number: every dead letter of a system has one, and later ones have
 * greater numbers
 * @param time when it was found
 * @param reason why the message was not received
 * @param target the path of the actor that should have received it
 * @param sender the path of who had sent it
 * @param messageType the name of the message's class
 * @param attempts how often the message was redelivered before and came back
 * @param traceId the trace in which the message was told, where it is known
 * @param failure the name of the exception's class, if the actor failed at the message;
 * with the exception's message, if contents are shown
 * @param redeliverable whether the message was there to be redelivered
 * @param content the message as text, if contents
 * {@linkplain DeadLetterOptions#showContents are shown} and the message was there
 */
public record DeadLetterEntry(long id, Instant time, DeadLetterReason reason, String target, String sender,
		String messageType, int attempts, Optional<String> traceId, Optional<String> failure, boolean redeliverable,
		Optional<String> content) {

}
