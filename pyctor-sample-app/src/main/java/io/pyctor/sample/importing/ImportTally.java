package io.pyctor.sample.importing;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the lines of an import. Safe for any thread.
 */
class ImportTally {

	private final AtomicLong lines = new AtomicLong();

	private final AtomicLong accepted = new AtomicLong();

	private final AtomicLong unanswered = new AtomicLong();

	private final SortedMap<Long, String> refused = new ConcurrentSkipListMap<>();

	void read() {
		this.lines.incrementAndGet();
	}

	void accepted() {
		this.accepted.incrementAndGet();
	}

	void refused(Line line, String reason) {
		this.refused.put(line.number(), reason);
	}

	void unanswered() {
		this.unanswered.incrementAndGet();
	}

	boolean isComplete() {
		return this.unanswered.get() == 0;
	}

	ImportResult result() {
		List<Refusal> refusals = this.refused.entrySet()
			.stream()
			.map((entry) -> new Refusal(entry.getKey(), entry.getValue()))
			.toList();
		return new ImportResult(this.lines.get(), this.accepted.get(), refusals.size(), this.unanswered.get(),
				refusals);
	}

}
