package io.pyctor;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happens to messages from the beginning of a shutdown to its end.
 */
final class ShutdownAccount {

	private record Kind(Class<?> type, DeadLetterReason reason) {
	}

	private final DefaultActorSystem system;

	private final long start = System.nanoTime();

	private volatile long processedBefore;

	private final Map<Kind, LongAdder> left = new ConcurrentHashMap<>();

	private final Cancellable listening;

	ShutdownAccount(DefaultActorSystem system) {
		this.system = system;
		this.listening = system.addDeadLetterListener((letter, sender) -> this.left
			.computeIfAbsent(new Kind(letter.message().getClass(), letter.reason()), (kind) -> new LongAdder())
			.increment());
	}

	/** The shutdown has begun. */
	void begin() {
		this.processedBefore = this.system.processed();
	}

	/** It did not come to a shutdown. */
	void drop() {
		this.listening.cancel();
	}

	/**
	 * It is over.
	 * @param uncounted how many messages that were processed before count no longer
	 */
	ShutdownReport report(List<String> abandoned, List<ShutdownReport.Stuck> stuck, long uncounted) {
		this.listening.cancel();
		List<ShutdownReport.Left> left = left();
		return new ShutdownReport(Duration.ofNanos(System.nanoTime() - this.start),
				this.system.processed() - this.processedBefore + uncounted,
				left.stream().mapToLong(ShutdownReport.Left::count).sum(), abandoned, left, stuck);
	}

	private List<ShutdownReport.Left> left() {
		return this.left.entrySet()
			.stream()
			.map((entry) -> new ShutdownReport.Left(entry.getKey().type().getName(), entry.getKey().reason(),
					entry.getValue().sum()))
			.sorted(Comparator.comparingLong(ShutdownReport.Left::count)
				.reversed()
				.thenComparing(ShutdownReport.Left::type)
				.thenComparing(ShutdownReport.Left::reason))
			.toList();
	}

}
