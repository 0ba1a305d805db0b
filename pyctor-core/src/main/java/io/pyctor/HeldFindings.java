package io.pyctor;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found, and has not been gone for long enough: so that what goes up and down
 * around its limit is one finding and not many. For one thread.
 */
final class HeldFindings {

	/** There is no use in more of them, and a limit to memory. */
	private static final int MAX = 10_000;

	private record Key(Class<? extends HealthFinding> kind, Object subject) {
	}

	private record Held(HealthFinding finding, long seen) {
	}

	private final long recoverNanos;

	private final Map<Key, Held> held = new HashMap<>();

	HeldFindings(long recoverNanos) {
		this.recoverNanos = recoverNanos;
	}

	/** Whether there is a finding of a kind about somebody: then less will keep it. */
	boolean holds(Class<? extends HealthFinding> kind, Object subject) {
		return this.held.containsKey(new Key(kind, subject));
	}

	void add(HealthFinding finding, Object subject, long now) {
		Key key = new Key(finding.getClass(), subject);
		if (this.held.size() < MAX || this.held.containsKey(key)) {
			this.held.put(key, new Held(finding, now));
		}
	}

	/**
	 * Forget what has been gone for long enough, and return the rest, the worst first.
	 */
	List<HealthFinding> settle(long now) {
		this.held.values().removeIf((each) -> each.seen() != now && now - each.seen() >= this.recoverNanos);
		return this.held.values()
			.stream()
			.map(Held::finding)
			.sorted(Comparator.comparingDouble(HealthFinding::excess).reversed())
			.toList();
	}

}
