package io.pyctor.spring.sequential;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;

import io.pyctor.spring.ActorSystemLifecycle;
import io.pyctor.spring.AwaitedLifecycle;

/**
 * Has calls of {@link io.pyctor.spring.Sequential} methods that were accepted made before
 * the context goes, and refuses later ones. They end after the last request and after the
 * actors, which may make such calls, while the beans that they use are still there. Safe
 * for any thread.
 */
public final class SequentialLifecycle extends AwaitedLifecycle implements DisposableBean {

	/** The phase: before the actors start, and after they have stopped. */
	public static final int PHASE = ActorSystemLifecycle.PHASE - 1;

	private static final Logger logger = LoggerFactory.getLogger(SequentialLifecycle.class);

	private static final long LOOK_MILLIS = 2;

	private final SequentialCalls calls;

	private final Duration shutdownTimeout;

	/**
	 * Create the lifecycle.
	 * @param calls the calls of the context
	 * @param shutdownTimeout how long calls have to come to their end
	 */
	public SequentialLifecycle(SequentialCalls calls, Duration shutdownTimeout) {
		this.calls = calls;
		this.shutdownTimeout = shutdownTimeout;
	}

	/**
	 * Return the calls.
	 * @return the calls of the context
	 */
	public SequentialCalls calls() {
		return this.calls;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void start() {
		this.calls.open();
		running(true);
	}

	/**
	 * Accept no calls any more and let those that were accepted come to their end. Does
	 * not wait.
	 * @param callback is called when they have ended, and at the latest at the timeout
	 */
	@Override
	public void stop(Runnable callback) {
		this.calls.close();
		int left = this.calls.size();
		if (left == 0) {
			stopped(callback);
			return;
		}
		Thread thread = new Thread(() -> {
			try {
				drain(left);
			}
			finally {
				stopped(callback);
			}
		}, "pyctor-sequential-stop");
		thread.setDaemon(true);
		thread.start();
	}

	private void stopped(Runnable callback) {
		running(false);
		callback.run();
	}

	private void drain(int left) {
		long start = System.nanoTime();
		try {
			while (this.calls.size() > 0 && System.nanoTime() - start < this.shutdownTimeout.toNanos()) {
				TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (this.calls.size() > 0) {
			this.calls.abandon(this.shutdownTimeout);
		}
		else {
			logger.info("Sequential calls have ended in {} ms: {} were under way",
					TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), left);
		}
	}

	/** A context that never started is not stopped, but may have calls. */
	@Override
	public void destroy() {
		this.calls.close();
		if (this.calls.size() > 0) {
			drain(this.calls.size());
		}
		this.calls.end();
	}

}
