package io.pyctor;

/**
 * What the engine tells a cell through its mailbox, in its place among the messages.
 */
sealed interface SystemMessage {

	/** The first of every cell. */
	record Start() implements SystemMessage {
	}

	/** Nothing: only there to get the cell a turn in which it looks at its signals. */
	record Wake() implements SystemMessage {
	}

	/**
	 * Stop after what was told before. For good if what was told later is not for the
	 * next actor of a key either: there is to be none.
	 */
	record Stop(boolean forGood) implements SystemMessage {
	}

	/** A scheduled message is due. */
	record Tick(ScheduledTell schedule) implements SystemMessage {
	}

	/** The worker of a pool has done what it was told before. */
	record Report(PoolWorker worker) implements SystemMessage {
	}

	/** Stop, if keyed and in use neither since a time nor now. */
	record Passivate(KeyedActivation activation, long unusedSince) implements SystemMessage {
	}

	/** Stop, if keyed, after what was told before, and keep the rest. */
	record Retire() implements SystemMessage {
	}

	/** Nothing was received for some time. */
	record Silence(SilenceTimer timer) implements SystemMessage {
	}

	Start START = new Start();

	Wake WAKE = new Wake();

	Stop STOP = new Stop(false);

	Stop STOP_FOR_GOOD = new Stop(true);

	Retire RETIRE = new Retire();

}
