package io.pyctor.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the JVM holds at the end of each round.
 */
final class Resources {

	/** So many rounds are needed before a trend is one. */
	private static final int ROUNDS = 6;

	private static final long HEAP_SLACK = 4 << 20;

	private static final int THREAD_SLACK = 12;

	/** The first JVM that has them. */
	private static final int VIRTUAL_THREADS = 21;

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

	/**
	 * Show what the live platform threads do whose names begin like this; and, where the
	 * JVM has them, have all virtual threads written to a file.
	 */
	static void printThreads(String prefix) {
		Thread.getAllStackTraces().forEach((thread, stack) -> {
			if (thread.getName().startsWith(prefix)) {
				System.out.println(thread + " " + thread.getState());
				for (StackTraceElement element : stack) {
					System.out.println("\tat " + element);
				}
			}
		});
		if (Runtime.version().feature() >= VIRTUAL_THREADS) {
			dumpThreads();
		}
	}

	private static void dumpThreads() {
		Path file = Path.of("soak-threads-" + System.currentTimeMillis() + ".txt").toAbsolutePath();
		Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
		try {
			new ProcessBuilder(jcmd.toString(), "" + ProcessHandle.current().pid(), "Thread.dump_to_file",
					file.toString())
				.inheritIO()
				.start()
				.waitFor(1, TimeUnit.MINUTES);
		}
		catch (IOException | InterruptedException ex) {
			System.out.println("The virtual threads cannot be shown: " + ex);
		}
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
