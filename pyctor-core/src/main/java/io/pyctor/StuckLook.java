package io.pyctor;

import java.time.Duration;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Remembers from look to look since when actors are at the same message. Nothing is noted
 * down with each message for it, so times are no longer than those between looks; who
 * looks at the health has looked before.
 */
final class StuckLook {

	/** How many are described. */
	private static final int MOST = 20;

	private final DefaultActorSystem system;

	private Map<ActorCell, Seen> seen = new IdentityHashMap<>();

	StuckLook(DefaultActorSystem system) {
		this.system = system;
	}

	/** What was seen of one actor. */
	private record Seen(ActorState state, long received, long since) {

		boolean isStill(ActorState state, long received) {
			return this.state == state && this.received == received;
		}

	}

	void look() {
		Map<ActorCell, Seen> now = new IdentityHashMap<>();
		long time = System.nanoTime();
		this.system.forEachCell((cell) -> {
			ActorState state = cell.state();
			if (isAtWork(cell, state)) {
				Seen before = this.seen.get(cell);
				long received = cell.received();
				now.put(cell, (before != null && before.isStill(state, received)) ? before
						: new Seen(state, received, this.system.healthWatch().atWorkSince(cell, time)));
			}
		});
		this.seen = now;
	}

	/** Those that only wait for a thread are not what is stuck. */
	private boolean isAtWork(ActorCell cell, ActorState state) {
		return state == ActorState.AWAITING || state == ActorState.BACKING_OFF || cell.thread().isPresent();
	}

	/** Look once more, and describe those that have been at work for the longest time. */
	List<ShutdownReport.Stuck> stuck() {
		look();
		long now = System.nanoTime();
		return this.seen.entrySet()
			.stream()
			.sorted(Comparator.comparingLong((entry) -> entry.getValue().since()))
			.limit(MOST)
			.map((entry) -> describe(entry.getKey(), entry.getValue(), now))
			.toList();
	}

	private static ShutdownReport.Stuck describe(ActorCell cell, Seen seen, long now) {
		List<StackTraceElement> stack = stackOf(cell);
		return new ShutdownReport.Stuck(cell.path().toString(), seen.state(), Duration.ofNanos(now - seen.since()),
				placeIn(cell.type.className(), stack), stack);
	}

	/** It may go on to another actor meanwhile, of which nothing is to be said here. */
	static List<StackTraceElement> stackOf(ActorCell cell) {
		Optional<Thread> thread = cell.thread();
		if (thread.isEmpty()) {
			return List.of();
		}
		StackTraceElement[] stack = thread.get().getStackTrace();
		return cell.isRunBy(thread.get()) ? List.of(stack) : List.of();
	}

	/** As an exception shows a stack, each element on a line of its own. */
	static String linesOf(List<StackTraceElement> stack) {
		return stack.stream().map((element) -> "\n\tat " + element).collect(Collectors.joining());
	}

	/** The innermost line of the actor's class, or of one within it. */
	private static Optional<StackTraceElement> placeIn(String className, List<StackTraceElement> stack) {
		return stack.stream().filter((element) -> isWithin(element.getClassName(), className)).findFirst();
	}

	private static boolean isWithin(String name, String className) {
		return name.startsWith(className)
				&& (name.length() == className.length() || name.charAt(className.length()) == '$');
	}

}
