package io.pyctor.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;

/**
 * More actors than threads that tell themselves for ever.
 */
final class SelfTellLoad extends Load {

	private final List<ActorRef> actors = new ArrayList<>();

	private final int count;

	SelfTellLoad(ActorSystem system, Ledger ledger, SplittableRandom random, int count) {
		super(system, ledger, random);
		this.count = count;
	}

	@Override
	void begin() {
		for (int i = 0; i < this.count; i++) {
			ActorRef actor = create(new Endless(this.ledger, this.random.split()));
			this.actors.add(actor);
			parcels(actor, 1);
		}
	}

	@Override
	void step() {
		pause(10_000);
	}

	@Override
	void finish() {
		this.actors.forEach(this::stopSomehow);
	}

	/** Tells itself whatever it is told. */
	private static final class Endless extends CountedActor {

		Endless(Ledger ledger, SplittableRandom random) {
			super(ledger, random);
		}

		@Override
		void handle(ActorRef sender, Object message) {
			if (message instanceof Parcel) {
				tell(self(), new Parcel(this.ledger));
			}
		}

	}

}
