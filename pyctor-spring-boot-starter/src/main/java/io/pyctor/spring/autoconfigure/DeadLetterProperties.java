package io.pyctor.spring.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.pyctor.DeadLetterOptions;

/**
 * The settings of dead letters: messages that were not received.
 *
 * @param capacity Number of dead letters that are kept, the latest.
 * @param keepMessages Number of dead letters, the latest, whose messages are kept, so
 * that they can be redelivered. A message that is kept takes its memory.
 * @param showContents Whether what messages and exceptions say is shown to whoever looks
 * at the dead letters.
 * @param handlerCapacity Number of dead letters that may wait for '@DeadLetterHandler'
 * methods.
 */
@ConfigurationProperties("pyctor.dead-letters")
public record DeadLetterProperties(@DefaultValue("1000") int capacity, @DefaultValue("100") int keepMessages,
		@DefaultValue("false") boolean showContents, @DefaultValue("1000") int handlerCapacity) {

	public DeadLetterProperties {
		PyctorProperties.check(capacity >= 0, "dead-letters.capacity", capacity, "at least 0");
		PyctorProperties.check(keepMessages >= 0, "dead-letters.keep-messages", keepMessages, "at least 0");
		PyctorProperties.check(handlerCapacity >= 1, "dead-letters.handler-capacity", handlerCapacity, "at least 1");
	}

	DeadLetterOptions options() {
		return DeadLetterOptions.defaults()
			.capacity(this.capacity)
			.keepMessages(this.keepMessages)
			.showContents(this.showContents);
	}

}
