package io.pyctor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A flood of messages to a slow actor with a capacity stays within memory: many times
 * what fits into the heap is told, in a JVM of its own, and nothing gets lost.
 */
class FloodTests {

	private static final int CAPACITY = 1000;

	private static final int TOLD = 400_000;

	@ParameterizedTest
	@EnumSource
	void floodToASlowActorWithACapacityStaysWithinMemory(Overflow overflow) throws Exception {
		assertThat(flood(overflow.name())).contains("told " + TOLD).contains("lost 0").contains("no failure");
	}

	private static String flood(String overflow) throws Exception {
		String java = ProcessHandle.current().info().command().orElseThrow();
		Process process = new ProcessBuilder(java, "-Xmx24m", "-XX:+UseSerialGC", "-cp",
				System.getProperty("java.class.path"), Flood.class.getName(), overflow)
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
		return output;
	}

	/** Told in a JVM of its own. */
	static final class Flood {

		private Flood() {
		}

		public static void main(String[] args) {
			AtomicLong handled = new AtomicLong();
			AtomicLong dead = new AtomicLong();
			List<Throwable> failures = new ArrayList<>();
			CountDownLatch go = new CountDownLatch(1);
			ActorSystem system = ActorSystem.builder("flood")
				.deadLetterLogLimit(0)
				.deadLetterListener((letter, sender) -> dead.incrementAndGet())
				.failureHandler(failures::add)
				.build();
			MailboxOptions mailbox = args[0].equals("NONE") ? MailboxOptions.unbounded()
					: MailboxOptions.bounded(CAPACITY, Overflow.valueOf(args[0]));
			ActorRef slow = system.create(LambdaActor.factory((self, sender, message) -> {
				WithActorSystem.await(go);
				handled.incrementAndGet();
			})::get, ActorOptions.defaults().blocking().mailbox(mailbox));
			for (int i = 0; i < TOLD; i++) {
				slow.tell(new byte[4096]);
			}
			go.countDown();
			system.close();
			System.out.println("told " + TOLD + ", lost " + (TOLD - handled.get() - dead.get()) + ", "
					+ (failures.isEmpty() ? "no failure" : failures));
		}

	}

}
