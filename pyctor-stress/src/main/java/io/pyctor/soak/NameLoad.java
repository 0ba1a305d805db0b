package io.pyctor.soak;

import java.util.Map;
import java.util.SplittableRandom;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.DuplicateActorNameException;

/**
 * One of several threads that want the same few names.
 */
final class NameLoad extends Load {

	private static final int NAMES = 3;

	/** Who owns which name, until it begins to stop. */
	private final Map<String, NameLoad> owners;

	NameLoad(ActorSystem system, Ledger ledger, SplittableRandom random, Map<String, NameLoad> owners) {
		super(system, ledger, random);
		this.owners = owners;
	}

	@Override
	void step() {
		String name = "name-" + (1 + this.random.nextInt(NAMES));
		try {
			ActorRef actor = this.system.create(() -> new Named(this.ledger, this.random.split()), name);
			if (this.owners.putIfAbsent(name, this) != null) {
				this.ledger.violation("The name '" + name + "' was given twice");
			}
			parcels(actor, this.random.nextInt(5));
			if (!this.owners.remove(name, this)) {
				this.ledger.violation("The name '" + name + "' had another owner");
			}
			stopSomehow(actor);
		}
		catch (DuplicateActorNameException ex) {
			pause(this.random.nextInt(50));
		}
	}

	/** Has a name. */
	private static final class Named extends CountedActor {

		Named(Ledger ledger, SplittableRandom random) {
			super(ledger, random);
		}

		@Override
		void handle(ActorRef sender, Object message) {
			// It is only there.
		}

	}

}
