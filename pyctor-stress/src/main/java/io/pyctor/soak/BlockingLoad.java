package io.pyctor.soak;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

import io.pyctor.ActorOptions;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;

/**
 * Actors that hold their threads for a while.
 */
final class BlockingLoad extends Load {

	/** How many of them live at a time; about as many platform threads there may be. */
	static final int ACTORS = 16;

	private final Deque<ActorRef> actors = new ArrayDeque<>();

	BlockingLoad(ActorSystem system, Ledger ledger, SplittableRandom random) {
		super(system, ledger, random);
	}

	@Override
	void step() {
		ActorRef actor = this.system.create(() -> new Sleeper(this.ledger, this.random.split()),
				ActorOptions.defaults().blocking());
		this.actors.add(actor);
		parcels(actor, this.random.nextInt(6));
		if (this.actors.size() > ACTORS / 2) {
			stopSomehow(this.actors.remove());
		}
		pause(this.random.nextInt(2000));
	}

	@Override
	void finish() {
		this.actors.forEach(this::stopSomehow);
	}

	/** Blocks its thread. */
	private static final class Sleeper extends CountedActor {

		Sleeper(Ledger ledger, SplittableRandom random) {
			super(ledger, random);
		}

		@Override
		void handle(ActorRef sender, Object message) {
			Load.pause(this.random.nextInt(2000));
			if (chance(0.1)) {
				throw new Mishap();
			}
		}

	}

}
