import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Offers the sample ten times the orders that it can take, and fails if it does not keep
 * its promises meanwhile. {@code .ci/overload} starts it: {@code java Overload.java <url>
 * <pid of the sample> <its log of collections> <seconds>}.
 */
public class Overload {

	private static final int TIMES = 10;

	/** So many clients keep the sample busy, and none of them is refused. */
	private static final int CLIENTS = 50;

	private static final Duration IN_TIME = Duration.ofSeconds(5);

	private static final Duration RECOVERY = Duration.ofSeconds(10);

	private static final List<String> SKUS = List.of("TEA-GREEN-100", "TEA-BLACK-100", "TEA-MINT-50", "CHOC-DARK-70",
			"CHOC-MILK", "CHOC-NUT", "COCOA-250", "SALT-SEA-250");

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.executor(Executors.newFixedThreadPool(2, Overload::daemon))
		.build();

	private final AtomicLong customers = new AtomicLong();

	private final List<String> broken = new ArrayList<>();

	private final String url;

	private final Memory memory;

	Overload(String url, Memory memory) {
		this.url = url;
		this.memory = memory;
	}

	public static void main(String[] args) throws Exception {
		Overload overload = new Overload(args[0], new Memory(args[1], Path.of(args[2])));
		System.exit(overload.run(Integer.parseInt(args[3])) ? 0 : 1);
	}

	private boolean run(int seconds) throws Exception {
		// More than there is room for: what refuses is to be warm as well
		Answers warmUp = closedLoop(6 * CLIENTS, 15);
		settle();
		Answers full = closedLoop(CLIENTS, 20);
		double capacity = full.accepted.perSecond(20);
		System.out.printf("capacity: %.0f orders/s with %d clients, each of which waits for its answer; accepted %s%n",
				capacity, CLIENTS, full.accepted);
		settle();

		Answers calmBefore = openLoop(capacity / 2, 10, false);
		System.out.printf("half of it: accepted %s%n", calmBefore.accepted);

		Answers over = openLoop(TIMES * capacity, seconds, true);
		long end = System.nanoTime();
		long open = number("/orders", "open");
		System.out.printf("%d times it: %.0f orders/s offered for %d s: %.0f/s accepted, %.0f/s refused%n", TIMES,
				over.offered.get() / (double) seconds, seconds, over.accepted.perSecond(seconds),
				over.refused.perSecond(seconds));

		Answers after = openLoop(capacity / 2, 10, false);
		over.await();
		System.out.printf("  accepted %s%n  refused %s%n", over.accepted, over.refused);
		long slowest = full.accepted.max();
		double recovery = after.lastWorseThan(slowest, end) / 1e9;
		System.out.printf("half of it again: accepted %s, refused %d; %.1f s after the overload all are accepted, none "
				+ "slower than the slowest at the capacity%n", after.accepted, after.refused.size(), recovery);
		settle();
		System.out.printf("%d orders were open at the end of the overload, none %.1f s later%n", open,
				(System.nanoTime() - end) / 1e9);

		List<Answers> all = List.of(warmUp, full, calmBefore, over, after);
		long accepted = all.stream().mapToLong((answers) -> answers.accepted.size()).sum();
		long refused = all.stream().mapToLong((answers) -> answers.refused.size()).sum();
		long stored = number("/orders", "orders");
		String letters = deadLetters();
		System.out.printf("accepted %d, stored %d; refused %d, dead letters {%s}%n", accepted, stored, refused, letters);

		all.forEach((answers) -> this.broken.addAll(answers.wrong));
		check(over.offered.get() >= 0.95 * TIMES * capacity * seconds, "less than 10 times the capacity was offered");
		check(over.refused.size() > 0 && full.refused.size() == 0, "it was not the capacity that was measured");
		check(over.accepted.perSecond(seconds) >= 0.9 * capacity, "less than 90 % of the capacity was accepted");
		// The warm-up is the time in which code is compiled
		check(all.stream().skip(1).allMatch((answers) -> answers.slowest() <= IN_TIME.toMillis() * 1000),
				"an answer took more than " + IN_TIME);
		check(recovery <= RECOVERY.toSeconds(), "it took more than " + RECOVERY + " to recover");
		check(this.memory.isFlat(), "the heap grew");
		check(stored == accepted, "orders that were accepted are not those that are stored");
		check(letters.equals((refused == 0) ? "" : "\"MAILBOX_FULL\":" + refused),
				"dead letters are not the refused orders");
		this.broken.stream().limit(10).forEach((reason) -> System.out.println("FAILED: " + reason));
		return this.broken.isEmpty();
	}

