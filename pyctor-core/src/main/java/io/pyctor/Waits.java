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

	/** Let no further message be handled before the stage has completed. */
	static void await(ActorCell cell, Wait wait) {
		if (cell.isStopping()) {
			throw new IllegalStateException(cell.path() + " is stopping; it cannot await anything");
		}
		cell.extras().waits.waits.add(wait);
		Signals.lookAgain(cell);
	}

	boolean isEmpty() {
		return this.waits.isEmpty();
	}

	/**
	 * Wait for nothing any more, and leave nothing behind in stages that never complete.
	 */
	void clear() {
		this.waits.forEach((wait) -> wait.subscription.cancel());
		this.waits.clear();
	}

	/** Have the first stage signal the cell when it completes, if it does not yet. */
	void subscribe(ActorCell cell) {
		Wait wait = this.waits.peek();
		if (wait != null && wait.subscription.begin(cell, wait)) {
			try {
				wait.stage.whenComplete(wait.subscription);
			}
			catch (Throwable ex) {
				// A stage that cannot be waited for has failed.
				wait.subscription.accept(null, ex);
			}
		}
	}

	/** A stage has completed: run its callback, if it is still waited for. */
	void resume(ActorCell cell, Signal.StageCompleted completed) {
		Wait wait = completed.wait;
		if (!this.waits.remove(wait)) {
			return;
		}
		if (wait.context != null) {
			MessageScope.run(cell, wait.context, () -> call(cell, completed),
					(error) -> FaultHandling.failedLater(cell, wait, error));
		}
		else {
			call(cell, completed);
		}
	}

	private void call(ActorCell cell, Signal.StageCompleted completed) {
		Wait wait = completed.wait;
		Turn turn = cell.turn();
		boolean failed = false;
		this.current = wait;
		try {
			wait.callback.accept(completed.value, completed.error);
		}
		catch (Throwable ex) {
			failed = true;
			FaultHandling.failedLater(cell, wait, ex);
		}
		finally {
			this.current = null;
		}
		if (turn.takeGivenUp() && !failed) {
			// It was counted when receive had returned.
			turn.count(cell, -1);
		}
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

		private final BiConsumer<@Nullable Object, @Nullable Throwable> callback;

		final ActorRef sender;

		final Object message;

		final @Nullable MessageContext context;

		private final Subscription subscription = new Subscription();

		Wait(CompletionStage<?> stage, BiConsumer<@Nullable Object, @Nullable Throwable> callback, ActorRef sender,
				Object message, @Nullable MessageContext context) {
			this.stage = Objects.requireNonNull(stage, "'stage' must not be null");
			this.callback = callback;
			this.sender = sender;
			this.message = message;
			this.context = context;
		}

	}

	/**
	 * What a stage keeps: the way to the cell that waits for it, until that is cut.
	 */
	private static final class Subscription implements BiConsumer<@Nullable Object, @Nullable Throwable> {

		private record Subscriber(ActorCell cell, Wait awaited) {
		}

		/** Read by whoever completes the stage. */
		private volatile @Nullable Subscriber subscriber;

		/**
		 * Be the way to a cell.
		 * @return whether it is so from now on only
		 */
		boolean begin(ActorCell cell, Wait wait) {
			if (this.subscriber != null) {
				return false;
			}
			this.subscriber = new Subscriber(cell, wait);
			return true;
		}

		void cancel() {
			this.subscriber = null;
		}

		@Override
		public void accept(@Nullable Object value, @Nullable Throwable error) {
			Subscriber current = this.subscriber;
			if (current != null) {
				Signals.send(current.cell(), new Signal.StageCompleted(current.awaited(), value, unwrap(error)));
			}
		}

	}

}
