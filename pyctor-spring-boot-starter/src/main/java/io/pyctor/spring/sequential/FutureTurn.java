package io.pyctor.spring.sequential;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import io.pyctor.spring.SequentialCallRejectedException;

/**
 * The turn of a call that answers later, and lasts until then.
 */
final class FutureTurn extends HandedTurn {

	private final Function<Object, CompletionStage<?>> stages;

	private final CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();

	/** A foreign stage may fail after it has told that it completed. */
	private final AtomicBoolean ended = new AtomicBoolean();

	FutureTurn(SequentialMethod method, Object key, MethodInvocation invocation, CallServices services,
			Function<Object, CompletionStage<?>> stages) {
		super(method, key, invocation, services);
		this.stages = stages;
	}

	CompletableFuture<@Nullable Object> answer() {
		return this.answer;
	}

	@Override
	void call() {
		if (this.answer.isDone()) {
			end(null, null);
			return;
		}
		CompletionStage<?> stage;
		try {
			Object returned = proceed();
			if (returned == null) {
				throw new IllegalStateException(method() + " has returned null in place of a future");
			}
			stage = this.stages.apply(returned);
		}
		catch (Throwable ex) {
			failed(ex);
			return;
		}
		stage.whenComplete(this::end);
	}

	@Override
	void failed(Throwable exception) {
		end(null, exception);
	}

	/** The turn ends first: who gets the answer may do anything, such as call again. */
	private void end(@Nullable Object value, @Nullable Throwable error) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		group().pass(this);
		if (error != null) {
			this.answer.completeExceptionally(error);
		}
		else {
			this.answer.complete(value);
		}
	}

	@Override
	void abandon(SequentialCallRejectedException reason) {
		this.answer.completeExceptionally(reason);
	}

}
