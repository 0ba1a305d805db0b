package io.pyctor.spring.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.pyctor.ActorSystem;
import io.pyctor.ActorTypeSnapshot;

/**
 * What could be seen of the actors, by the simple names of their classes. One look serves
 * all meters that are read soon after. Safe for any thread.
 */
final class ActorTypes {

	private final ActorSystem system;

	private final long timeToLive;

	private final Consumer<String> newTypes;

	private volatile Look look = new Look(0, Map.of());

	/**
	 * Look at a system.
	 * @param system the system
	 * @param timeToLive how long a look is good
	 * @param newTypes is told of each type that was not seen in the look before
	 */
	ActorTypes(ActorSystem system, Duration timeToLive, Consumer<String> newTypes) {
		this.system = system;
		this.timeToLive = timeToLive.toNanos();
		this.newTypes = newTypes;
	}

	ActorTypeSnapshot get(String type) {
		return current().getOrDefault(type, none(type));
	}

	void refresh() {
		current();
	}

	private Map<String, ActorTypeSnapshot> current() {
		Look last = this.look;
		return isGood(last) ? last.types() : lookAgain();
	}

	private boolean isGood(Look look) {
		return !look.types().isEmpty() && System.nanoTime() - look.time() < this.timeToLive;
	}

	private synchronized Map<String, ActorTypeSnapshot> lookAgain() {
		Look last = this.look;
		if (isGood(last)) {
			return last.types();
		}
		Map<String, ActorTypeSnapshot> types = new HashMap<>();
		for (ActorTypeSnapshot snapshot : this.system.typeSnapshots()) {
			String type = ActorTypeName.of(snapshot.type());
			types.merge(type, snapshot, (one, other) -> sum(type, one, other));
		}
		this.look = new Look(System.nanoTime(), types);
		types.keySet().stream().filter((type) -> !last.types().containsKey(type)).forEach(this.newTypes);
		return types;
	}

	private static ActorTypeSnapshot none(String type) {
		return new ActorTypeSnapshot(type, 0, 0, 0, 0, 0);
	}

	private static ActorTypeSnapshot sum(String type, ActorTypeSnapshot one, ActorTypeSnapshot other) {
		return new ActorTypeSnapshot(type, one.live() + other.live(), one.mailboxSize() + other.mailboxSize(),
				one.processed() + other.processed(), one.failed() + other.failed(),
				one.restarted() + other.restarted());
	}

	/**
	 * What was seen.
	 *
	 * @param time when it was seen
	 * @param types what was seen of each type
	 */
	private record Look(long time, Map<String, ActorTypeSnapshot> types) {

	}

}
