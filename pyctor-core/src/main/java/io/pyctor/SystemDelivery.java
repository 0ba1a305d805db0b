package io.pyctor;

/**
 * What a turn does with all that is more than a message from somebody to an actor: what
 * the engine itself tells a cell, and messages that come in a place of a queue, from a
 * pool, in a context, or too late.
 */
final class SystemDelivery {

	private SystemDelivery() {
	}

	static void deliver(Turn turn, ActorCell cell, Envelope envelope) {
		if (envelope instanceof Envelope.Handed handed) {
			deliverHanded(turn, cell, handed);
		}
		else if (envelope.isExpired()) {
			cell.expired(envelope);
		}
		else if (envelope instanceof Envelope.Question) {
			turn.receiveCounted(cell, envelope.sender, envelope.message);
		}
		else if (envelope instanceof Envelope.InPlace placed) {
			turn.deliver(cell, ((LimitedCell) cell).take(placed));
		}
		else if (envelope instanceof Envelope.OfEnd end) {
			if (DeathWatch.isExpected(cell, end.notice().actor())) {
				turn.receive(cell, end.sender, end.notice());
			}
		}
		else if (envelope.message instanceof SystemMessage.Start) {
			cell.start();
		}
		else if (envelope.message instanceof SystemMessage.Stop) {
			ActorTermination.begin(cell, TerminationReason.STOPPED, null, false);
		}
		else if (envelope.message instanceof SystemMessage.Report report) {
			report.worker().report();
		}
		else if (envelope.message instanceof SystemMessage.Passivate asked) {
			if (asked.activation().goes(asked.unusedSince(), turn.isLast(envelope), Stash.holds(cell))) {
				ActorTermination.begin(cell, TerminationReason.PASSIVATED, null, false);
			}
		}
		else if (envelope.message instanceof SystemMessage.Retire) {
			ActorTermination.begin(cell, TerminationReason.PASSIVATED, null, false);
		}
		else if (envelope.message instanceof SystemMessage.Tick tick && tick.schedule().begin()) {
			if (tick.schedule().message instanceof PoisonPill) {
				ActorTermination.begin(cell, TerminationReason.STOPPED, null, false);
			}
			else {
				turn.receiveCounted(cell, envelope.sender, tick.schedule().message);
			}
			tick.schedule().handled();
		}
		else if (envelope.message instanceof SystemMessage.Silence silence) {
			turn.settle(cell);
			if (silence.timer().isTrue()) {
				turn.receive(cell, envelope.sender, silence.timer().message());
			}
			silence.timer().handled();
		}
		else if (envelope.message instanceof SystemMessage.Wake) {
			// Somebody has signalled: this turn must not go idle without having looked.
			turn.poke();
		}
		else if (envelope instanceof Envelope.Within within) {
			receive(turn, cell, within, within.message);
		}
	}

	/** The worker is through with it when it neither waits nor has more to do. */
	private static void deliverHanded(Turn turn, ActorCell cell, Envelope.Handed handed) {
		handed.begun = true;
		if (handed.isExpired()) {
			cell.expired(handed);
		}
		else {
			receive(turn, cell, handed, handed.message);
		}
		if (cell.isSignalled() || !turn.isLast(handed)) {
			handed.worker().reportLater();
		}
		else {
			handed.worker().report();
		}
	}

	/** In its context, if it has one. */
	static void receive(Turn turn, ActorCell cell, Envelope envelope, Object message) {
		MessageContext context = envelope.context();
		if (context != null) {
			MessageScope.run(cell, context, () -> turn.receiveCounted(cell, envelope.sender, message),
					(error) -> FaultHandling.failed(cell, envelope.sender, message, error));
		}
		else {
			turn.receiveCounted(cell, envelope.sender, message);
		}
	}

}
