package io.pyctor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Threads outside the engine that do the same at the same time. What one of them throws
 * fails the test.
 */
final class Outsiders {

	private final List<CompletableFuture<Void>> ends = new ArrayList<>();

	interface Work {

		void run(int number) throws Exception;

	}

	static Outsiders start(int count, Work work) {
		Outsiders outsiders = new Outsiders();
		for (int i = 0; i < count; i++) {
			int number = i;
			CompletableFuture<Void> end = new CompletableFuture<>();
			outsiders.ends.add(end);
			new Thread(() -> {
				try {
					work.run(number);
					end.complete(null);
				}
				catch (Throwable ex) {
					end.completeExceptionally(ex);
				}
			}, "outsider-" + number).start();
		}
		return outsiders;
	}

	void join() throws InterruptedException, ExecutionException, TimeoutException {
		for (CompletableFuture<Void> end : this.ends) {
			end.get(60, TimeUnit.SECONDS);
		}
	}

}
