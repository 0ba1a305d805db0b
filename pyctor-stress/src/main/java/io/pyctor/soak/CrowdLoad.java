package io.pyctor.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;

/**
 * An actor that wakes hundreds of others at a time, more than a worker's queue is made
 * for, and that creates and stops many of them at a time.
 */
final class CrowdLoad extends Load {

	private static final int CROWD = 700;

	/** More calls than this are not made before the speaker has heard them. */
	private static final int CALLS = 4;

	private final AtomicInteger calls = new AtomicInteger();

	private final ActorRef speaker;

	CrowdLoad(ActorSystem system, Ledger ledger, SplittableRandom random) {
		super(system, ledger, random);
		this.speaker = create(new Speaker(ledger, random.split(), this.calls));
	}

	@Override
	void step() {
		if (this.calls.get() < CALLS) {
			this.calls.incrementAndGet();
			parcels(this.speaker, 1);
		}
		pause(this.random.nextInt(1000));
	}

	@Override
	void finish() {
		stopSomehow(this.speaker);
	}

	/** Tells everybody, whatever it is told. */
	private static final class Speaker extends CountedActor {

		private final List<ActorRef> crowd = new ArrayList<>();

		private final AtomicInteger calls;

		Speaker(Ledger ledger, SplittableRandom random, AtomicInteger calls) {
			super(ledger, random);
			this.calls = calls;
		}

		@Override
		void handle(ActorRef sender, Object message) {
			if (!(message instanceof Parcel)) {
				return;
			}
			this.calls.decrementAndGet();
			while (this.crowd.size() < CROWD) {
				this.crowd.add(create(new Listener(this.ledger, this.random.split())));
			}
			this.crowd.forEach((listener) -> tell(listener, new Parcel(this.ledger)));
			if (chance(0.01)) {
				this.crowd.forEach(this::stop);
				this.crowd.clear();
			}
		}

	}

	/** Takes long enough now and then for others to help. */
	private static final class Listener extends CountedActor {

		Listener(Ledger ledger, SplittableRandom random) {
			super(ledger, random);
		}

		@Override
		void handle(ActorRef sender, Object message) {
			if (chance(0.01)) {
				long start = System.nanoTime();
				while (System.nanoTime() - start < 20_000) {
					Thread.onSpinWait();
				}
			}
			if (chance(0.2)) {
				tell(sender, "heard");
			}
		}

	}

}
