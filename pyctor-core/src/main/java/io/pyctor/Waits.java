package io.pyctor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
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

	/** Whether the message that all of them belong to was given back or has failed. */
	private boolean over;

	/** Let no further message be handled before the stage has completed. */
	static void await(ActorCell cell, Wait wait) {
		if (cell.isStopping()) {
			throw new IllegalStateException(cell.path() + " is stopping; it cannot await anything");
		}
		Waits waits = cell.extras().waits;
		if (waits.isUnused()) {
			waits.over = cell.turn().isGivenUp();
		}
		waits.waits.add(wait);
		Signals.lookAgain(cell);
	}

	boolean isEmpty() {
		return this.waits.isEmpty();
	}

	/** The one that is awaited now. */
	@Nullable Wait first() {
		return this.waits.peek();
	}

	/** Nothing is awaited, and nothing was a moment ago. */
	private boolean isUnused() {
		return this.waits.isEmpty() && this.current == null;
	}

	/** Whether the message has come to an end other than being processed. */
	boolean isOver() {
		return this.over && !isUnused();
	}

	/** The message comes to such an end. */
	void end() {
		this.over = true;
	}

	/**
	 * Wait for nothing any more, and leave nothing behind in stages that never complete.
	 */
	void clear() {
		this.over = false;
		this.waits.forEach((wait) -> wait.subscription.cancel());
		this.waits.clear();
	}

	/**
	 * The cell ends while it waits: the message that it was handling comes to no end of
	 * its own, and is a dead letter. Who asked hears of it now.
	 */
	void endWith(ActorCell cell, DeadLetterReason reason) {
		Wait wait = this.waits.peek();
		Recovery recovery = Recovery.of(cell);
		boolean triesAgain = recovery != null && recovery.triesAgain();
		if (wait == null || !wait.counted || this.current != null || triesAgain) {
			// It is no message of anybody, or has come to its end, or does so as one that
			// has failed.
			return;
		}
		this.current = wait;
		try {
			if (CurrentMessage.giveBack(cell)) {
				cell.system().deadLetterSink().cutShort(cell, wait.message, wait.sender, wait.context, reason);
			}
		}
		finally {
			this.current = null;
			clear();
			cell.turn().takeGivenUp();
		}
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
		// A failure may end the cell.
		Turn turn = cell.turn();
		this.current = wait;
		try {
			if (wait.context != null) {
				MessageScope.run(cell, wait.context, () -> call(cell, completed),
						(error) -> FaultHandling.failedLater(cell, wait, error));
			}
			else {
				call(cell, completed);
			}
		}
		finally {
			this.current = null;
		}
		turn.takeGivenUp();
	}

	private static void call(ActorCell cell, Signal.StageCompleted completed) {
		Wait wait = completed.wait;
		try {
			wait.continuation.resume(completed.value, completed.error);
		}
		catch (Throwable ex) {
			FaultHandling.failedLater(cell, wait, ex);
		}
	}

	/** A dependent stage hides the failure behind an exception of its own. */
	static @Nullable Throwable unwrap(@Nullable Throwable error) {
		return (error instanceof CompletionException && error.getCause() != null) ? error.getCause() : error;
	}

	/**
	 * What to do when a stage has completed. A failure of the stage goes on as it is, be
	 * it checked or not: supervision decides by its class.
	 */
	@FunctionalInterface
	interface Continuation {

		void resume(@Nullable Object value, @Nullable Throwable error) throws Throwable;

	}

	/**
	 * One stage, what to do when it completes, and the message that was being handled.
	 */
	static final class Wait {

		private final CompletionStage<?> stage;

		private final Continuation continuation;

		final ActorRef sender;

		final Object message;

		final @Nullable MessageContext context;

		/** Whether the message counts as processed, as far as this wait knows. */
		boolean counted;

		/** Whether the system was shutting down when it was awaited. */
		final boolean late;

		private final Subscription subscription = new Subscription();

		Wait(CompletionStage<?> stage, Continuation continuation, ActorRef sender, Object message,
				@Nullable MessageContext context, boolean late) {
			this.stage = Objects.requireNonNull(stage, "'stage' must not be null");
			this.continuation = continuation;
			this.sender = sender;
			this.message = message;
			this.context = context;
			this.late = late;
			this.counted = !(message instanceof SystemMessage) && !(message instanceof Terminated)
					&& !(message instanceof ReceiveTimeout);
		}

		/** What a fresh object does when it starts belongs to no message. */
		static Wait ofStart(ActorCell cell) {
			return new Wait(CompletableFuture.completedFuture(SystemMessage.START), (value, error) -> {
			}, cell.system().nobody(), SystemMessage.START, null, false);
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
