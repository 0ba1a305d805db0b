package io.pyctor.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A task that counts how often it was taken out of a queue.
 */
final class CountedTask implements Runnable {

	private final AtomicInteger runs = new AtomicInteger();

	@Override
	public void run() {
		this.runs.incrementAndGet();
	}

	int runs() {
		return this.runs.get();
	}

	/** Run a task that was found, if any. */
	static boolean run(@Nullable Runnable task) {
		if (task != null) {
			task.run();
		}
		return task != null;
	}

	/** Run all that is in a queue. By its owner. */
	static void runAll(RunQueue queue) {
		while (run(queue.poll())) {
			// Until it is empty.
		}
	}

}
