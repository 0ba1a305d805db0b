package io.pyctor.dispatch;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A thread for each task while it runs, so that a task that blocks holds up no other.
 */
final class BlockingDispatcher implements Dispatcher {

	private final PlatformThreads platformThreads;

	private final ExecutorService executor;

	private final Runnable whenIdle;

	BlockingDispatcher(String name, boolean virtualThreads, Runnable whenIdle) {
		this.whenIdle = whenIdle;
		this.platformThreads = new PlatformThreads(name);
		this.executor = virtualThreads ? VirtualThreads.executor(name + "-").orElseGet(this.platformThreads::executor)
				: this.platformThreads.executor();
	}

	@Override
	public void execute(Runnable task) {
		this.executor.execute(() -> run(task));
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		finally {
			// An interrupt that was meant for this task must not reach the next one.
			Thread.interrupted();
			this.whenIdle.run();
		}
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

	@Override
	public boolean awaitClosed(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		return this.executor.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS)
				&& this.platformThreads.join(deadline);
	}

}
