package io.pyctor.spring;

import java.util.concurrent.CountDownLatch;

import org.springframework.context.SmartLifecycle;

/**
 * What takes its time to stop, and is not stopped by a pause of the context: what it has
 * in memory would be lost. Safe for any thread.
 */
public abstract class AwaitedLifecycle implements SmartLifecycle {

	private volatile boolean running;

	/** Create what does not run yet. */
	protected AwaitedLifecycle() {
	}

	@Override
	public final boolean isPauseable() {
		return false;
	}

	@Override
	public final boolean isRunning() {
		return this.running;
	}

	/**
	 * Say whether it runs.
	 * @param running whether it has started and not stopped
	 */
	protected final void running(boolean running) {
		this.running = running;
	}

	/** Stop, and wait for it. */
	@Override
	public final void stop() {
		CountDownLatch stopped = new CountDownLatch(1);
		stop(stopped::countDown);
		try {
			stopped.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public abstract void stop(Runnable callback);

}
