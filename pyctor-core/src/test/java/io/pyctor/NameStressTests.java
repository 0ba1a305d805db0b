package io.pyctor;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Four threads want one name, whose holders come and go.
 */
@Timeout(120)
class NameStressTests {

	private static final int THREADS = 4;

	private static final int HOLDERS = 3_000;

	@Test
	void fourThreadsRacingForOneNameHaveOneLivingHolder() {
		Seeds.each(5, (seed) -> {
			ActorSystem system = ActorSystem.builder("names").parallelism(2).deadLetterLogLimit(0).build();
			AtomicReference<Thread> owner = new AtomicReference<>();
			AtomicInteger living = new AtomicInteger();
			AtomicInteger atATime = new AtomicInteger();
			AtomicInteger created = new AtomicInteger();
			Outsiders.start(THREADS, (number) -> {
				Random random = new Random(seed * 31 + number);
				while (created.get() < HOLDERS) {
					ActorRef holder;
					try {
						holder = system.create(LambdaActor.idle().whenStarted((self) -> {
							atATime.accumulateAndGet(living.incrementAndGet(), Math::max);
						}).whenStopped((self) -> living.decrementAndGet()), "one");
					}
					catch (DuplicateActorNameException ex) {
						Thread.yield();
						continue;
					}
					created.incrementAndGet();
					// Whoever has the name owns it until it begins to give it back.
					assertThat(owner.getAndSet(Thread.currentThread())).isNull();
					assertThat(system.find("/user/one")).containsSame(holder);
					assertThat(owner.getAndSet(null)).isSameAs(Thread.currentThread());
					switch (random.nextInt(3)) {
						case 0 -> system.stop(holder);
						case 1 -> system.stopNow(holder);
						default -> holder.tell(new PoisonPill());
					}
				}
			}).join();
			WithActorSystem.end(system);
			assertThat(atATime).as("living at a time").hasValue(1);
			assertThat(living).as("living at the end").hasValue(0);
		});
	}

}
