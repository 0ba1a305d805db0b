package io.pyctor.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * What the JVM holds at the end of each round.
 */
final class Resources {

	/** So many rounds are needed before a trend is one. */
	private static final int ROUNDS = 6;

	private static final long HEAP_SLACK = 4 << 20;

	private static final int THREAD_SLACK = 12;

	private final List<Long> heaps = new ArrayList<>();

	private final List<Long> threads = new ArrayList<>();

	/** The live platform threads whose names begin like this. */
	static List<String> threads(String prefix) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith(prefix))
			.sorted()
			.toList();
	}

	/** Show what the live platform threads do whose names begin like this. */
	static void printThreads(String prefix) {
		Thread.getAllStackTraces().forEach((thread, stack) -> {
			if (thread.getName().startsWith(prefix)) {
				System.out.println(thread + " " + thread.getState());
				for (StackTraceElement element : stack) {
					System.out.println("\tat " + element);
				}
			}
		});
	}

	void measure() throws InterruptedException {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 3; i++) {
			System.gc();
			Thread.sleep(20);
			Runtime runtime = Runtime.getRuntime();
			least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
		}
		this.heaps.add(least);
		this.threads.add((long) Thread.getAllStackTraces().size());
	}

	long heapKilobytes() {
		return this.heaps.get(this.heaps.size() - 1) >> 10;
	}

	long threads() {
		return this.threads.get(this.threads.size() - 1);
	}

	/** Compare the last third of the rounds with the first, without the warm-up. */
	void check(Ledger ledger) {
		if (this.heaps.size() < ROUNDS) {
			return;
		}
		long heapBefore = median(this.heaps, true);
		long heapAfter = median(this.heaps, false);
		if (heapAfter > heapBefore + heapBefore / 10 + HEAP_SLACK) {
			ledger.violation("The heap grew from " + (heapBefore >> 10) + " to " + (heapAfter >> 10) + " KB");
		}
		long threadsBefore = median(this.threads, true);
		long threadsAfter = median(this.threads, false);
		if (threadsAfter > threadsBefore + THREAD_SLACK) {
			ledger.violation("The threads grew from " + threadsBefore + " to " + threadsAfter);
		}
	}

	private static long median(List<Long> values, boolean first) {
		int third = values.size() / 3;
		List<Long> part = first ? values.subList(1, 1 + third) : values.subList(values.size() - third, values.size());
		return part.stream().sorted().skip(third / 2).findFirst().orElseThrow();
	}

}
