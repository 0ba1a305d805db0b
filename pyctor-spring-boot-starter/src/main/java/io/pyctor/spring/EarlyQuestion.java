package io.pyctor.spring;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.pyctor.ActorRef;
import io.pyctor.AskTimeoutException;

/**
 * A question that waits for a start. Its time runs from when it was asked, by a clock
 * that needs no actor system.
 */
final class EarlyQuestion<R> {

	private final ComponentActorRef actor;

	private final Object message;

	private final Duration timeout;

	private final Function<ActorRef, CompletableFuture<R>> question;

	private final CompletableFuture<R> answer = new CompletableFuture<>();

	EarlyQuestion(ComponentActorRef actor, Object message, Duration timeout,
			Function<ActorRef, CompletableFuture<R>> question) {
		Assert.notNull(message, "'message' must not be null");
		this.actor = actor;
		this.message = message;
		this.timeout = timeout;
		this.question = question;
	}

	CompletableFuture<R> ask() {
		if (this.timeout.isZero() || this.timeout.isNegative()) {
			return CompletableFuture
				.failedFuture(new IllegalArgumentException("'timeout' must be positive (was " + this.timeout + ")"));
		}
		this.actor.deliver(new EarlyMessage(this.message, null, this::ask, this::refused));
		CompletableFuture<Void> clock = new CompletableFuture<>();
		// What depends on the answer is no work for the thread of the clock.
		clock.orTimeout(TimeUnit.NANOSECONDS.convert(this.timeout), TimeUnit.NANOSECONDS)
			.whenCompleteAsync((nothing, late) -> expire(late));
		this.answer.whenComplete((value, error) -> clock.complete(null));
		return this.answer;
	}

	/** Not within the gate: what depends on the answer is somebody else's code. */
	private void refused() {
		CompletableFuture.runAsync(() -> this.answer.completeExceptionally(this.actor.full(this.message.getClass())));
	}

	private void ask(ActorRef started) {
		try {
			CompletableFuture<R> asked = this.question.apply(started);
			asked.whenComplete(this::complete);
			// Nobody waits for what comes too late, or was cancelled.
			this.answer.whenComplete((value, error) -> asked.cancel(false));
		}
		catch (RuntimeException ex) {
			// A question that cannot be asked must not keep others from a start.
			this.answer.completeExceptionally(ex);
		}
	}

	private void complete(@Nullable R value, @Nullable Throwable error) {
		if (error != null) {
			this.answer.completeExceptionally(error);
		}
		else {
			this.answer.complete(value);
		}
	}

	private void expire(@Nullable Throwable late) {
		if (late != null) {
			String reason = (this.actor.current() != null) ? "it may be busy, or may not answer this message at all"
					: "it has not been started; it starts with the context, so wait for no answer while that makes its beans";
			this.answer.completeExceptionally(new AskTimeoutException(this.actor + " did not answer "
					+ this.message.getClass().getName() + " within " + this.timeout + "; " + reason));
		}
	}

}
