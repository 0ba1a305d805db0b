package io.pyctor.example.workers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.Terminated;

/**
 * Hands jobs to workers that are ready, keeps the others, and passes results on to who
 * submitted the jobs. The job of a worker that dies goes to another one.
 */
class Master extends Actor {

	private final Supplier<? extends Actor> workers;

	private final int workerCount;

	private final Deque<Assignment> waiting = new ArrayDeque<>();

	private final Deque<ActorRef> ready = new ArrayDeque<>();

	private final Map<ActorRef, Assignment> working = new HashMap<>();

	Master(Supplier<? extends Actor> workers, int workerCount) {
		this.workers = workers;
		this.workerCount = workerCount;
	}

	@Override
	protected void started() {
		for (int i = 1; i <= this.workerCount; i++) {
			create(this.workers, "worker-" + i);
		}
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message instanceof Job job) {
			this.waiting.add(new Assignment(sender, job));
		}
		else if (message instanceof Ready) {
			this.ready.add(sender);
		}
		else if (message instanceof Delivery delivery) {
			this.working.remove(sender);
			tell(delivery.submitter(), delivery.result());
		}
		else if (message instanceof Terminated terminated) {
			bury(terminated.actor());
		}
		else {
			unhandled(message);
		}
		handOut();
	}

	private void bury(ActorRef worker) {
		this.ready.remove(worker);
		Assignment lost = this.working.remove(worker);
		if (lost != null) {
			this.waiting.addFirst(lost);
		}
	}

	private void handOut() {
		while (!this.waiting.isEmpty() && !this.ready.isEmpty()) {
			ActorRef worker = this.ready.remove();
			Assignment next = this.waiting.remove();
			this.working.put(worker, next);
			tell(worker, next);
		}
	}

}
