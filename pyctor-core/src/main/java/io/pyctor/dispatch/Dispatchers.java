package io.pyctor.dispatch;

/**
 * The dispatchers there are.
 */
public final class Dispatchers {

	private Dispatchers() {
	}

	/**
	 * A pool for tasks that compute: a fixed number of threads, started when first
	 * needed, that keep what a task passes on where it is and spread work that would
	 * otherwise wait.
	 * @param name the beginning of the threads' names
	 * @param parallelism the number of threads, at least 1
	 * @return the dispatcher
	 */
	public static Dispatcher workers(String name, int parallelism) {
		return new WorkerDispatcher(name, parallelism);
	}

	/**
	 * Like {@link #workers(String, int)}, with something to do when there is nothing.
	 * @param name the beginning of the threads' names
	 * @param parallelism the number of threads, at least 1
	 * @param whenIdle run by each thread that has run out of tasks, before it rests and
	 * for some milliseconds now and then; must be short and throw nothing
	 * @return the dispatcher
	 */
	public static Dispatcher workers(String name, int parallelism, Runnable whenIdle) {
		return new WorkerDispatcher(name, parallelism, Thread::start, whenIdle);
	}

	/**
	 * A dispatcher for tasks that block: each task has a thread for itself while it runs.
	 * They are virtual threads where the JVM has them (21 and later), else platform
	 * threads from a pool that grows as needed and drops a thread that was idle for a
	 * minute.
	 * @param name the beginning of the threads' names
	 * @return the dispatcher
	 */
	public static Dispatcher blocking(String name) {
		return blocking(name, true);
	}

	/**
	 * Like {@link #blocking(String)}, with a say in the kind of threads.
	 * @param name the beginning of the threads' names
	 * @param virtualThreads whether to use virtual threads where the JVM has them
	 * @return the dispatcher
	 */
	public static Dispatcher blocking(String name, boolean virtualThreads) {
		return blocking(name, virtualThreads, () -> {
		});
	}

	/**
	 * Like {@link #blocking(String, boolean)}, with something to do after each task.
	 * @param name the beginning of the threads' names
	 * @param virtualThreads whether to use virtual threads where the JVM has them
	 * @param whenIdle run by each thread that is through with its task; must be short and
	 * throw nothing
	 * @return the dispatcher
	 */
	public static Dispatcher blocking(String name, boolean virtualThreads, Runnable whenIdle) {
		return new BlockingDispatcher(name, virtualThreads, whenIdle);
	}

}
