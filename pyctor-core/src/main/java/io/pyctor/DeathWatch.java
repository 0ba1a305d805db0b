package io.pyctor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who watches a cell, and whom it watches: how one cell comes to know that another one
 * has ended.
 * <p>
 * The watchers come from other threads and are guarded by the monitor of this object: who
 * takes a watcher off tells it, so that it is told once. Whom the cell watches only the
 * cell knows; a notice that it does not expect any more is not delivered.
 * <p>
 * The static methods are what a cell, the watcher, does in its own turn.
 */
final class DeathWatch {

	private final Set<ActorCell> watchers = new LinkedHashSet<>();

	private final Set<ActorCell> watched = new HashSet<>();

	/** Of keys without an actor: it has not begun, or it is about to be said so. */
	private final Map<KeyedRef, KeyWatch> keyWatches = new HashMap<>();

	/** A child is watched from the start. */
	private final Set<ActorCell> unwatchedChildren = new HashSet<>();

	static void watch(ActorCell watcher, ActorCell target) {
		if (target == watcher) {
			throw new IllegalArgumentException(watcher.path() + " cannot watch itself; override stopped()");
		}
		DeathWatch own = watcher.extras().deathWatch;
		if (isChild(watcher, target)) {
			own.unwatchedChildren.remove(target);
		}
		else if (own.watched.add(target)) {
			join(target, watcher);
		}
	}

	static void unwatch(ActorCell watcher, ActorCell target) {
		DeathWatch own = watcher.extras().deathWatch;
		if (isChild(watcher, target)) {
			own.unwatchedChildren.add(target);
		}
		else if (own.watched.remove(target)) {
			leave(target, watcher);
		}
	}

	/**
	 * Watch the activation of a key, also one that waits for its place or for the end of
	 * the one before. If there is none, what could be watched for has happened.
	 */
	static void watch(ActorCell watcher, KeyedRef key) {
		DeathWatch own = watcher.extras().deathWatch;
		ActorCell target = key.cell();
		if (target != null && !target.isEnded()) {
			watch(watcher, target);
			// Word that the actor has begun may be on its way, and even come after its
			// end.
			own.forgetKey(key);
		}
		else {
			KeyWatch watch = new KeyWatch(watcher, key.copy());
			if (own.addKey(watch)) {
				watch.key().whenBegun(watch);
			}
		}
	}

	/** Not while the notice of an end is on its way, of which there is one. */
	private boolean addKey(KeyWatch watch) {
		return this.watched.stream().noneMatch(watch.key()::isOf)
				&& this.keyWatches.putIfAbsent(watch.key(), watch) == null;
	}

	/** A key that the cell may watch has got its actor. */
	static void begun(ActorCell watcher, KeyedRef key, ActorCell target) {
		if (watcher.extras().deathWatch.removeKey(key)) {
			watch(watcher, target);
		}
	}

	private boolean removeKey(KeyedRef key) {
		return expectsKey(key) && this.keyWatches.remove(key) != null;
	}

	private void forgetKey(KeyedRef key) {
		KeyWatch watch = this.keyWatches.remove(key);
		if (watch != null) {
			key.forget(watch);
		}
	}

	/** Word of a watch that was taken back is not for the one that came after it. */
	private boolean expectsKey(KeyedRef key) {
		KeyWatch watch = this.keyWatches.get(key);
		return watch != null && watch.has(key);
	}

	/** Unwatch the activation of a key, the one before included. */
	static void unwatch(ActorCell watcher, KeyedRef key) {
		CellExtras extras = watcher.extrasOrNull();
		if (extras != null) {
			extras.deathWatch.forgetKey(key);
			List.copyOf(extras.deathWatch.watched)
				.stream()
				.filter(key::isOf)
				.forEach((target) -> unwatch(watcher, target));
		}
	}

	/** Whether the cell still wants to know that an actor has ended. */
	static boolean isExpected(ActorCell watcher, ActorRef ended) {
		if (ended instanceof KeyedRef key) {
			return watcher.extras().deathWatch.removeKey(key);
		}
		return isExpected(watcher, (ActorCell) ended);
	}

	private static boolean isExpected(ActorCell watcher, ActorCell ended) {
		Children children = watcher.childrenOrNull();
		CellExtras extras = watcher.extrasOrNull();
		if (ended.parent == watcher && children != null && children.remove(ended)) {
			return extras == null || !extras.deathWatch.unwatchedChildren.remove(ended);
		}
		return extras != null && extras.deathWatch.watched.remove(ended);
	}

	/** Like {@link #isExpected}, without an end to the expectation. */
	static boolean expects(ActorCell watcher, ActorRef ended) {
		CellExtras extras = watcher.extrasOrNull();
		if (ended instanceof KeyedRef key) {
			return extras != null && extras.deathWatch.expectsKey(key);
		}
		if (isChild(watcher, (ActorCell) ended)) {
			return extras == null || !extras.deathWatch.unwatchedChildren.contains(ended);
		}
		return extras != null && extras.deathWatch.watched.contains(ended);
	}

	/** Until its end was handled. */
	private static boolean isChild(ActorCell parent, ActorCell cell) {
		Children children = parent.childrenOrNull();
		return cell.parent == parent && children != null && children.contains(cell);
	}

	private static void join(ActorCell target, ActorCell watcher) {
		if (!target.isEnded()) {
			DeathWatch deathWatch = target.extras().deathWatch;
			deathWatch.addWatcher(watcher);
			// The phase is volatile and changes before the watchers are told: either they
			// are told, or this sees the end and tells this one itself.
			if (!target.isEnded() || !deathWatch.removeWatcher(watcher)) {
				return;
			}
		}
		ActorTermination.leaveParent(target);
		watcher.tellEnd(new Terminated(target, target.endReason(), Optional.empty()));
	}

	private static void leave(ActorCell target, ActorCell watcher) {
		CellExtras extras = target.extrasOrNull();
		if (extras != null) {
			extras.deathWatch.removeWatcher(watcher);
		}
	}

	/** The cell has ended: tell those who watch it, and leave those whom it watches. */
	void end(ActorCell cell, Terminated farewell) {
		takeWatchers().forEach((watcher) -> watcher.tellEnd(farewell));
		leaveWatched(cell);
	}

	/** What the cell's object had watched is nothing to the next one. */
	void forgetWatched(ActorCell cell) {
		leaveWatched(cell);
		this.watched.clear();
		this.keyWatches.clear();
		this.unwatchedChildren.clear();
	}

	private void leaveWatched(ActorCell cell) {
		List.copyOf(this.watched).forEach((target) -> leave(target, cell));
		this.keyWatches.forEach(KeyedRef::forget);
	}

	private synchronized void addWatcher(ActorCell watcher) {
		this.watchers.add(watcher);
	}

	/**
	 * Take a watcher off.
	 * @return whether it was there, and so has not been told of the end
	 */
	private synchronized boolean removeWatcher(ActorCell watcher) {
		return this.watchers.remove(watcher);
	}

	/**
	 * Take all watchers off: the cell has ended.
	 * @return those who have to be told
	 */
	private synchronized List<ActorCell> takeWatchers() {
		List<ActorCell> last = List.copyOf(this.watchers);
		this.watchers.clear();
		return last;
	}

}
