package io.pyctor;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How a cell ends: its children first, then its last callback, then whoever wants to know
 * is told, and what still waits becomes dead letters. All of it in the cell's own turn.
 */
final class ActorTermination {

	private ActorTermination() {
	}

	/**
	 * Have the cell stop: at once if it has no children, or else when the last of them
	 * has ended.
	 */
	static void begin(ActorCell cell, TerminationReason reason, @Nullable Throwable cause, boolean now) {
		if (cell.isEnded()) {
			return;
		}
		if (cell.isStopping()) {
			if (now) {
				cell.childCells().forEach(ActorCell::stopNow);
			}
			return;
		}
		if (reason == TerminationReason.STOPPED && !now && drains(cell)) {
			return;
		}
		boolean shutdown = reason == TerminationReason.STOPPED && cell.system().isShutdown();
		Terminated farewell = new Terminated(cell, shutdown ? TerminationReason.SHUTDOWN : reason,
				Optional.ofNullable(cause));
		CellExtras extras = cell.extrasOrNull();
		if (extras != null) {
			extras.waits.endWith(cell, shutdown ? DeadLetterReason.SHUTDOWN : DeadLetterReason.STOPPED);
		}
		cell.stopping();
		if (extras != null) {
			extras.endSchedules();
			extras.waits.clear();
			extras.endRecovery();
		}
		Children children = cell.childrenOrNull();
		if (children == null || children.close()) {
			end(cell, farewell);
			return;
		}
		cell.extras().farewell(farewell);
		children.list(Integer.MAX_VALUE).forEach(now ? ActorCell::stopNow : ActorCell::stop);
		Signals.lookAgain(cell);
	}

	/** Whether others have to do first what they were told by way of the cell. */
	private static boolean drains(ActorCell cell) {
		KeyedHost keyed = cell.keyedHost();
		return (cell.type.isPool() && Pool.of(cell).drain()) || (keyed != null && keyed.drain());
	}

	/** The cell has no children any more. */
	static void end(ActorCell cell, Terminated farewell) {
		endObject(cell, farewell.reason());
		ActorFactory factory = cell.factoryOrNull();
		cell.forgetActor();
		// Before watchers and schedules are asked for: who comes later sees it.
		cell.ended(farewell.reason());
		if (farewell.reason() == TerminationReason.FAILED) {
			cell.type.endedByFailure(cell);
		}
		if (factory != null) {
			tell(factory, farewell, cell);
		}
		CellExtras extras = cell.extrasOrNull();
		if (extras != null) {
			// Those that the last callback made, or that had no extras to join before.
			extras.endSchedules();
		}
		announce(cell, farewell);
		cell.refuseAll();
		if (extras != null && extras.failed + extras.restarted > 0) {
			cell.type.retireFailed(extras.failed, extras.restarted);
		}
		cell.forgetAll();
		if (cell.parent != null) {
			childEnded(cell.parent, cell);
		}
	}

	/** End the life of the cell's object, if it has one: between restarts it has not. */
	static void endObject(ActorCell cell, TerminationReason reason) {
		if (!cell.hasActor()) {
			return;
		}
		Actor last = cell.actor();
		if (cell.isStarted()) {
			try {
				last.stopped(reason);
			}
			catch (Throwable ex) {
				FaultHandling.failedAside(cell, "{} failed in stopped()", ex);
			}
		}
		cell.removeActor();
		ActorFactory factory = cell.factoryOrNull();
		if (factory != null) {
			try {
				factory.release(last);
			}
			catch (Throwable ex) {
				FaultHandling.failedAside(cell, "{} failed while its object was released", ex);
			}
		}
	}

	private static void tell(ActorFactory factory, Terminated farewell, ActorCell cell) {
		try {
			factory.ended(farewell);
		}
		catch (Throwable ex) {
			FaultHandling.failedAside(cell, "{} failed while its factory was told of its end", ex);
		}
	}

	private static void announce(ActorCell cell, Terminated farewell) {
		CellExtras extras = cell.extrasOrNull();
		if (cell.parent != null && cell.parent.handlesEnds() && !cell.parent.type.isPool()) {
			cell.parent.tellEnd(farewell);
		}
		if (extras != null) {
			leaveParent(cell);
			extras.deathWatch.end(cell, farewell);
		}
	}

	/**
	 * The root handles no message that a child of it has ended, nor does the parent of
	 * keyed actors: the name is free before a watcher hears of it.
	 */
	static void leaveParent(ActorCell cell) {
		Children siblings = (cell.parent != null && !cell.parent.handlesEnds()) ? cell.parent.childrenOrNull() : null;
		if (siblings != null) {
			siblings.remove(cell);
		}
	}

	private static void childEnded(ActorCell parent, ActorCell child) {
		Children children = parent.childrenOrNull();
		if (children == null) {
			return;
		}
		KeyedHost host = parent.keyedHost();
		if (host != null) {
			// The next one of the key may begin, before this one is counted as gone.
			children.remove(child);
			host.ended(child);
		}
		if (!parent.isRoot()) {
			if (parent.type.isPool()) {
				// Not before: what the child had begun it has done by now. And not as a
				// message, which would wait for a worker.
				Signals.send(parent, new Signal.OfPool((pool) -> pool.ended(child)));
			}
			if (children.ended(child)) {
				Signals.send(parent, new Signal.ChildrenEnded());
			}
		}
		else if (children.endedAndGone(child)) {
			parent.system().allEnded();
		}
	}

}
