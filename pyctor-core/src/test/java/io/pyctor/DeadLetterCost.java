package io.pyctor;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.DoubleStream;

/**
 * Measures how much processor time it takes whoever tells an actor something to be
 * refused, in a flood from several threads, and prints it. No test: its figures depend on
 * the machine.
 */
final class DeadLetterCost {

	private static final int MESSAGES = 2_000_000;

	private static final int ROUNDS = 7;

	private static final int WARM_UP = 2;

	private DeadLetterCost() {
	}

	public static void main(String[] args) throws Exception {
		DeadLetterOptions kept = DeadLetterOptions.defaults();
		for (int threads : new int[] { 1, 2, 4 }) {
			measure("nothing kept", kept.capacity(0), threads);
			measure("no messages kept", kept.keepMessages(0), threads);
			measure("defaults", kept, threads);
		}
	}

	private static void measure(String name, DeadLetterOptions options, int threads) throws Exception {
		ActorSystem system = ActorSystem.builder("flood").deadLetterLogLimit(0).deadLetters(options).build();
		CountDownLatch end = new CountDownLatch(1);
		ActorRef full = system.create(() -> new LambdaActor((self, sender, message) -> end.await()), "full",
				ActorOptions.defaults().blocking().mailbox(MailboxOptions.bounded(1, Overflow.REJECT)));
		full.tell("handled");
		full.tell("waits");
		double[] nanos = new double[ROUNDS];
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			double taken = flood(full, threads);
			if (round >= 0) {
				nanos[round] = taken;
			}
		}
		double[] sorted = DoubleStream.of(nanos).sorted().toArray();
		System.out.printf(Locale.ROOT, "%d threads, %-16s median %4.0f ns, best %4.0f ns%n", threads, name,
				sorted[ROUNDS / 2], sorted[0]);
		end.countDown();
		system.shutdown(Duration.ofSeconds(10));
		system.stopped().join();
	}

	private static double flood(ActorRef actor, int threads) throws Exception {
		ThreadMXBean clock = ManagementFactory.getThreadMXBean();
		CyclicBarrier together = new CyclicBarrier(threads);
		LongAdder taken = new LongAdder();
		int each = MESSAGES / threads;
		Outsiders.start(threads, (number) -> {
			together.await();
			long before = clock.getCurrentThreadCpuTime();
			for (int i = 0; i < each; i++) {
				actor.tell("refused");
			}
			taken.add(clock.getCurrentThreadCpuTime() - before);
		}).join();
		return (double) taken.sum() / each / threads;
	}

}
