package io.pyctor.example.workers;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.Schedule;

/**
 * Does one job at a time. A job takes its time without holding a thread: the worker tells
 * itself later that the job is done.
 */
class Worker extends Actor {

	private static final double FAILS = 0.1;

	private record Finished(ActorRef submitter, Job job) {
	}

	private final RandomGenerator random;

	private final Duration time;

	/**
	 * Create a worker.
	 * @param random decides how long a job takes and whether it fails
	 * @param time how long a job takes on average
	 */
	Worker(RandomGenerator random, Duration time) {
		this.random = random;
		this.time = time;
	}

	@Override
	protected void started() {
		tell(parent(), new Ready());
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message instanceof Assignment assignment) {
			double factor = 0.5 + this.random.nextDouble();
			Duration duration = Duration.ofNanos((long) (this.time.toNanos() * factor));
			scheduleTell(self(), new Finished(assignment.submitter(), assignment.job()), Schedule.after(duration));
		}
		else if (message instanceof Finished finished) {
			boolean succeeded = this.random.nextDouble() >= FAILS;
			tell(parent(), new Delivery(finished.submitter(), new JobResult(finished.job(), succeeded)));
			tell(parent(), new Ready());
		}
		else {
			unhandled(message);
		}
	}

}
