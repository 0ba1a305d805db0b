package io.pyctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures what a message to a pool takes beside one to an actor, from being told to
 * having been handled, in turns, and prints it. No test: its figures depend on the
 * machine.
 */
final class PoolSpeed {

	private static final int ROUNDS = 9;

	private static final int WARM_UP = 4;

	private PoolSpeed() {
	}

	public static void main(String[] args) throws InterruptedException {
		ActorOptions plain = ActorOptions.defaults();
		ActorOptions blocking = plain.blocking();
		compare("nothing to do", 200_000, 0, plain, plain.instances(2), plain.instances(8),
				plain.instances(8, Object::hashCode));
		compare("nothing to do, blocking", 100_000, 0, blocking, blocking.instances(8));
		compare("1 ms asleep, blocking", 200, 1, blocking, blocking.instances(8));
	}

	private static void compare(String name, int messages, int millis, ActorOptions... candidates)
			throws InterruptedException {
		Map<ActorOptions, List<Double>> times = new LinkedHashMap<>();
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			for (ActorOptions options : candidates) {
				double time = measure(options, messages, millis);
				if (round >= 0) {
					times.computeIfAbsent(options, (key) -> new ArrayList<>()).add(time);
				}
			}
		}
		times.forEach((options, values) -> {
			List<Double> sorted = values.stream().sorted().toList();
			System.out.printf(Locale.ROOT, "%-24s %-9s median %9.0f ns, best %9.0f ns%n", name, describe(options),
					sorted.get(sorted.size() / 2), sorted.get(0));
		});
	}

	private static String describe(ActorOptions options) {
		if (options.instances() == 1) {
			return "actor";
		}
		return options.instances() + ((options.instanceKey() != null) ? " by key" : " workers");
	}

	private static double measure(ActorOptions options, int messages, int millis) throws InterruptedException {
		try (ActorSystem system = ActorSystem.create("speed")) {
			CountDownLatch done = new CountDownLatch(1);
			AtomicInteger handled = new AtomicInteger();
			ActorRef actor = system.create(() -> new LambdaActor((self, sender, message) -> {
				if (millis > 0) {
					TimeUnit.MILLISECONDS.sleep(millis);
				}
				if (handled.incrementAndGet() == messages) {
					done.countDown();
				}
			}), "actor", options);
			long start = System.nanoTime();
			for (int i = 0; i < messages; i++) {
				actor.tell(i);
			}
			done.await();
			return (double) (System.nanoTime() - start) / messages;
		}
	}

}
