package io.pyctor.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.pyctor.ActorRef;
import io.pyctor.ActorStoppedException;
import io.pyctor.ActorSystem;
import io.pyctor.ShutdownReport;

/**
 * Systems that are shut down while threads create actors in them and tell them things:
 * who was refused once is refused for ever, nothing is lost, and no thread is left.
 */
final class ShutdownLoad extends Load {

	private static final int CREATORS = 2;

	private static final Duration DEADLINE = Duration.ofSeconds(10);

	ShutdownLoad(ActorSystem system, Ledger ledger, SplittableRandom random) {
		super(system, ledger, random);
	}

	@Override
	void step() throws Exception {
		String name = "passing-" + this.random.nextInt(1_000_000_000);
		ActorSystem passing = ActorSystem.builder(name)
			.parallelism(2)
			.deadLetterLogLimit(0)
			.deadLetterListener(this.ledger::deadLetter)
			.failureHandler((ex) -> this.ledger.violation("The JVM failed: " + ex))
			.build();
		List<Thread> creators = new ArrayList<>();
		for (int i = 0; i < CREATORS; i++) {
			SplittableRandom random = this.random.split();
			Thread creator = new Thread(() -> contained(() -> createUntilRefused(passing, random)), "creator");
			creator.start();
			creators.add(creator);
		}
		pause(this.random.nextInt(20_000));
		passing.shutdown(DEADLINE);
		for (Thread creator : creators) {
			creator.join();
		}
		ShutdownReport report = passing.stopped().get(30, TimeUnit.SECONDS);
		if (!report.isClean() || report.took().compareTo(DEADLINE) > 0) {
			this.ledger.violation("Shutdown took " + report.took() + " and left behind " + report.abandoned());
		}
		List<String> threads = Resources.threads("pyctor-" + name);
		if (!threads.isEmpty()) {
			this.ledger.violation("Shutdown left behind the threads " + threads);
		}
		pause(this.random.nextInt(300_000));
	}

	private void createUntilRefused(ActorSystem passing, SplittableRandom random) {
		int refused = 0;
		while (refused < 10) {
			try {
				ActorRef actor = passing.create(() -> new Passing(this.ledger, random.split()));
				if (refused > 0) {
					this.ledger.violation("An actor was created after the shutdown had begun");
				}
				for (int i = random.nextInt(5); i > 0; i--) {
					passing.tell(actor, new Parcel(this.ledger));
				}
			}
			catch (ActorStoppedException ex) {
				refused++;
			}
		}
	}

	/** Lives until the shutdown. */
	private static final class Passing extends CountedActor {

		Passing(Ledger ledger, SplittableRandom random) {
			super(ledger, random);
		}

		@Override
		void handle(ActorRef sender, Object message) {
			if (message instanceof Parcel && chance(0.1)) {
				create(new Passing(this.ledger, this.random.split()));
			}
		}

	}

}
