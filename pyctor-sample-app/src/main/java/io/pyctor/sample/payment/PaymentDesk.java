package io.pyctor.sample.payment;

import java.util.ArrayDeque;
import java.util.Deque;

import io.pyctor.Actor;
import io.pyctor.ActorOptions;
import io.pyctor.ActorRef;
import io.pyctor.Terminated;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorFactories;

/**
 * Hands charges to its workers in turn. A worker answers whoever asked the desk, for the
 * desk passes the question on in the asker's name.
 */
@ActorComponent
class PaymentDesk extends Actor {

	private final ActorFactories factories;

	private final int size;

	private final Deque<ActorRef> workers = new ArrayDeque<>();

	private int hired;

	PaymentDesk(ActorFactories factories, PaymentProperties properties) {
		this.factories = factories;
		this.size = properties.workers();
	}

	@Override
	protected void started() {
		while (this.workers.size() < this.size) {
			hire();
		}
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message instanceof Charge) {
			ActorRef worker = this.workers.removeFirst();
			this.workers.addLast(worker);
			worker.tell(message, sender);
		}
		else if (message instanceof Terminated terminated) {
			this.workers.remove(terminated.actor());
			hire();
		}
		else {
			unhandled(message);
		}
	}

	private void hire() {
		this.hired++;
		this.workers.add(create(this.factories.of(PaymentWorker.class), "worker-" + this.hired,
				ActorOptions.defaults().blocking()));
	}

}
