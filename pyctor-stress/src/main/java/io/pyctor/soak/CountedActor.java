package io.pyctor.soak;

import java.util.SplittableRandom;

import io.pyctor.Actor;
import io.pyctor.ActorRef;

/**
 * An actor whose life and messages are in the accounts.
 */
abstract class CountedActor extends Actor {

	final Ledger ledger;

	final SplittableRandom random;

	private boolean ended;

	CountedActor(Ledger ledger, SplittableRandom random) {
		this.ledger = ledger;
		this.random = random;
	}

	@Override
	protected void started() {
		this.ledger.count(Ledger.Account.STARTED);
	}

	@Override
	protected final void receive(ActorRef sender, Object message) throws Exception {
		if (this.ended) {
			this.ledger.violation(path() + " got a message after its end");
		}
		if (message instanceof Accounted accounted) {
			accounted.processed();
		}
		handle(sender, message);
	}

	abstract void handle(ActorRef sender, Object message) throws Exception;

	@Override
	protected void stopped() {
		if (this.ended) {
			this.ledger.violation(path() + " stopped twice");
		}
		this.ended = true;
		this.ledger.count(Ledger.Account.STOPPED);
	}

	final boolean chance(double probability) {
		return this.random.nextDouble() < probability;
	}

	/** What fails on purpose, without the cost of a stack. */
	static final class Mishap extends RuntimeException {

		private static final long serialVersionUID = 1;

		Mishap() {
			super("on purpose", null, false, false);
		}

	}

}
