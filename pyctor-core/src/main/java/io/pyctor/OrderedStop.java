package io.pyctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Stops some actors in an order, step by step, on the thread that waits for their end.
 */
final class OrderedStop {

	/** How long a look at the actors may take, as a part of the time in between. */
	private static final int PART = 10;

	private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	/** Those that were not told yet. */
	private final List<StopGroup> waiting = new ArrayList<>();

	private long pauseNanos = SHORTEST_NANOS;

	/**
	 * Prepare to stop actors.
	 * @param cells the actors
	 * @param order their order; those that are not in it are told at once, and who is
	 * below one of them counts as that one
	 * @param patienceNanos how long those that use each other may have something to do
	 */
	OrderedStop(Collection<ActorCell> cells, StopOrder order, long patienceNanos) {
		Map<ActorCell, Set<ActorCell>> uses = uses(Set.copyOf(cells), order);
		Map<ActorCell, Set<ActorCell>> reached = new LinkedHashMap<>();
		uses.keySet().forEach((cell) -> reached.put(cell, reached(cell, uses)));
		Set<ActorCell> grouped = new LinkedHashSet<>();
		long patienceEnd = System.nanoTime() + patienceNanos;
		for (ActorCell cell : cells) {
			if (!uses.containsKey(cell)) {
				cell.stop();
			}
			else if (!grouped.contains(cell)) {
				StopGroup group = StopGroup.of(cell, uses, reached, patienceEnd);
				grouped.addAll(group.members());
				this.waiting.add(group);
			}
		}
	}

	private static Map<ActorCell, Set<ActorCell>> uses(Set<ActorCell> cells, StopOrder order) {
		Map<ActorCell, Set<ActorCell>> uses = new LinkedHashMap<>();
		order.actors().forEach((actor) -> uses.put(stopped(actor, cells), new LinkedHashSet<>()));
		order.uses().forEach((user, used) -> {
			Set<ActorCell> usedCells = uses.get(stopped(user, cells));
			used.forEach((actor) -> usedCells.add(stopped(actor, cells)));
		});
		return uses;
	}

	/** The one that is stopped: the actor, or the one above it. */
	private static ActorCell stopped(ActorRef actor, Set<ActorCell> cells) {
		ActorCell cell = DefaultActorSystem.cell(actor);
		for (ActorCell above = cell; above != null; above = above.parent) {
			if (cells.contains(above)) {
				return above;
			}
		}
		return cell;
	}

	/** Those that a cell uses, that these use, and so on. */
	private static Set<ActorCell> reached(ActorCell cell, Map<ActorCell, Set<ActorCell>> uses) {
		Set<ActorCell> reached = new LinkedHashSet<>();
		List<ActorCell> next = new ArrayList<>(List.of(cell));
		while (!next.isEmpty()) {
			for (ActorCell used : uses.getOrDefault(next.remove(next.size() - 1), Set.of())) {
				if (reached.add(used)) {
					next.add(used);
				}
			}
		}
		return reached;
	}

	/**
	 * Tell those to stop whose turn has come.
	 * @return whether there are others
	 */
	boolean advance() {
		long start = System.nanoTime();
		this.waiting.removeIf(StopGroup::stopInTurn);
		this.pauseNanos = Math.max(SHORTEST_NANOS, (System.nanoTime() - start) * PART);
		return !this.waiting.isEmpty();
	}

	/** How long to wait before the next step. */
	long pauseNanos() {
		return this.pauseNanos;
	}

}
