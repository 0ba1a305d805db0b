package io.pyctor.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;

/**
 * A time of all loads at once, then silence, in which every account has to balance.
 */
final class Round {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/**
	 * Longer than any question waits: what has not come after that is lost, not late.
	 */
	private static final Duration LAST_PATIENCE = Duration.ofSeconds(150);

	private static final int PULSES = 20;

	private static final int ORDER_LOADS = 2;

	private static final int NAME_LOADS = 3;

	private final ActorSystem system;

	private final Ledger ledger;

	private final SplittableRandom random;

	private final List<Load> loads = new ArrayList<>();

	private final ActorRef watchdog;

	private final ActorRef pulse;

	Round(ActorSystem system, Ledger ledger, SplittableRandom random, int selfTellers) {
		this.system = system;
		this.ledger = ledger;
		this.random = random;
		this.watchdog = system.create(() -> new Watchdog(ledger, random.split()));
		this.pulse = system.create(() -> new Pulse(ledger, random.split()));
		List<ActorRef> receivers = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			receivers.add(system.create(() -> new OrderLoad.Receiver(ledger, random.split())));
		}
		for (int i = 0; i < ORDER_LOADS; i++) {
			this.loads.add(new OrderLoad(system, ledger, random.split(), receivers, i));
		}
		ConcurrentHashMap<String, NameLoad> owners = new ConcurrentHashMap<>();
		for (int i = 0; i < NAME_LOADS; i++) {
			this.loads.add(new NameLoad(system, ledger, random.split(), owners));
		}
		this.loads.add(new TreeLoad(system, ledger, random.split(), this.watchdog));
		this.loads.add(new AskLoad(system, ledger, random.split()));
		this.loads.add(new ScheduleLoad(system, ledger, random.split()));
		this.loads.add(new AwaitLoad(system, ledger, random.split()));
		this.loads.add(new BlockingLoad(system, ledger, random.split()));
		this.loads.add(new CrowdLoad(system, ledger, random.split()));
		this.loads.add(new ShutdownLoad(system, ledger, random.split()));
		this.loads.add(new SelfTellLoad(system, ledger, random.split(), selfTellers));
	}

	/**
	 * Run the round.
	 * @return how long the slowest pulse in the silence took, in microseconds
	 */
	long run(Duration length) throws InterruptedException {
		List<Thread> threads = this.loads.stream().map((load) -> new Thread(load, "load")).toList();
		threads.forEach(Thread::start);
		Thread.sleep(length.toMillis());
		this.loads.forEach(Load::end);
		for (Thread thread : threads) {
			thread.join();
		}
		awaitBalance(2);
		long slowest = 0;
		for (int i = 0; i < PULSES; i++) {
			// Long enough for the threads to go to sleep one after the other.
			Thread.sleep(this.random.nextInt(30));
			slowest = Math.max(slowest, pulse());
		}
		this.system.stop(this.watchdog);
		this.system.stop(this.pulse);
		awaitBalance(0);
		for (Load load : this.loads) {
			if (load instanceof ScheduleLoad schedules) {
				schedules.check();
			}
		}
		return slowest;
	}

	/** Wait until all is balanced but so many actors that are meant to live. */
	private void awaitBalance(int living) throws InterruptedException {
		if (isBalanced(living, PATIENCE)) {
			return;
		}
		this.ledger.violation("No balance after " + PATIENCE + ": " + this.ledger.imbalance() + " (expected " + living
				+ " actors); " + this.ledger + "; " + this.system.snapshot());
		Resources.printThreads("pyctor-");
		long start = System.nanoTime();
		boolean late = isBalanced(living, LAST_PATIENCE);
		System.out.println((late ? "It was late, not lost: balanced" : "It is lost: no balance") + " another "
				+ (System.nanoTime() - start) / 1_000_000_000 + " s later");
	}

	private boolean isBalanced(int living, Duration patience) throws InterruptedException {
		String expected = (living > 0) ? "actors " + living : "";
		long start = System.nanoTime();
		while (!this.ledger.imbalance().equals(expected)) {
			if (System.nanoTime() - start > patience.toNanos()) {
				return false;
			}
			Thread.sleep(5);
		}
		return true;
	}

	private long pulse() throws InterruptedException {
		long start = System.nanoTime();
		try {
			this.pulse.ask("pulse", Object.class, PATIENCE).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			this.ledger.violation("A pulse in the silence was not answered: " + ex);
		}
		return (System.nanoTime() - start) / 1000;
	}

	/** Answers in the silence. */
	private static final class Pulse extends CountedActor {

		Pulse(Ledger ledger, SplittableRandom random) {
			super(ledger, random);
		}

		@Override
		void handle(ActorRef sender, Object message) {
			tell(sender, message);
		}

	}

}
