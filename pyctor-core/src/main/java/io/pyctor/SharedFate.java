package io.pyctor;

import java.time.Duration;
import java.util.Optional;

import io.pyctor.supervision.Directive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How siblings of one group are restarted, or stop, when one of them has failed. Each of
 * them is told, and does it in its own turn.
 */
final class SharedFate {

	/** It happens in the turns of cells: operators look for it there. */
	private static final Logger logger = LoggerFactory.getLogger(ActorCell.class);

	private SharedFate() {
	}

	/** Let the siblings follow a cell that has failed. */
	static void share(ActorCell cell, Directive directive, Throwable error) {
		Optional<String> group = groupOf(cell);
		if (group.isEmpty() || cell.parent == null) {
			return;
		}
		Duration delay = (directive == Directive.RESTART) ? cell.extras().recovery(cell).delay() : Duration.ZERO;
		for (ActorCell sibling : cell.parent.childCells()) {
			if (sibling != cell && groupOf(sibling).equals(group)) {
				Signals.send(sibling, new Signal.Follow(cell, directive, delay, error));
			}
		}
	}

	private static Optional<String> groupOf(ActorCell cell) {
		return cell.type.options.supervision().oneForAll();
	}

	/** Do as the sibling did. In the cell's turn, between two messages. */
	static void follow(ActorCell cell, ActorCell sibling, Directive directive, Duration delay, Throwable error) {
		// Who has no object will have a fresh one anyway, as will who has not started.
		boolean stops = directive == Directive.STOP;
		if (cell.isStopping() || !(stops || (cell.isStarted() && cell.hasActor()))) {
			return;
		}
		logger.warn("{} {} with {}, which has failed", cell.path(), stops ? "stops" : "is restarted", sibling.path());
		FaultHandling.failedWithSibling(cell, error);
		if (stops) {
			ActorTermination.begin(cell, TerminationReason.FAILED, error, false);
		}
		else {
			cell.extras().recovery(cell).restartAfter(delay);
		}
	}

}
