package io.pyctor;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who watches a cell, and whom it watches.
 * <p>
 * The watchers come from other threads and are guarded by the monitor of this object: who
 * takes a watcher off tells it, so that it is told once. Whom the cell watches only the
 * cell knows; a notice that it does not expect any more is not delivered.
 */
final class DeathWatch {

	private final Set<ActorCell> watchers = new LinkedHashSet<>();

	private final Set<ActorCell> watched = new HashSet<>();

	private final Set<ActorCell> unwatchedChildren = new HashSet<>();

	synchronized void addWatcher(ActorCell watcher) {
		this.watchers.add(watcher);
	}

	/**
	 * Take a watcher off.
	 * @return whether it was there, and so has not been told of the end
	 */
	synchronized boolean removeWatcher(ActorCell watcher) {
		return this.watchers.remove(watcher);
	}

	/**
	 * Take all watchers off: the cell has ended.
	 * @return those who have to be told
	 */
	synchronized List<ActorCell> takeWatchers() {
		List<ActorCell> last = List.copyOf(this.watchers);
		this.watchers.clear();
		return last;
	}

	/**
	 * Expect a notice. Used by the watching cell only, like all that follow.
	 * @return whether it was not expected before
	 */
	boolean expect(ActorCell cell) {
		return this.watched.add(cell);
	}

	/**
	 * Expect a notice no more.
	 * @return whether it was expected
	 */
	boolean forget(ActorCell cell) {
		return this.watched.remove(cell);
	}

	void unwatchChild(ActorCell child) {
		this.unwatchedChildren.add(child);
	}

	boolean rewatchChild(ActorCell child) {
		return this.unwatchedChildren.remove(child);
	}

	/** Whom the cell watches when it ends itself, children apart. */
	List<ActorCell> watched() {
		return List.copyOf(this.watched);
	}

}
