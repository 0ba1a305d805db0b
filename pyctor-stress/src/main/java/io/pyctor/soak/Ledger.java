package io.pyctor.soak;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import io.pyctor.ActorRef;
import io.pyctor.DeadLetter;
import io.pyctor.DeadLetterReason;

/**
 * The accounts of a soak. For any thread. The balances hold whenever nothing is under
 * way.
 */
final class Ledger {

	private static final int SHOWN = 25;

	private final long start = System.nanoTime();

	/** What is counted. */
	enum Account {

		TOLD, PROCESSED, DEAD, STARTED, STOPPED, ASKED, COMPLETED, WATCHED, UNWATCHED, NOTICED, AWAITED, CALLED_BACK,
		DROPPED, SCHEDULED, FIRED, CANCELLED, ENDED

	}

	private final Map<Account, LongAdder> accounts = new EnumMap<>(Account.class);

	private final AtomicInteger violations = new AtomicInteger();

	/** The first ones, to be said again at the end, which is read most. */
	private final Queue<String> first = new ConcurrentLinkedQueue<>();

	Ledger() {
		for (Account account : Account.values()) {
			this.accounts.put(account, new LongAdder());
		}
	}

	@SuppressWarnings("NullAway")
	void count(Account account) {
		this.accounts.get(account).increment();
	}

	@SuppressWarnings("NullAway")
	long sum(Account account) {
		return this.accounts.get(account).sum();
	}

	/** Listens to the dead letters of a system. */
	void deadLetter(DeadLetter letter, ActorRef sender) {
		// Who failed at a message had counted it when it came.
		if (letter.reason() != DeadLetterReason.FAILED && letter.message() instanceof Accounted message) {
			message.dead();
		}
	}

	/** How many messages are under way. */
	long outstanding() {
		return -sum(Account.PROCESSED) - sum(Account.DEAD) + sum(Account.TOLD);
	}

	boolean isBalanced() {
		return imbalance().isEmpty();
	}

	/** Return which balances do not hold, or nothing. */
	String imbalance() {
		return Map
			.of("messages", outstanding(), "actors", sum(Account.STARTED) - sum(Account.STOPPED), "questions",
					sum(Account.ASKED) - sum(Account.COMPLETED), "notices",
					sum(Account.WATCHED) - sum(Account.UNWATCHED) - sum(Account.NOTICED), "awaits",
					sum(Account.AWAITED) - sum(Account.CALLED_BACK) - sum(Account.DROPPED), "schedules",
					sum(Account.SCHEDULED) - sum(Account.FIRED) - sum(Account.CANCELLED) - sum(Account.ENDED))
			.entrySet()
			.stream()
			.filter((balance) -> balance.getValue() != 0)
			.map((balance) -> balance.getKey() + " " + balance.getValue())
			.sorted()
			.collect(Collectors.joining(", "));
	}

	/** Return all sums. */
	@Override
	public String toString() {
		return this.accounts.toString();
	}

	void violation(String what) {
		if (this.violations.incrementAndGet() <= SHOWN) {
			String line = "VIOLATION after " + (System.nanoTime() - this.start) / 1_000_000_000 + " s: " + what;
			this.first.add(line);
			System.out.println(line);
		}
	}

	/** Return the first violations, in the order in which they were found. */
	List<String> firstViolations() {
		return List.copyOf(this.first);
	}

	int violations() {
		return this.violations.get();
	}

}
