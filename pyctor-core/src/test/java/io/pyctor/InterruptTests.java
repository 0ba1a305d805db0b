package io.pyctor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class InterruptTests extends WithActorSystem {

	@ParameterizedTest
	@CsvSource({ "false, false", "true, false", "true, true" })
	void flagLeftByOneActorNeverReachesAnother(boolean blocking, boolean virtualThreads) {
		ActorSystem own = ActorSystem.builder("interrupts").parallelism(1).virtualThreads(virtualThreads).build();
		ActorOptions options = blocking ? ActorOptions.defaults().blocking() : ActorOptions.defaults();
		AtomicInteger seen = new AtomicInteger();
		AtomicInteger seenAtStart = new AtomicInteger();
		int rounds = 500;
		for (int i = 0; i < rounds; i++) {
			CountDownLatch both = new CountDownLatch(2);
			ActorRef rude = own.create(() -> new LambdaActor((self, sender, message) -> {
				Thread.currentThread().interrupt();
				both.countDown();
			}), options);
			ActorRef other = own.create(() -> new LambdaActor((self, sender, message) -> {
				if (Thread.currentThread().isInterrupted()) {
					seen.incrementAndGet();
				}
				both.countDown();
			}).whenStarted((self) -> {
				if (Thread.currentThread().isInterrupted()) {
					seenAtStart.incrementAndGet();
				}
			}), options);
			rude.tell("x");
			other.tell("x");
			await(both);
		}
		own.close();
		assertThat(seen).hasValue(0);
		assertThat(seenAtStart).hasValue(0);
	}

	@ParameterizedTest
	@CsvSource({ "false, false", "true, false", "true, true" })
	void flagLeftInTheLastCallbackNeverReachesAnother(boolean blocking, boolean virtualThreads) {
		ActorSystem own = ActorSystem.builder("interrupts").parallelism(1).virtualThreads(virtualThreads).build();
		ActorOptions options = blocking ? ActorOptions.defaults().blocking() : ActorOptions.defaults();
		AtomicInteger seen = new AtomicInteger();
		Probe probe = Probe.create(own, "probe");
		for (int i = 0; i < 300; i++) {
			probe.run(() -> {
				ActorRef rude = probe.create(
						() -> LambdaActor.idle().whenStopped((self) -> Thread.currentThread().interrupt()), options);
				probe.stop(rude);
				probe.create(() -> LambdaActor.idle().whenStarted((self) -> {
					if (Thread.currentThread().isInterrupted()) {
						seen.incrementAndGet();
					}
					self.stop();
				}), options);
			});
			probe.next(Terminated.class);
			probe.next(Terminated.class);
		}
		own.close();
		assertThat(seen).hasValue(0);
	}

}
