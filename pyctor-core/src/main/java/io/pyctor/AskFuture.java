package io.pyctor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.pyctor.dispatch.Patience;

/**
 * An answer that is on its way: who waits for it looks a moment before it sleeps, since
 * most answers take less time than to wake a thread.
 */
final class AskFuture<R> extends CompletableFuture<R> {

	private final Patience patience;

	AskFuture(Patience patience) {
		this.patience = patience;
	}

	@Override
	public R get() throws InterruptedException, ExecutionException {
		if (isDone()) {
			return super.get();
		}
		long begin = System.nanoTime();
		boolean seen = look(begin);
		try {
			return super.get();
		}
		finally {
			this.patience.learn(begin, seen);
		}
	}

	@Override
	public R get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		// A wait as short as a look is left to the caller.
		if (isDone() || unit.toMillis(timeout) == 0) {
			return super.get(timeout, unit);
		}
		long begin = System.nanoTime();
		boolean seen = look(begin);
		try {
			return super.get(timeout, unit);
		}
		finally {
			this.patience.learn(begin, seen);
		}
	}

	@Override
	public R join() {
		if (isDone()) {
			return super.join();
		}
		long begin = System.nanoTime();
		boolean seen = look(begin);
		try {
			return super.join();
		}
		finally {
			this.patience.learn(begin, seen);
		}
	}

	private boolean look(long begin) {
		return this.patience.await(() -> isDone() || Thread.currentThread().isInterrupted(), begin);
	}

	/** What depends on the answer takes its own time. */
	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

}
