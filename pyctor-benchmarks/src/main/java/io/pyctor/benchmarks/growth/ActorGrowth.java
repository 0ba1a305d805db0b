package io.pyctor.benchmarks.growth;

import java.util.concurrent.CountDownLatch;

import io.pyctor.benchmarks.engine.Behavior;
import io.pyctor.benchmarks.engine.Engine;
import io.pyctor.benchmarks.engine.EngineType;
import io.pyctor.benchmarks.engine.Self;
import io.pyctor.benchmarks.measure.MeasuringProcess;

/**
 * Measures a message on its way from actor to actor. All actors are on one round in an
 * order by chance, on which few tokens travel, so that messages do not queue and an actor
 * has long left the caches when it is told again.
 */
final class ActorGrowth {

	private static final int WARM_UP_ACTORS = 1_000;

	private final Engine engine;

	private final int tokens;

	private ActorGrowth(Engine engine, int tokens) {
		this.engine = engine;
		this.tokens = tokens;
	}

	/**
	 * Measure one engine.
	 * @param args the name of the engine and the number of tokens
	 */
	public static void main(String[] args) {
		MeasuringProcess.run(() -> {
			EngineType type = EngineType.of(args[0]);
			ActorGrowth growth = new ActorGrowth(type.start(), Integer.parseInt(args[1]));
			growth.measure(WARM_UP_ACTORS);
			for (int actors : Size.ALL) {
				new Size(actors).print(type.label(), growth.measure(actors));
			}
		});
	}

	private double measure(int actors) {
		Station[] stations = new Station[actors];
		Object[] refs = new Object[actors];
		for (int i = 0; i < actors; i++) {
			stations[i] = new Station();
			refs[i] = this.engine.spawn(stations[i]);
		}
		int[] order = Round.order(actors);
		for (int i = 0; i < actors; i++) {
			stations[order[i]].next = refs[order[(i + 1) % actors]];
		}
		System.gc();
		double nanos = Size.median(() -> run(stations, refs, order));
		for (Object ref : refs) {
			this.engine.stop(ref);
		}
		return nanos;
	}

	/** The tokens start at equal distances and make the same number of hops. */
	private double run(Station[] stations, Object[] refs, int[] order) {
		int hops = Round.HOPS / this.tokens;
		long before = visits(stations);
		CountDownLatch arrived = new CountDownLatch(this.tokens);
		long start = System.nanoTime();
		for (int i = 0; i < this.tokens; i++) {
			int position = (int) ((long) i * refs.length / this.tokens);
			this.engine.send(refs[order[position]], new Token(hops, arrived));
		}
		await(arrived);
		long nanos = System.nanoTime() - start;
		long visits = visits(stations) - before;
		if (visits != (long) hops * this.tokens) {
			throw new IllegalStateException("The tokens made " + visits + " hops of " + (long) hops * this.tokens);
		}
		return (double) nanos / visits;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	private static long visits(Station[] stations) {
		long visits = 0;
		for (Station station : stations) {
			visits += station.visits;
		}
		return visits;
	}

	/**
	 * One message that is told again and again, so that nothing but the engine allocates.
	 */
	private static final class Token {

		private int hopsLeft;

		private final CountDownLatch arrived;

		Token(int hops, CountDownLatch arrived) {
			this.hopsLeft = hops;
			this.arrived = arrived;
		}

	}

	private static final class Station implements Behavior {

		/** Set before the first token comes. */
		private Object next = this;

		private long visits;

		@Override
		public void receive(Self self, Object message) {
			Token token = (Token) message;
			this.visits++;
			if (--token.hopsLeft > 0) {
				self.send(this.next, token);
			}
			else {
				token.arrived.countDown();
			}
		}

	}

}
