package io.pyctor;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which actors are stopped after which others. An actor is told to stop when all
 * those that use it have ended, so that what they tell it in their last messages is
 * handled, too. Actors that use each other in a circle are told together: as soon as they
 * and all below them are seen to have nothing to do, or after half of the time that there
 * is. Immutable.
 *
 * @param uses the actors, and those that each of them uses; an actor may be among its own
 */
public record StopOrder(Map<ActorRef, Set<ActorRef>> uses) {

	private static final StopOrder TOGETHER = new StopOrder(Map.of());

	/**
	 * Create an order.
	 * @param uses the actors, and those that each of them uses
	 */
	public StopOrder {
		uses = uses.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, (entry) -> Set.copyOf(entry.getValue())));
	}

	/**
	 * Return the order of actors that do not know each other.
	 * @return all together
	 */
	public static StopOrder together() {
		return TOGETHER;
	}

	/**
	 * Return an order in which, besides, an actor uses another one.
	 * @param user the one that is stopped first
	 * @param used the one that is stopped when the first one has ended
	 * @return the order
	 */
	public StopOrder with(ActorRef user, ActorRef used) {
		Map<ActorRef, Set<ActorRef>> longer = new LinkedHashMap<>(this.uses);
		Set<ActorRef> all = new LinkedHashSet<>(longer.getOrDefault(user, Set.of()));
		all.add(used);
		longer.put(user, all);
		return new StopOrder(longer);
	}

	/** Every actor that is mentioned. */
	Set<ActorRef> actors() {
		Set<ActorRef> actors = new LinkedHashSet<>(this.uses.keySet());
		this.uses.values().forEach(actors::addAll);
		return actors;
	}

}
