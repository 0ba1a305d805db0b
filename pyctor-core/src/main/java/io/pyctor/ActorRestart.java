package io.pyctor;

/**
 * How a cell gets a fresh object in place of one that failed. Mailbox, name, reference
 * and watchers stay; whatever the old object had made or begun ends with it.
 */
final class ActorRestart {

	private ActorRestart() {
	}

	/**
	 * Stop the children.
	 * @return whether there are none to wait for
	 */
	static boolean stopChildren(ActorCell cell) {
		Children children = cell.childrenOrNull();
		if (children == null || children.close()) {
			return true;
		}
		children.list(Integer.MAX_VALUE).forEach(ActorCell::stop);
		return false;
	}

	/** End the life of the object, and what it had begun. */
	static void letGo(ActorCell cell) {
		CellExtras extras = cell.extras();
		// Before the last callback, and after it for what that made.
		extras.endOwnSchedules();
		ActorTermination.endObject(cell, TerminationReason.FAILED);
		extras.endOwnSchedules();
		extras.waits.clear();
		extras.deathWatch.forgetWatched(cell);
		Children children = cell.childrenOrNull();
		if (children != null) {
			children.reopen();
		}
		// Who comes knows nothing of what was put aside: it is handled next.
		Stash.release(cell);
		cell.turn().takeGivenUp();
	}

	/** Give the cell a fresh object, and start that. */
	static void makeFresh(ActorCell cell) {
		cell.type.restarting(cell);
		Actor actor;
		try {
			actor = ActorCreation.newObject(cell.factory());
		}
		catch (Throwable ex) {
			FaultHandling.failedToRestart(cell, ex);
			return;
		}
		try {
			actor.bind(contextOf(cell));
		}
		catch (Throwable ex) {
			// An object that belongs to somebody: it would be the same the next time.
			FaultHandling.cannotRestart(cell, ex);
			return;
		}
		cell.replaceActor(actor);
		start(cell);
	}

	private static ActorContext contextOf(ActorCell cell) {
		return (cell.factory() instanceof KeyedActivation activation) ? new KeyedActorContext(cell, activation.ref)
				: new DefaultActorContext(cell);
	}

	private static void start(ActorCell cell) {
		CellExtras extras = cell.extras();
		// A failure may end the cell.
		Turn turn = cell.turn();
		extras.waits.current = Waits.Wait.ofStart(cell);
		try {
			cell.actor().started();
			cell.hasStarted();
			extras.restarted++;
		}
		catch (Throwable ex) {
			FaultHandling.failedToRestart(cell, ex);
		}
		finally {
			extras.waits.current = null;
			turn.takeGivenUp();
		}
	}

}
