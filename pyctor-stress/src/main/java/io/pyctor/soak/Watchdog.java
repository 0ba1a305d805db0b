package io.pyctor.soak;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

import io.pyctor.ActorRef;
import io.pyctor.Terminated;

/**
 * Watches what it is told to, and sees to it that each end is noticed once.
 */
final class Watchdog extends CountedActor {

	private final Set<ActorRef> expected = new HashSet<>();

	Watchdog(Ledger ledger, SplittableRandom random) {
		super(ledger, random);
	}

	/** Watch an actor that was not watched before. */
	record Watch(ActorRef actor) {
	}

	/** Watch an actor no more, if it has not ended. */
	record Unwatch(ActorRef actor) {
	}

	@Override
	void handle(ActorRef sender, Object message) {
		if (message instanceof Watch watch) {
			this.expected.add(watch.actor());
			watch(watch.actor());
		}
		else if (message instanceof Unwatch unwatch) {
			unwatch(unwatch.actor());
			if (this.expected.remove(unwatch.actor())) {
				this.ledger.count(Ledger.Account.UNWATCHED);
			}
		}
		else if (message instanceof Terminated notice) {
			if (!this.expected.remove(notice.actor())) {
				this.ledger.violation("An unexpected notice of " + notice.actor());
			}
			this.ledger.count(Ledger.Account.NOTICED);
		}
	}

}
