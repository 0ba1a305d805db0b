package io.pyctor.dispatch;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A fixed pool of workers for tasks that compute. This class says where a task goes: what
 * a {@link Worker} passes on stays with it, and what comes from other threads goes to one
 * queue for all.
 * <p>
 * To wake a thread costs more than ten times what a short turn costs, so a worker that
 * passes a task on wakes nobody: most often it runs the task itself a moment later. What
 * makes others join is <em>delay</em>, not length: while some workers run, one idle
 * worker, the <em>watcher</em>, looks now and then whether a task that it saw waiting at
 * its last look is still there, and if so takes its share. Parallelism grows where turns
 * are long enough to pay for it, and a task never waits long behind a long turn while a
 * thread is idle.
 * <p>
 * Who runs, watches and sleeps is known to the {@link Crew}; what an idle worker does to
 * its {@link Standby}.
 */
final class WorkerDispatcher implements Dispatcher {

	/** Tasks from threads that are not workers. */
	private final OutsideQueue outside = new OutsideQueue();

	/** Whether a task is there for which nobody could be woken at the end of a stack. */
	private volatile boolean stranded;

	private final Crew crew;

	private final Standby standby;

	WorkerDispatcher(String name, int parallelism) {
		this(name, parallelism, Thread::start);
	}

	WorkerDispatcher(String name, int parallelism, Consumer<Thread> starter) {
		this(name, parallelism, starter, () -> {
		});
	}

	WorkerDispatcher(String name, int parallelism, Consumer<Thread> starter, Runnable whenIdle) {
		if (parallelism < 1) {
			throw new IllegalArgumentException("'parallelism' must be at least 1 (was " + parallelism + ")");
		}
		this.crew = new Crew(parallelism, (index) -> new Worker(this, index, name + "-" + (index + 1)), starter);
		this.standby = new Standby(this.crew, this.outside, whenIdle);
	}

	@Override
	public void execute(Runnable task) {
		Worker worker = callingWorker();
		if (worker != null) {
			worker.pushNext(task);
			try {
				wakeIfUnwatched();
			}
			catch (StackOverflowError ex) {
				// The task has its place, to which this worker comes, and must get no
				// other one.
			}
		}
		else {
			executeOutside(task);
		}
	}

	@Override
	public void start(Runnable task) {
		Worker worker = callingWorker();
		if (worker != null) {
			worker.pushStart(task);
			try {
				wakeIfUnwatched();
			}
			catch (StackOverflowError ex) {
				// As above.
			}
		}
		else {
			executeOutside(task);
		}
	}

	@Override
	public void requeue(Runnable task) {
		Worker worker = callingWorker();
		if (worker != null) {
			worker.pushLast(task);
			try {
				wakeIfUnwatched();
			}
			catch (StackOverflowError ex) {
				// As above.
			}
		}
		else {
			executeOutside(task);
		}
	}

	private void wakeIfUnwatched() {
		if (this.crew.isUnwatched()) {
			this.crew.wake();
		}
	}

	private void executeOutside(Runnable task) {
		OutsideQueue.Place place = this.outside.add(task);
		// Volatile after the add: either this sees that nobody runs or spins, or the last
		// one to leave sees the task.
		try {
			if ((this.crew.running() == 0 || this.crew.isUnwatched()) && !this.standby.isSpinning()) {
				wakeFor(place);
			}
		}
		catch (StackOverflowError ex) {
			// The task has its place, and must get no other one.
			this.stranded = true;
		}
	}

	@Override
	public void wakeStranded() {
		if (this.stranded) {
			this.stranded = false;
			try {
				this.crew.wake();
			}
			catch (Throwable ex) {
				// Without a thread, or without room for that: the next one tries.
				this.stranded = true;
			}
		}
	}

	private void wakeFor(OutsideQueue.Place place) {
		try {
			this.crew.wake();
		}
		catch (StackOverflowError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			// The caller keeps the task, unless somebody has come and taken it.
			if (this.outside.remove(place)) {
				throw ex;
			}
		}
	}

	@Override
	public <T> T local(Supplier<T> initial) {
		Worker worker = callingWorker();
		return (worker != null) ? worker.local(initial) : initial.get();
	}

	private @Nullable Worker callingWorker() {
		return (Thread.currentThread() instanceof Worker worker && worker.belongsTo(this)) ? worker : null;
	}

	// What a worker asks for

	@Nullable Runnable pollOutside() {
		return this.outside.poll();
	}

	/** See {@link Standby#idle}. */
	@Nullable Runnable idle(Worker worker) {
		return this.standby.idle(worker);
	}

	/** See {@link Standby#retire}. */
	@Nullable Runnable retire(Worker worker) {
		return this.standby.retire(worker);
	}

	/** A worker goes on that failed while it was idle. */
	void resume(Worker worker) {
		this.crew.resume(worker);
	}

	void ended(Worker worker) {
		this.crew.ended(worker);
		if (this.crew.running() == 0) {
			// Whoever added a task before that has woken nobody; later ones are refused.
			for (Runnable task = this.outside.poll(); task != null; task = this.outside.poll()) {
				task.run();
			}
		}
	}

	// The end

	@Override
	public void relieve() {
		this.crew.relieve();
	}

	@Override
	public void close() {
		this.crew.close();
	}

	@Override
	public boolean awaitClosed(Duration timeout) throws InterruptedException {
		return this.crew.awaitEnded(timeout);
	}

}
