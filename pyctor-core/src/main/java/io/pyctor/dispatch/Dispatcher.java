package io.pyctor.dispatch;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Gives threads to tasks. A task is run once for each {@link #start}, {@link #execute} or
 * {@link #requeue}, with everything visible to it that the caller wrote before. All
 * methods are for any thread.
 */
public interface Dispatcher {

	/**
	 * Run a task soon, on a thread of this dispatcher. Never blocks, and never runs the
	 * task in the caller.
	 * @param task the task, which throws nothing
	 */
	void execute(Runnable task);

	/**
	 * Run a task for the first time, soon: of those that start on one thread the newest
	 * comes first, most of the time.
	 * @param task the task, which throws nothing
	 */
	default void start(Runnable task) {
		execute(task);
	}

	/**
	 * Run a task that has had its turn and wants another: behind everything that waits on
	 * this thread already.
	 * @param task the task, which throws nothing
	 */
	default void requeue(Runnable task) {
		execute(task);
	}

	/**
	 * Wake a thread for tasks that came at the end of a stack, where there was no room
	 * for that, if there are any.
	 */
	default void wakeStranded() {
	}

	/**
	 * Return what the calling thread keeps for the tasks of this dispatcher. Each thread
	 * has its own.
	 * @param <T> its type, the same for all callers
	 * @param initial makes it when the thread has none, which may be at each call
	 * @return what the thread keeps
	 */
	default <T> T local(Supplier<T> initial) {
		return initial.get();
	}

	/**
	 * Give a thread to the tasks that wait behind those that do not come back. For the
	 * end of a system; a second call does nothing.
	 */
	default void relieve() {
	}

	/**
	 * Let the threads end as soon as they have nothing to do. Does not wait; may be
	 * called more than once. Tasks that come later may never run.
	 */
	void close();

	/**
	 * Wait until every thread has ended after {@link #close()}.
	 * @param timeout how long to wait at most
	 * @return whether every thread has ended
	 * @throws InterruptedException if the caller is interrupted while it waits
	 */
	boolean awaitClosed(Duration timeout) throws InterruptedException;

}
