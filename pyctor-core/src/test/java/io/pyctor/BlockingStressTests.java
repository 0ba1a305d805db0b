package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Very many actors block at the same time, each on a virtual thread of its own, in a
 * question that is answered only when all of them have asked. The build does it with
 * 100,000; {@code -Dpyctor.blocking=1000000} does it with a million, if the heap is large
 * enough: see the README of pyctor-stress.
 */
@Timeout(300)
@EnabledForJreRange(min = JRE.JAVA_21)
class BlockingStressTests {

	private static final int ASKS = Integer.getInteger("pyctor.blocking", 100_000);

	private static final Duration PATIENCE = Duration.ofMinutes(4);

	@Test
	void blockingAsksInFlightOnVirtualThreadsFitTheHeapAndHoldNobodyUp() throws Exception {
		ActorSystem system = ActorSystem.builder("blocking").parallelism(2).build();
		CountDownLatch inFlight = new CountDownLatch(ASKS);
		List<ActorRef> waiting = new ArrayList<>();
		ActorRef gate = system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("open")) {
				waiting.forEach((asker) -> self.tell(asker, "open"));
				return;
			}
			waiting.add(sender);
			inFlight.countDown();
		}));
		List<CompletableFuture<Integer>> answers = new ArrayList<>();
		for (int i = 0; i < ASKS; i++) {
			ActorRef blocking = system.create(() -> new LambdaActor((self, sender, message) -> {
				gate.ask(message, String.class, PATIENCE).join();
				self.tell(sender, message);
			}), ActorOptions.defaults().blocking());
			answers.add(blocking.ask(i, Integer.class, PATIENCE));
		}
		assertThat(inFlight.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(answers).noneMatch(CompletableFuture::isDone);
		for (ActorOptions options : List.of(ActorOptions.defaults(), ActorOptions.defaults().blocking())) {
			ActorRef echo = system.create(() -> LambdaActor.echo(), options);
			assertThat(echo.ask("alive", String.class, WithActorSystem.LONG).join()).isEqualTo("alive");
		}
		gate.tell("open");
		for (int i = 0; i < ASKS; i++) {
			assertThat(answers.get(i).join()).isEqualTo(i);
		}
		WithActorSystem.end(system);
	}

}
