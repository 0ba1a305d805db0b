package io.pyctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The children of one cell, and their names. All state, the links in the children
 * included, is guarded by the monitor of this object: parents add, children end and
 * operators look on threads of their own.
 * <p>
 * Children with default names are found by their number and cost no entry in a map, so
 * that a parent of a million of them stays small. A given name that looks like a default
 * one is checked against them.
 */
final class Children {

	/** How many numbers a parent takes from the system at a time. */
	private static final int NUMBERS = 32;

	private final DefaultActorSystem system;

	private @Nullable ActorCell first;

	/** Children that have not ended; one that ended stays linked until it was handled. */
	private int live;

	private boolean closed;

	private final Map<String, ActorCell> named = new HashMap<>(0);

	/** Given names among the living that end like a default one. */
	private final Set<String> likeDefaults = new HashSet<>(0);

	/** Short names of the classes of which there ever was a child with a default name. */
	private final Set<String> defaultPrefixes = new HashSet<>(0);

	private String lastPrefix = "";

	private long nextNumber;

	private long lastNumber = -1;

	Children(DefaultActorSystem system) {
		this.system = system;
	}

	/** Return a number for a new child, one that no actor of the system had before. */
	synchronized long newNumber() {
		if (this.nextNumber > this.lastNumber) {
			this.nextNumber = this.system.newNumbers(NUMBERS);
			this.lastNumber = this.nextNumber + NUMBERS - 1;
		}
		return this.nextNumber++;
	}

	/**
	 * Add a child.
	 * @return false if the parent is stopping
	 * @throws DuplicateActorNameException if a living sibling has the name
	 */
	synchronized boolean add(ActorCell child) {
		if (this.closed) {
			return false;
		}
		String given = child.givenName();
		if (given != null) {
			reserve(given, child);
		}
		else {
			notePrefix(child.type.shortName());
		}
		link(child);
		this.live++;
		return true;
	}

	private void reserve(String name, ActorCell child) {
		if (this.named.containsKey(name) || isDefaultNameOfLiving(name)) {
			throw new DuplicateActorNameException(name, child.parentPath());
		}
		this.named.put(name, child);
		if (endsWithNumber(name)) {
			this.likeDefaults.add(name);
		}
	}

	private void notePrefix(String prefix) {
		if (!this.lastPrefix.equals(prefix)) {
			this.lastPrefix = prefix;
			this.defaultPrefixes.add(prefix);
		}
	}

	/** Whether a default name is taken by a given one. */
	synchronized boolean isGiven(String prefix, long number) {
		return !this.likeDefaults.isEmpty() && this.likeDefaults.contains(prefix + "-" + number);
	}

	/** Whether a child is there, though it may have ended already. */
	synchronized boolean contains(ActorCell child) {
		return child.linked;
	}

	private boolean isDefaultNameOfLiving(String name) {
		int dash = name.lastIndexOf('-');
		if (dash < 0 || !endsWithNumber(name) || !this.defaultPrefixes.contains(name.substring(0, dash))) {
			return false;
		}
		return findDefault(name) != null;
	}

	private static boolean endsWithNumber(String name) {
		int dash = name.lastIndexOf('-');
		return dash >= 0 && dash < name.length() - 1
				&& name.chars().skip(dash + 1).allMatch((c) -> c >= '0' && c <= '9');
	}

	private void link(ActorCell child) {
		ActorCell next = this.first;
		child.nextSibling = next;
		child.previousSibling = null;
		if (next != null) {
			next.previousSibling = child;
		}
		this.first = child;
		child.linked = true;
	}

	/**
	 * Let go of a child that has ended; its name is free.
	 * @return whether it was still there
	 */
	synchronized boolean remove(ActorCell child) {
		if (!child.linked) {
			return false;
		}
		child.linked = false;
		ActorCell previous = child.previousSibling;
		ActorCell next = child.nextSibling;
		if (previous != null) {
			previous.nextSibling = next;
		}
		else {
			this.first = next;
		}
		if (next != null) {
			next.previousSibling = previous;
		}
		// A dead cell may be held for ever by somebody: it must not hold its siblings.
		child.previousSibling = null;
		child.nextSibling = null;
		String given = child.givenName();
		if (given != null) {
			this.named.remove(given);
			this.likeDefaults.remove(given);
		}
		return true;
	}

	/**
	 * A child has ended for good: it has told its watchers and emptied its mailbox.
	 * @return whether it was the last one of a stopping parent
	 */
	synchronized boolean ended() {
		this.live--;
		return this.closed && this.live == 0;
	}

	/**
	 * Take no further children.
	 * @return whether there are none to wait for
	 */
	synchronized boolean close() {
		this.closed = true;
		return this.live == 0;
	}

	/** Forget everybody: the parent has ended. */
	synchronized void clear() {
		ActorCell child = this.first;
		while (child != null) {
			ActorCell next = child.nextSibling;
			remove(child);
			child = next;
		}
	}

	/** The children that are linked, the newest first. */
	synchronized List<ActorCell> list() {
		List<ActorCell> list = new ArrayList<>();
		for (ActorCell child = this.first; child != null; child = child.nextSibling) {
			list.add(child);
		}
		return list;
	}

	synchronized @Nullable ActorCell find(String name) {
		ActorCell given = this.named.get(name);
		return (given != null) ? given : findDefault(name);
	}

	private @Nullable ActorCell findDefault(String name) {
		if (!endsWithNumber(name)) {
			return null;
		}
		for (ActorCell child = this.first; child != null; child = child.nextSibling) {
			if (child.givenName() == null && child.name().equals(name)) {
				return child;
			}
		}
		return null;
	}

}