	private void check(boolean holds, String otherwise) {
		if (!holds) {
			this.broken.add(otherwise);
		}
	}

	/** Each client sends its next order when it has the answer to the last one. */
	private Answers closedLoop(int count, int seconds) throws InterruptedException {
		Answers answers = new Answers();
		Semaphore clients = new Semaphore(count);
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		answers.end = end;
		while (System.nanoTime() < end) {
			clients.acquire();
			send(System.nanoTime(), answers, clients::release);
		}
		answers.await();
		return answers;
	}

	/** Orders come when they come. Each is as late as it should have been sent. */
	private Answers openLoop(double rate, int seconds, boolean watched) throws Exception {
		Answers answers = new Answers();
		long begin = System.nanoTime();
		answers.end = begin + TimeUnit.SECONDS.toNanos(seconds);
		Thread watch = watched ? daemon(() -> watch(answers, begin, seconds)) : null;
		if (watch != null) {
			watch.start();
		}
		long count = Math.round(rate * seconds);
		for (long i = 0; i < count && System.nanoTime() < answers.end; i++) {
			long due = begin + (long) (i * 1e9 / rate);
			long early = due - System.nanoTime();
			if (early > 0) {
				TimeUnit.NANOSECONDS.sleep(Math.max(early, 1_000_000));
			}
			send(due, answers, () -> {
			});
		}
		if (watch != null) {
			watch.join();
		}
		else {
			answers.await();
		}
		return answers;
	}

	private void watch(Answers answers, long begin, int seconds) {
		try {
			for (int second = 5; second <= seconds; second += 10) {
				long accepted = answers.accepted.size();
				long refused = answers.refused.size();
				long since = System.nanoTime();
				TimeUnit.NANOSECONDS.sleep(begin + TimeUnit.SECONDS.toNanos(second) - since);
				double period = (System.nanoTime() - since) / 1e9;
				System.out.printf("  %2d s: %.0f/s accepted, %.0f/s refused, %s%n", second,
						(answers.accepted.size() - accepted) / period, (answers.refused.size() - refused) / period,
						this.memory.look());
			}
		}
		catch (IOException | InterruptedException ex) {
			this.broken.add("The memory was not measured: " + ex);
		}
	}

