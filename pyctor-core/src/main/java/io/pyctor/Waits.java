package io.pyctor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * The stages that one cell awaits, one after the other. Used by the cell only.
 */
final class Waits {

	private final Deque<Wait> waits = new ArrayDeque<>();

	/** The wait whose callback runs now. */
	@Nullable Wait current;

	void add(Wait wait) {
		this.waits.add(wait);
	}

	boolean isEmpty() {
		return this.waits.isEmpty();
	}

	void clear() {
		this.waits.clear();
	}

	/** Have the first stage signal the cell when it completes, if it does not yet. */
	void subscribe(ActorCell cell) {
		Wait wait = this.waits.peek();
		if (wait != null && !wait.subscribed) {
			wait.subscribed = true;
			try {
				wait.stage
					.whenComplete((value, error) -> cell.signal(new Signal.StageCompleted(wait, value, unwrap(error))));
			}
			catch (Throwable ex) {
				// A stage that cannot be waited for has failed.
				cell.signal(new Signal.StageCompleted(wait, null, ex));
			}
		}
	}

	/**
	 * Take the first wait off, if it is still waited for.
	 * @return whether it was
	 */
	boolean complete(Wait wait) {
		return this.waits.remove(wait);
	}

	/** A dependent stage hides the failure behind an exception of its own. */
	static @Nullable Throwable unwrap(@Nullable Throwable error) {
		return (error instanceof CompletionException && error.getCause() != null) ? error.getCause() : error;
	}

	/**
	 * One stage, what to do when it completes, and the message that was being handled.
	 */
	static final class Wait {

		private final CompletionStage<?> stage;

		final BiConsumer<@Nullable Object, @Nullable Throwable> callback;

		final ActorRef sender;

		final Object message;

		private boolean subscribed;

		Wait(CompletionStage<?> stage, BiConsumer<@Nullable Object, @Nullable Throwable> callback, ActorRef sender,
				Object message) {
			this.stage = Objects.requireNonNull(stage, "'stage' must not be null");
			this.callback = callback;
			this.sender = sender;
			this.message = message;
		}

	}

}
