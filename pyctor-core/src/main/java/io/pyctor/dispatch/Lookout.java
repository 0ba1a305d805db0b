package io.pyctor.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * What one watcher saw at its last look, and so what has been waiting since: that is
 * overdue, and the watcher takes it over. The watcher's own thread only.
 */
final class Lookout {

	private final Worker[] workers;

	private final Worker self;

	private final long[] turns;

	private final long[] tails;

	private final long[] tops;

	private @Nullable Object firstOutside;

	/** Take the first look. */
	Lookout(Worker[] workers, Worker self) {
		this.workers = workers;
		this.self = self;
		this.turns = new long[workers.length];
		this.tails = new long[workers.length];
		this.tops = new long[workers.length];
		look();
	}

	private void look() {
		for (int i = 0; i < this.workers.length; i++) {
			this.turns[i] = this.workers[i].turns();
			this.tails[i] = this.workers[i].queue.tail();
			this.tops[i] = this.workers[i].starts.isEmpty() ? -1 : this.workers[i].starts.top();
		}
	}

	/** Whether the first task from outside is the same as at the last look. */
	boolean isOverdue(@Nullable Object first) {
		boolean overdue = first != null && first == this.firstOutside;
		this.firstOutside = first;
		return overdue;
	}

	/** Take over what waited since the last look, and look again. */
	@Nullable Runnable takeOverdue() {
		Runnable task = null;
		for (int i = 0; i < this.workers.length && task == null; i++) {
			if (this.workers[i] != this.self) {
				task = takeOverdue(i);
			}
		}
		look();
		return task;
	}

	private @Nullable Runnable takeOverdue(int index) {
		Worker worker = this.workers[index];
		if (worker.starts.top() == this.tops[index] && this.self.starts.stealHalf(worker.starts) > 0) {
			return this.self.starts.pop();
		}
		if (worker.queue.head() < this.tails[index] && this.self.queue.stealHalf(worker.queue) > 0) {
			return this.self.queue.poll();
		}
		// The same turn as at the last look: what is to run next waits behind it.
		return (worker.turns() == this.turns[index]) ? worker.takeNext() : null;
	}

}