	private void send(long due, Answers answers, Runnable answered) {
		long number = this.customers.incrementAndGet();
		String order = "{\"customer\":\"Client %d\",\"sku\":\"%s\",\"quantity\":1}".formatted(number,
				SKUS.get((int) (number % SKUS.size())));
		answers.offered.incrementAndGet();
		this.http
			.sendAsync(HttpRequest.newBuilder(URI.create(this.url + "/orders"))
				.timeout(Duration.ofSeconds(20))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(order))
				.build(), BodyHandlers.ofString())
			.whenComplete((response, error) -> {
				answers.add(due, response, error);
				answered.run();
			});
	}

	/** Wait until no order is on its way. */
	private void settle() throws IOException, InterruptedException {
		for (int i = 0; i < 600; i++) {
			if (number("/orders", "open") == 0) {
				return;
			}
			TimeUnit.MILLISECONDS.sleep(100);
		}
		this.broken.add("orders are still open");
	}

	private String deadLetters() throws IOException, InterruptedException {
		Matcher letters = Pattern.compile("\"deadLetters\":\\{(.*?)}").matcher(get("/actuator/actors?limit=1"));
		return letters.find() ? letters.group(1).replaceAll("\"\\w+\":0,?", "").replaceAll(",$", "") : "?";
	}

	private long number(String path, String field) throws IOException, InterruptedException {
		Matcher number = Pattern.compile("\"" + field + "\":(\\d+)").matcher(get(path));
		return number.find() ? Long.parseLong(number.group(1)) : -1;
	}

	private String get(String path) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(URI.create(this.url + path)).build(), BodyHandlers.ofString()).body();
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		return thread;
	}

	/** The answers of a phase. Safe for any thread. */
	static class Answers {

		final AtomicLong offered = new AtomicLong();

		final Latencies accepted = new Latencies();

		final Latencies refused = new Latencies();

		final List<String> wrong = new ArrayList<>();

		/** What comes later does not count as a throughput of the phase. */
		volatile long end;

		private final List<long[]> course = new ArrayList<>();

		private long answered;

		synchronized void add(long due, HttpResponse<String> response, Throwable error) {
			long now = System.nanoTime();
			long latency = (now - due) / 1000;
			boolean taken = error == null && response.statusCode() == 201;
			if (taken) {
				this.accepted.add(latency, now <= this.end);
			}
			else if (error == null && isRefusal(response)) {
				this.refused.add(latency, now <= this.end);
			}
			else {
				this.wrong.add((error != null) ? error.toString() : response.statusCode() + " " + response.body());
			}
			this.course.add(new long[] { now, taken ? latency : Long.MAX_VALUE });
			this.answered++;
			notifyAll();
		}

		private static boolean isRefusal(HttpResponse<String> response) {
			return response.statusCode() == 503 && response.headers().firstValue("Retry-After").isPresent()
					&& response.headers().firstValue("Content-Type").orElse("").equals("application/problem+json");
		}

		synchronized void await() throws InterruptedException {
			while (this.answered < this.offered.get()) {
				wait();
			}
		}

		long slowest() {
			return Math.max(this.accepted.max(), this.refused.max());
		}

		/** How long after a moment the last answer came that was a refusal or slow. */
		synchronized long lastWorseThan(long latency, long since) {
			return this.course.stream().filter((one) -> one[1] > latency).mapToLong((one) -> one[0] - since).max().orElse(0);
		}

	}

	/** Latencies in microseconds. Safe for any thread. */
	static class Latencies {

		private long[] values = new long[1024];

		private int size;

		private int inPhase;

		synchronized void add(long value, boolean inPhase) {
			if (this.size == this.values.length) {
				this.values = Arrays.copyOf(this.values, 2 * this.size);
			}
			this.values[this.size++] = value;
			this.inPhase += inPhase ? 1 : 0;
		}

		synchronized int size() {
			return this.size;
		}

		synchronized double perSecond(int seconds) {
			return this.inPhase / (double) seconds;
		}

		long max() {
			return quantile(1);
		}

		private synchronized long quantile(double share) {
			long[] sorted = Arrays.copyOf(this.values, this.size);
			Arrays.sort(sorted);
			return (this.size == 0) ? 0 : sorted[(int) Math.min(this.size - 1, this.size * share)];
		}

		@Override
		public String toString() {
			return "in %.1f ms (median), %.1f ms (99 %%), %.1f ms (slowest)".formatted(quantile(0.5) / 1e3,
					quantile(0.99) / 1e3, max() / 1e3);
		}

	}

	/** The memory of the sample, each time after a full collection. */
	static class Memory {

		private static final Pattern COLLECTION = Pattern.compile("Diagnostic Command\\) \\d+M->(\\d+)M");

		private final List<Integer> live = new ArrayList<>();

		private final String pid;

		private final Path log;

		Memory(String pid, Path log) {
			this.pid = pid;
			this.log = log;
		}

		String look() throws IOException, InterruptedException {
			String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
			new ProcessBuilder(jcmd, this.pid, "GC.run").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
			int live = 0;
			Matcher collection = COLLECTION.matcher(Files.readString(this.log));
			while (collection.find()) {
				live = Integer.parseInt(collection.group(1));
			}
			this.live.add(live);
			return live + " MB of objects, " + resident();
		}

		private String resident() throws IOException {
			Path status = Path.of("/proc", this.pid, "status");
			if (!Files.exists(status)) {
				return "no /proc to see the process in";
			}
			Matcher resident = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(Files.readString(status));
			return resident.find() ? Integer.parseInt(resident.group(1)) / 1024 + " MB resident" : "";
		}

		/** In the second half of the time no more than a tenth above the first half. */
		boolean isFlat() {
			int half = this.live.size() / 2;
			int before = this.live.stream().limit(Math.max(1, half)).mapToInt(Integer::intValue).max().orElse(0);
			int after = this.live.stream().skip(half).mapToInt(Integer::intValue).max().orElse(0);
			return before > 0 && after <= 1.1 * before;
		}

	}

}
