package io.pyctor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An actor that waits for its users to end, or several that use each other in a circle.
 */
final class StopGroup {

	/** Somebody had something to do. */
	private static final long BUSY = -1;

	private final Set<ActorCell> members;

	private final Set<ActorCell> users;

	private final boolean circle;

	private final long patienceEnd;

	private long lastLook = BUSY;

	private StopGroup(Set<ActorCell> members, Set<ActorCell> users, boolean circle, long patienceEnd) {
		this.members = members;
		this.users = users;
		this.circle = circle;
		this.patienceEnd = patienceEnd;
	}

	/**
	 * Return the group of a cell.
	 * @param cell the cell
	 * @param uses whom each cell uses
	 * @param reached those that a cell uses, that these use, and so on
	 * @param patienceEnd when a circle is told to stop whatever it does
	 */
	static StopGroup of(ActorCell cell, Map<ActorCell, Set<ActorCell>> uses, Map<ActorCell, Set<ActorCell>> reached,
			long patienceEnd) {
		Set<ActorCell> members = new LinkedHashSet<>(Set.of(cell));
		Set<ActorCell> below = reached.getOrDefault(cell, Set.of());
		below.stream().filter((other) -> reached.getOrDefault(other, Set.of()).contains(cell)).forEach(members::add);
		Set<ActorCell> users = new LinkedHashSet<>();
		uses.forEach((user, used) -> {
			if (!members.contains(user) && used.stream().anyMatch(members::contains)) {
				users.add(user);
			}
		});
		return new StopGroup(members, users, below.contains(cell), patienceEnd);
	}

	Set<ActorCell> members() {
		return this.members;
	}

	/** Tell all to stop, if it is their turn. */
	boolean stopInTurn() {
		if (!this.users.stream().allMatch(ActorCell::isEnded)) {
			return false;
		}
		if (this.circle && !isQuiet() && System.nanoTime() - this.patienceEnd < 0) {
			return false;
		}
		this.members.forEach(ActorCell::stop);
		return true;
	}

	/**
	 * Whether there was a moment at which nobody had anything to do. Who was idle at two
	 * looks and received nothing in between was idle all the time; so were all, at the
	 * moment between the two.
	 */
	private boolean isQuiet() {
		long before = this.lastLook;
		this.lastLook = look();
		return before != BUSY && this.lastLook == before;
	}

	/** What all have received, in one number, or that somebody is at work. */
	private long look() {
		long received = 0;
		List<ActorCell> next = new ArrayList<>(this.members);
		while (!next.isEmpty()) {
			ActorCell cell = next.remove(next.size() - 1);
			if (!cell.isEnded()) {
				if (cell.state() != ActorState.IDLE || isAnyKeyWaiting(cell)) {
					return BUSY;
				}
				received += Integer.toUnsignedLong(Objects.hash(cell.number, cell.received()));
				next.addAll(cell.childCells());
			}
		}
		return received;
	}

	private static boolean isAnyKeyWaiting(ActorCell cell) {
		KeyedHost host = cell.keyedHost();
		return host != null && host.isAnyoneWaiting();
	}

}
