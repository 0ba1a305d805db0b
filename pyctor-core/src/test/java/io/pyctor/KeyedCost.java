package io.pyctor;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/**
 * Measures what it costs to tell a key in place of an actor, and what an active key takes
 * of the heap. For the command line: see decision 9.
 */
final class KeyedCost {

	private static final int ROUNDS = 15;

	private static final int MESSAGES = 1_000_000;

	private static final int ACTORS = 200_000;

	private KeyedCost() {
	}

	public static void main(String[] args) throws Exception {
		time();
		memory();
	}

	private static void time() throws Exception {
		ActorSystem system = ActorSystem.create("time");
		KeyedActors keys = keys(system);
		ActorRef plain = system.create(Counter::new, "plain");
		ActorRef key = keys.of("key");
		double[] plainNanos = new double[ROUNDS];
		double[] keyNanos = new double[ROUNDS];
		for (int round = 0; round < ROUNDS; round++) {
			plainNanos[round] = nanos(plain);
			keyNanos[round] = nanos(key);
		}
		Arrays.sort(plainNanos);
		Arrays.sort(keyNanos);
		System.out.printf("told and received, median of %d x %,d: an actor %.1f ns, a key %.1f ns%n", ROUNDS, MESSAGES,
				plainNanos[ROUNDS / 2], keyNanos[ROUNDS / 2]);
		system.close();
	}

	private static double nanos(ActorRef ref) throws Exception {
		CountDownLatch done = new CountDownLatch(1);
		long start = System.nanoTime();
		for (int i = 0; i < MESSAGES; i++) {
			ref.tell("x");
		}
		ref.tell(done);
		done.await();
		return (System.nanoTime() - start) / (double) MESSAGES;
	}

	private static void memory() throws Exception {
		ActorSystem system = ActorSystem.create("memory");
		KeyedActors keys = keys(system);
		String[] names = new String[ACTORS];
		for (int i = 0; i < ACTORS; i++) {
			names[i] = "k" + i;
		}
		long before = used();
		CountDownLatch actors = new CountDownLatch(ACTORS);
		for (String name : names) {
			system.create(Counter::new, name).tell(actors);
		}
		actors.await();
		long between = used();
		CountDownLatch activations = new CountDownLatch(ACTORS);
		for (String name : names) {
			keys.of(name).tell(activations);
		}
		activations.await();
		long after = used();
		System.out.printf("heap, average of %,d: an actor with a name %d bytes, an active key %d bytes%n", names.length,
				(between - before) / ACTORS, (after - between) / ACTORS);
		system.close();
	}

	private static KeyedActors keys(ActorSystem system) {
		return system.keyed("key", Counter.class, (key) -> new Counter(),
				KeyedOptions.defaults().idleTimeout(Duration.ofHours(1)).maxActive(10 * ACTORS));
	}

	/** A collection is over when it has taken what nobody holds. */
	private static long used() {
		WeakReference<Object> garbage = new WeakReference<>(new Object());
		while (garbage.get() != null) {
			System.gc();
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private static final class Counter extends Actor {

		private long count;

		@Override
		protected void receive(ActorRef sender, Object message) {
			this.count++;
			if (message instanceof CountDownLatch latch) {
				latch.countDown();
			}
		}

	}

}
