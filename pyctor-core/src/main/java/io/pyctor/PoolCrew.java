package io.pyctor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who works for a pool, and who comes in place of a worker that has ended: somebody at
 * once if that one was of use. Or else after a pause, which doubles as long as none in
 * that place gets as far as to handle a message; then one is tried for all that are
 * missing. In the pool's turn.
 */
final class PoolCrew {

	private static final Logger logger = LoggerFactory.getLogger(Pool.class);

	private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long LONGEST = TimeUnit.SECONDS.toNanos(10);

	/** A place in the pool that nobody has. */
	private record Vacancy(int number, PoolLane lane, int failures) {
	}

	private final ActorCell pool;

	private final PoolReports reports;

	private final PoolObjects objects;

	private final ActorOptions options;

	private final List<PoolWorker> workers = new ArrayList<>();

	private final Deque<Vacancy> vacancies = new ArrayDeque<>();

	private final Timers.Timer timer = new Timers.Timer() {

		@Override
		void fire() {
			Signals.send(PoolCrew.this.pool, new Signal.OfPool(Pool::repair));
		}

	};

	/** Whether the timer has been set and not fired. */
	private boolean pausing;

	PoolCrew(ActorCell pool, PoolReports reports, PoolObjects objects, ActorOptions options) {
		this.pool = pool;
		this.reports = reports;
		this.objects = objects;
		this.options = options.ofWorker();
	}

	int size() {
		return this.workers.size();
	}

	boolean isShort() {
		return !this.vacancies.isEmpty();
	}

	/** Get a worker, who reports when it has started. */
	void hire(int number, PoolLane lane) {
		hire(new Vacancy(number, lane, 0));
	}

	private void hire(Vacancy vacancy) {
		try {
			ActorCell cell = ActorCreation.createWorker(this.pool, this.objects, "worker-" + vacancy.number(),
					this.options);
			PoolWorker worker = new PoolWorker(vacancy.number(), vacancy.lane(), vacancy.failures(), cell,
					this.reports);
			this.workers.add(worker);
			worker.reportLater();
		}
		catch (Throwable ex) {
			FaultHandling.failedAside(this.pool, "{} cannot create a worker", ex);
			miss(new Vacancy(vacancy.number(), vacancy.lane(), vacancy.failures() + 1));
		}
	}

	private void miss(Vacancy vacancy) {
		this.vacancies.push(vacancy);
		if (!this.pausing) {
			pause(vacancy.failures());
		}
	}

	private void pause(int failures) {
		long longest = Math.min(LONGEST, SHORTEST << Math.min(failures - 1, 10));
		// Pools that miss the same thing do not all try at the same time.
		long pause = longest - ThreadLocalRandom.current().nextLong(longest / 5);
		Timers timers = this.pool.system().timers();
		this.pausing = timers.schedule(this.timer, timers.now() + pause);
		logger.warn(
				"{} lacks workers, since new ones end before they handle a message; {} messages wait, "
						+ "and it tries again in {} ms",
				this.pool.path(), this.pool.mailboxSize(), TimeUnit.NANOSECONDS.toMillis(pause));
	}

	/** Try one for all. */
	void repair() {
		this.pausing = false;
		if (!this.vacancies.isEmpty()) {
			hire(this.vacancies.pop());
		}
	}

	/** A worker has started: so can the others, as far as is known. */
	void started() {
		if (!this.pausing && !this.vacancies.isEmpty()) {
			List<Vacancy> all = List.copyOf(this.vacancies);
			this.vacancies.clear();
			all.forEach(this::hire);
		}
	}

	/**
	 * A child of the pool has ended.
	 * @return the worker, or null if it had not become one
	 */
	@Nullable PoolWorker leave(ActorCell cell) {
		for (PoolWorker worker : this.workers) {
			if (worker.cell == cell) {
				this.workers.remove(worker);
				return worker;
			}
		}
		return null;
	}

	void replace(PoolWorker ended) {
		if (ended.wasOfUse(LONGEST)) {
			hire(ended.number, ended.lane);
		}
		else {
			miss(new Vacancy(ended.number, ended.lane, ended.failures + 1));
		}
	}

	/**
	 * There will be no others.
	 * @return the last workers
	 */
	List<PoolWorker> end() {
		this.pool.system().timers().cancel(this.timer);
		return this.workers;
	}

}
