package io.pyctor.soak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;

/**
 * One of several threads that tell the same actors; each actor sees to it that what one
 * thread told comes in order, and that no other actor's interrupt flag came along.
 */
final class OrderLoad extends Load {

	private final List<ActorRef> receivers;

	private final int sender;

	private long number;

	OrderLoad(ActorSystem system, Ledger ledger, SplittableRandom random, List<ActorRef> receivers, int sender) {
		super(system, ledger, random);
		this.receivers = receivers;
		this.sender = sender;
	}

	@Override
	void step() {
		ActorRef receiver = this.receivers.get(this.random.nextInt(this.receivers.size()));
		for (int i = this.random.nextInt(50); i >= 0; i--) {
			tell(receiver, new Parcel.Numbered(this.ledger, this.sender, ++this.number));
		}
		pause(this.random.nextInt(100));
	}

	@Override
	void finish() {
		// Whoever ends first; the others' are dead letters then.
		this.receivers.forEach(this.system::stop);
	}

	/** Receives what all threads tell. */
	static final class Receiver extends CountedActor {

		private final Map<Integer, Long> last = new HashMap<>();

		Receiver(Ledger ledger, SplittableRandom random) {
			super(ledger, random);
		}

		@Override
		void handle(ActorRef sender, Object message) {
			if (Thread.currentThread().isInterrupted()) {
				this.ledger.violation("An interrupt reached " + path());
			}
			if (message instanceof Parcel.Numbered numbered) {
				Long before = this.last.put(numbered.sender, numbered.number);
				if (before != null && before >= numbered.number) {
					this.ledger.violation("Number " + numbered.number + " came behind number " + before);
				}
			}
		}

	}

}
