package io.pyctor.spring.deadletter;

import java.util.function.Supplier;

import io.pyctor.ActorRef;
import io.pyctor.DeadLetter;
import io.pyctor.DeadLetterEntry;
import io.pyctor.DeadLetterReason;

/**
 * A dead letter with all that is known of it.
 *
 * @param letter the letter
 * @param sender who had sent it
 * @param entry makes its entry in the store
 */
record FoundLetter(DeadLetter letter, ActorRef sender, Supplier<DeadLetterEntry> entry) {

	DeadLetterReason reason() {
		return this.letter.reason();
	}

	Object message() {
		return this.letter.message();
	}

}
