package io.pyctor;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/**
 * Measures what a look at the health of actors takes: of a million that rest, plain and
 * keyed, of a mailbox in which a million messages wait, and of many that have something
 * to do. For the command line: see decision 16.
 */
final class HealthCost {

	private static final int MANY = 1_000_000;

	private static final int BUSY = 20_000;

	private static final int ROUNDS = 21;

	private HealthCost() {
	}

	public static void main(String[] args) throws Exception {
		measure("a million actors that rest", (system, go) -> {
			for (int i = 0; i < MANY; i++) {
				system.create(() -> new Waiting(go));
			}
		});
		measure("a million keyed actors that rest", (system, go) -> {
			KeyedActors keys = system.keyed("key", Waiting.class, (key) -> new Waiting(go), KeyedOptions.defaults());
			CountDownLatch begun = new CountDownLatch(MANY);
			for (int i = 0; i < MANY; i++) {
				keys.of("k" + i).tell(begun);
			}
			begun.await();
		});
		measure("a mailbox with a million messages", (system, go) -> {
			ActorRef actor = system.create(() -> new Waiting(go));
			for (int i = 0; i < MANY; i++) {
				actor.tell("x");
			}
		});
		measure("20,000 actors with 10 messages each", (system, go) -> {
			for (int i = 0; i < BUSY; i++) {
				ActorRef actor = system.create(() -> new Waiting(go));
				for (int message = 0; message < 10; message++) {
					actor.tell("x");
				}
			}
		});
	}

	private interface Scene {

		void set(ActorSystem system, CountDownLatch go) throws Exception;

	}

	private static void measure(String name, Scene scene) throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		ActorSystem system = ActorSystem.builder("cost").health(HealthLimits.none()).build();
		scene.set(system, go);
		LongSupplier clock = System::nanoTime;
		HealthLook look = new HealthLook((DefaultActorSystem) system,
				HealthLimits.defaults().growth(0).stuckAfter(Duration.ZERO), clock);
		double[] millis = new double[ROUNDS];
		for (int round = 0; round < ROUNDS; round++) {
			long start = System.nanoTime();
			look.look();
			millis[round] = (System.nanoTime() - start) / 1e6;
		}
		Arrays.sort(millis);
		System.out.printf("%s: a look takes %.1f ms (least %.1f, greatest %.1f)%n", name, millis[ROUNDS / 2], millis[0],
				millis[ROUNDS - 1]);
		go.countDown();
		system.close();
	}

	private static final class Waiting extends Actor {

		private final CountDownLatch go;

		Waiting(CountDownLatch go) {
			this.go = go;
		}

		@Override
		protected void receive(ActorRef sender, Object message) throws InterruptedException {
			if (message instanceof CountDownLatch latch) {
				latch.countDown();
			}
			else {
				this.go.await();
			}
		}

	}

}
