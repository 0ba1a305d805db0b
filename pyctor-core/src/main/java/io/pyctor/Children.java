package io.pyctor;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The children of one cell. All state, the links in the children included, is guarded by
 * the monitor of this object: parents add, children end and operators look on threads of
 * their own.
 */
final class Children {

	/** How many numbers a parent takes from the system at a time. */
	private static final int NUMBERS = 32;

	private final ActorCell parent;

	/**
	 * Who creates these children, handles their ends and knows their names, if not the
	 * parent.
	 */
	final @Nullable KeyedHost host;

	private @Nullable ActorCell first;

	/** Children that have not ended; one that ended stays linked until it was handled. */
	private int live;

	/** What children of the type had processed that have ended. */
	private long processedByEnded;

	/** Written under the monitor. */
	private volatile boolean closed;

	/** Those of the root that have ended, and are still on the list. */
	private final Leavers leavers;

	/** The type of the last child: most parents have children of one type only. */
	private @Nullable ActorType type;

	/** Null while every child has a default name of the one type. */
	private @Nullable GivenNames names;

	private long nextNumber;

	private long lastNumber = -1;

	Children(ActorCell parent, @Nullable KeyedHost host) {
		this.parent = parent;
		this.host = host;
		this.leavers = parent.isRoot() ? new Leavers() : Leavers.NONE;
	}

	/**
	 * Make a cell and add it.
	 * @return the cell, or null if the parent is stopping
	 * @throws DuplicateActorNameException if a living sibling has the name
	 */
	synchronized @Nullable ActorCell add(Actor actor, @Nullable ActorFactory factory, @Nullable String name,
			ActorOptions options) {
		if (this.closed) {
			return null;
		}
		if (name != null && find(name) != null) {
			throw new DuplicateActorNameException(name, this.parent.path());
		}
		ActorType type = typeOf(actor, options);
		long number = newNumber();
		while (name == null && this.names != null && this.names.isGiven(type.shortName(), number)) {
			number = newNumber();
		}
		ActorCell child = type.newCell(this.parent, name, number, actor, factory);
		if (name != null && this.host == null) {
			namesOrNew().put(name, child);
		}
		link(child);
		this.live++;
		return child;
	}

	private ActorType typeOf(Actor actor, ActorOptions options) {
		ActorType last = this.type;
		Class<?> actorClass = actor.actorType();
		if (last != null && last.actorClass == actorClass && last.options.equals(options)) {
			return last;
		}
		ActorType type = this.parent.system().type(actorClass, options);
		retireProcessed();
		this.type = type;
		if (last != null) {
			namesOrNew();
		}
		if (this.names != null) {
			this.names.addPrefix(type.shortName());
			if (last != null) {
				this.names.addPrefix(last.shortName());
			}
		}
		return type;
	}

	private GivenNames namesOrNew() {
		GivenNames names = this.names;
		if (names == null) {
			names = new GivenNames();
			this.names = names;
			if (this.type != null) {
				names.addPrefix(this.type.shortName());
			}
		}
		return names;
	}

	private long newNumber() {
		if (this.nextNumber > this.lastNumber) {
			this.nextNumber = this.parent.system().newNumbers(NUMBERS);
			this.lastNumber = this.nextNumber + NUMBERS - 1;
		}
		return this.nextNumber++;
	}

	/** Whether a child is there, though it may have ended already. */
	synchronized boolean contains(ActorCell child) {
		return child.linked;
	}

	private void link(ActorCell child) {
		ActorCell next = this.first;
		child.nextSibling = next;
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
		if (given != null && this.names != null) {
			this.names.remove(given);
		}
		return true;
	}

	/**
	 * A child has ended for good: it has told its watchers and emptied its mailbox.
	 * @return whether it was the last one of a stopping parent
	 */
	synchronized boolean ended(ActorCell child) {
		if (child.type == this.type) {
			// A sum for many, since here is a lock anyway and there is not.
			this.processedByEnded += child.processed();
		}
		else {
			child.type.retireProcessed(child.processed());
		}
		this.live--;
		return this.closed && this.live == 0;
	}

