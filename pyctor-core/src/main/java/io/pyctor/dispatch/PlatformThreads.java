package io.pyctor.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a pool that grows as needed and shrinks when idle: what there is for
 * tasks that block where the JVM has no virtual threads.
 */
final class PlatformThreads implements ThreadFactory {

	private static final long IDLE_SECONDS = 60;

	private static final int SMALL = 64;

	private final String name;

	private final List<Thread> threads = new ArrayList<>();

	private long made;

	/** From this size on the list is cleared of threads that have ended. */
	private int full = SMALL;

	PlatformThreads(String name) {
		this.name = name;
	}

	ExecutorService executor() {
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
				this);
	}

	@Override
	public synchronized Thread newThread(Runnable task) {
		if (this.threads.size() >= this.full) {
			this.threads.removeIf((thread) -> thread.getState() == Thread.State.TERMINATED);
			this.full = Math.max(SMALL, 2 * this.threads.size());
		}
		Thread thread = new Thread(null, task, this.name + "-" + ++this.made, 0, false);
		// Not as the thread that happens to make it.
		thread.setDaemon(false);
		this.threads.add(thread);
		return thread;
	}

	/**
	 * Wait for the end of every thread. The pool says that it has terminated a moment
	 * before its last thread is gone.
	 * @return whether every thread has ended
	 */
	boolean join(long deadline) throws InterruptedException {
		List<Thread> last;
		synchronized (this) {
			last = List.copyOf(this.threads);
		}
		for (Thread thread : last) {
			TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
			if (thread.isAlive()) {
				return false;
			}
		}
		return true;
	}

}
