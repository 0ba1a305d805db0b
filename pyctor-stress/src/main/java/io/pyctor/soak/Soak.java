package io.pyctor.soak;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.pyctor.ActorSystem;
import io.pyctor.ShutdownReport;

/**
 * Runs a mixed load for some minutes, in rounds. After each round, when nothing is under
 * way, every message must have been processed or have become a dead letter exactly once,
 * every question must have been completed, every end noticed once, every schedule fired
 * or cancelled; heap and threads must not grow. Ends with 1 if anything was violated.
 */
public final class Soak {

	private static final Duration ROUND = Duration.ofSeconds(8);

	private final SoakOptions options;

	private final Ledger ledger = new Ledger();

	private final Resources resources = new Resources();

	private final ActorSystem system;

	private final long start = System.nanoTime();

	private Soak(SoakOptions options) {
		this.options = options;
		this.system = ActorSystem.builder("soak")
			.parallelism(options.parallelism())
			.deadLetterLogLimit(0)
			.deadLetterListener(this.ledger::deadLetter)
			.failureHandler((ex) -> this.ledger.violation("The JVM failed: " + ex))
			.build();
	}

	/**
	 * Run the soak.
	 * @param args {@code --minutes}, {@code --seed}, {@code --parallelism}, each with a
	 * value
	 * @throws Exception if the soak itself fails
	 */
	public static void main(String[] args) throws Exception {
		SoakOptions options = SoakOptions.parse(args);
		System.out.println("Soak on Java " + Runtime.version() + ", " + options);
		Soak soak = new Soak(options);
		soak.run();
		System.exit((soak.ledger.violations() == 0) ? 0 : 1);
	}

	private void run() throws Exception {
		SplittableRandom random = new SplittableRandom(this.options.seed());
		for (int i = 1; elapsed().compareTo(this.options.length()) < 0; i++) {
			// Every second round without the crowd, for the others to come to speed.
			int selfTellers = (i % 2 == 0) ? this.options.parallelism() + 1 : 0;
			long slowest = new Round(this.system, this.ledger, random.split(), selfTellers).run(ROUND);
			checkThreads();
			this.resources.measure();
			report(i, slowest);
		}
		this.resources.check(this.ledger);
		shutDown();
		if (this.ledger.violations() == 0) {
			System.out.println("PASSED after " + elapsed().toSeconds() + " s");
			return;
		}
		System.out.println("FAILED with " + this.ledger.violations() + " violations, " + this.options);
		this.ledger.firstViolations().forEach(System.out::println);
	}

	private void checkThreads() {
		List<String> workers = Resources.threads("pyctor-soak-worker");
		List<String> others = Resources.threads("pyctor-soak-timers");
		if (workers.size() > this.options.parallelism() || others.size() > 1) {
			this.ledger.violation("Too many threads: " + workers + others);
		}
		List<String> blocking = Resources.threads("pyctor-soak-blocking");
		if (blocking.size() > 10 * BlockingLoad.ACTORS) {
			this.ledger.violation("Too many threads: " + blocking);
		}
	}

	private void report(int round, long slowest) {
		Ledger accounts = this.ledger;
		System.out.printf(
				"%4d s, round %d: %,d told = %,d processed + %,d dead; %,d actors, %,d asks, %,d notices, "
						+ "%,d schedules, %,d awaits; slowest pulse %,d us; heap %,d KB; %d threads; %d violations%n",
				elapsed().toSeconds(), round, accounts.sum(Ledger.Account.TOLD), accounts.sum(Ledger.Account.PROCESSED),
				accounts.sum(Ledger.Account.DEAD), accounts.sum(Ledger.Account.STOPPED),
				accounts.sum(Ledger.Account.COMPLETED), accounts.sum(Ledger.Account.NOTICED),
				accounts.sum(Ledger.Account.FIRED) + accounts.sum(Ledger.Account.CANCELLED)
						+ accounts.sum(Ledger.Account.ENDED),
				accounts.sum(Ledger.Account.CALLED_BACK), slowest, this.resources.heapKilobytes(),
				this.resources.threads(), accounts.violations());
	}

	private void shutDown() throws Exception {
		this.system.shutdown(Duration.ofSeconds(10));
		ShutdownReport report = this.system.stopped().get(30, TimeUnit.SECONDS);
		if (!report.isClean()) {
			this.ledger.violation("Shutdown left behind " + report.abandoned());
		}
		List<String> left = Resources.threads("pyctor-");
		if (!left.isEmpty()) {
			this.ledger.violation("Threads are left: " + left);
		}
	}

	private Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

}
