package io.pyctor.example.workers;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.pyctor.Actor;
import io.pyctor.ActorRef;

/**
 * Submits jobs, submits those that failed again, and shuts the system down when all have
 * succeeded.
 */
class Counter extends Actor {

	private final Supplier<? extends Actor> masters;

	private final int jobs;

	private final Consumer<Summary> observer;

	private int succeeded;

	private int failed;

	Counter(Supplier<? extends Actor> masters, int jobs, Consumer<Summary> observer) {
		this.masters = masters;
		this.jobs = jobs;
		this.observer = observer;
	}

	@Override
	protected void started() {
		ActorRef master = create(this.masters, "master");
		for (int i = 1; i <= this.jobs; i++) {
			tell(master, new Job(i));
		}
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (!(message instanceof JobResult result)) {
			unhandled(message);
		}
		else if (result.succeeded()) {
			this.succeeded++;
			if (this.succeeded == this.jobs) {
				this.observer.accept(new Summary(this.succeeded, this.failed));
				system().shutdown(Duration.ofSeconds(5));
			}
		}
		else {
			this.failed++;
			tell(sender, result.job());
		}
	}

}
