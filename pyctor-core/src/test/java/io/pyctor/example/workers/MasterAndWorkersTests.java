package io.pyctor.example.workers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.ShutdownReport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MasterAndWorkersTests {

	private static final Duration QUICK = Duration.ofMillis(1);

	@Test
	void everyJobIsDoneAndAboutATenthOfTheAttemptsFails() {
		AtomicInteger seed = new AtomicInteger();
		CompletableFuture<Summary> summary = new CompletableFuture<>();
		ActorSystem system = ActorSystem.create("workers");
		system
			.create(() -> new Counter(() -> new Master(() -> new Worker(new Random(seed.incrementAndGet()), QUICK), 10),
					1_000, summary::complete), "counter");
		ShutdownReport report = system.stopped().orTimeout(20, TimeUnit.SECONDS).join();
		assertThat(report.isClean()).isTrue();
		assertThat(summary.join().succeeded()).isEqualTo(1_000);
		assertThat(summary.join().failureRate()).isCloseTo(0.1, within(0.05));
	}

	@Test
	void everyJobIsDoneAlthoughWorkersDie() {
		AtomicInteger seed = new AtomicInteger();
		AtomicInteger deaths = new AtomicInteger();
		CompletableFuture<Summary> summary = new CompletableFuture<>();
		ActorSystem system = ActorSystem.create("workers");
		system.create(() -> new Counter(() -> new Master(() -> {
			int number = seed.incrementAndGet();
			return (number <= 5) ? new Mortal(number, deaths) : new Worker(new Random(number), QUICK);
		}, 10), 200, summary::complete), "counter");
		assertThat(system.stopped().orTimeout(20, TimeUnit.SECONDS).join().isClean()).isTrue();
		assertThat(summary.join().succeeded()).isEqualTo(200);
		assertThat(deaths).hasValue(5);
	}

	/** Does some jobs and dies of the next one, which it has begun already. */
	private static final class Mortal extends Worker {

		private final AtomicInteger deaths;

		private int left = 3;

		Mortal(long seed, AtomicInteger deaths) {
			super(new Random(seed), QUICK);
			this.deaths = deaths;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			super.receive(sender, message);
			if (message instanceof Assignment && --this.left == 0) {
				this.deaths.incrementAndGet();
				system().stopNow(self());
			}
		}

	}

	@Test
	void jobOfAWorkerThatDiesIsHandedToAnother() {
		List<String> hands = Collections.synchronizedList(new ArrayList<>());
		ActorSystem system = ActorSystem.create("workers");
		ActorRef master = system.create(() -> new Master(() -> new Actor() {

			@Override
			protected void started() {
				tell(parent(), new Ready());
			}

			@Override
			protected void receive(ActorRef sender, Object message) {
				Assignment assignment = (Assignment) message;
				hands.add(name());
				if (hands.size() < 3) {
					stop();
				}
				else {
					tell(parent(), new Delivery(assignment.submitter(), new JobResult(assignment.job(), true)));
				}
			}

		}, 3), "master");
		JobResult result = master.ask(new Job(7), JobResult.class, Duration.ofSeconds(20)).join();
		assertThat(result).isEqualTo(new JobResult(new Job(7), true));
		assertThat(hands).hasSize(3).doesNotHaveDuplicates();
		system.close();
	}

}
