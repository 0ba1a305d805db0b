package io.pyctor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

import io.pyctor.dispatch.Dispatcher;

/**
 * Runs each task in the thread that handed it over, after the one that this thread is
 * running. So a test has no threads but its own, and when they have ended everything that
 * they caused has happened. Whether a cell is dispatched, and how often, is decided by
 * the same code as ever.
 */
final class CallingThreadDispatcher implements Dispatcher {

	private final ThreadLocal<Turns> turns = ThreadLocal.withInitial(Turns::new);

	@Override
	public void execute(Runnable task) {
		this.turns.get().add(task);
	}

	@Override
	public void close() {
	}

	@Override
	public boolean awaitClosed(Duration timeout) {
		return true;
	}

	/** What one thread runs and has yet to run. */
	private static final class Turns {

		private final Queue<Runnable> waiting = new ArrayDeque<>();

		private boolean running;

		void add(Runnable task) {
			this.waiting.add(task);
			if (this.running) {
				return;
			}
			this.running = true;
			try {
				for (Runnable next = this.waiting.poll(); next != null; next = this.waiting.poll()) {
					next.run();
				}
			}
			finally {
				this.running = false;
			}
		}

	}

}