	/**
	 * A child has ended for good, and nobody will handle its end. It leaves together with
	 * others, soon.
	 * @return whether it was the last one of a stopping parent
	 */
	boolean endedAndGone(ActorCell child) {
		// If it is not closed after this, whoever closes it sees the child.
		return (this.leavers.add(child) || this.closed) && letLeave();
	}

	private synchronized boolean letLeave() {
		boolean last = false;
		for (Leavers.Leaver leaver = this.leavers.takeAll(); leaver != null; leaver = leaver.before) {
			remove(leaver.child);
			last = ended(leaver.child);
		}
		return last;
	}

	/** Take those off the list that have ended. Any thread that has the time. */
	void tidy() {
		if (!this.leavers.isEmpty()) {
			tidyAtLast();
		}
	}

	/**
	 * Once it is closed every child leaves by itself, and hears whether it is the last.
	 */
	private synchronized void tidyAtLast() {
		if (!this.closed) {
			letLeave();
		}
	}

	/**
	 * Take no further children.
	 * @return whether there are none to wait for
	 */
	synchronized boolean close() {
		this.closed = true;
		letLeave();
		return this.live == 0;
	}

	/**
	 * Take children again, after a restart: those that have ended are strangers.
	 */
	synchronized void reopen() {
		unlinkAll();
		this.closed = false;
	}

	/** Add to the type's sum what is not in it yet. For operators, too. */
	synchronized void retireProcessed() {
		tidy();
		if (this.type != null && this.processedByEnded > 0) {
			this.type.retireProcessed(this.processedByEnded);
			this.processedByEnded = 0;
		}
	}

	/** Forget everybody: the parent has ended. */
	synchronized void clear() {
		retireProcessed();
		unlinkAll();
	}

	private void unlinkAll() {
		ActorCell child = this.first;
		while (child != null) {
			ActorCell next = child.nextSibling;
			remove(child);
			child = next;
		}
	}

	/** The children that are linked, the newest first, and not more than asked for. */
	synchronized List<ActorCell> list(int max) {
		tidy();
		List<ActorCell> list = new ArrayList<>();
		for (ActorCell child = this.first; child != null && list.size() < max; child = child.nextSibling) {
			list.add(child);
		}
		return list;
	}

	/**
	 * Some more of the children that are linked, so that nobody waits for long while all
	 * are looked at.
	 * @param seen the last of those that were looked at; none to begin with
	 * @return those behind it; none if there are none, or if every one of those that were
	 * seen last is gone and nobody knows where they were
	 */
	synchronized List<ActorCell> listAfter(List<ActorCell> seen, int max) {
		tidy();
		int last = seen.size() - 1;
		while (last >= 0 && !seen.get(last).linked) {
			last--;
		}
		ActorCell child = seen.isEmpty() ? this.first : (last >= 0) ? seen.get(last).nextSibling : null;
		List<ActorCell> list = new ArrayList<>();
		for (; child != null && list.size() < max; child = child.nextSibling) {
			list.add(child);
		}
		return list;
	}

	/** How many have not ended. */
	synchronized int count() {
		tidy();
		return this.live;
	}

	synchronized @Nullable ActorCell find(String name) {
		tidy();
		if (this.host != null) {
			return this.host.find(name);
		}
		ActorCell given = (this.names != null) ? this.names.find(name) : null;
		return (given != null) ? given : findDefault(name);
	}

	private @Nullable ActorCell findDefault(String name) {
		GivenNames.DefaultName parsed = GivenNames.DefaultName.parse(name);
		if (parsed == null || !mayHave(parsed)) {
			return null;
		}
		for (ActorCell child = this.first; child != null; child = child.nextSibling) {
			if (child.hasDefaultName(parsed)) {
				return child;
			}
		}
		return null;
	}

	/**
	 * Spares a walk along all siblings for a given name that only looks like a default.
	 */
	private boolean mayHave(GivenNames.DefaultName name) {
		if (this.names != null) {
			return this.names.hasPrefix(name);
		}
		return this.type != null && this.type.shortName().equals(name.prefix());
	}

}
