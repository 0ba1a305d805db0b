package io.pyctor;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The context of a message that was a dead letter before: what it had then, and how often
 * that was. A context goes with a message wherever it waits, so nothing else has to know
 * of redelivery.
 *
 * @param context what it had when it was told first
 * @param attempts how often it was a dead letter
 */
record RedeliveredContext(@Nullable MessageContext context, int attempts) implements MessageContext {

	private static final Scope NOTHING = () -> {
	};

	@Override
	public Scope enter() {
		return (this.context != null) ? this.context.enter() : NOTHING;
	}

	@Override
	public Optional<String> traceId() {
		return (this.context != null) ? this.context.traceId() : Optional.empty();
	}

}
