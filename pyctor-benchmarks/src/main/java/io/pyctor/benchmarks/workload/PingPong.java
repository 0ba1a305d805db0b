package io.pyctor.benchmarks.workload;

import io.pyctor.benchmarks.engine.Behavior;
import io.pyctor.benchmarks.engine.Self;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Two actors pass a message to and fro; there and back is one operation.
 */
public class PingPong extends Workload {

	private static final int ROUND_TRIPS = 100_000;

	/**
	 * Play once.
	 * @return the number of round trips
	 */
	@Benchmark
	@OperationsPerInvocation(ROUND_TRIPS)
	public long pingPong() {
		Completion completion = new Completion(1);
		Object pong = this.engine.spawn(new Pong());
		Object ping = this.engine.spawn(new Ping(pong, completion));
		this.engine.send(ping, START);
		long roundTrips = completion.await(ROUND_TRIPS);
		this.engine.stop(ping);
		this.engine.stop(pong);
		return roundTrips;
	}

	private record Ball(Object ping) {

	}

	private static final class Ping implements Behavior {

		private final Object pong;

		private final Completion completion;

		private int count;

		Ping(Object pong, Completion completion) {
			this.pong = pong;
			this.completion = completion;
		}

		@Override
		public void receive(Self self, Object message) {
			if (message == START) {
				self.send(this.pong, new Ball(self.ref()));
			}
			else if (++this.count < ROUND_TRIPS) {
				self.send(this.pong, message);
			}
			else {
				this.completion.complete(this.count);
			}
		}

	}

	private static final class Pong implements Behavior {

		@Override
		public void receive(Self self, Object message) {
			self.send(((Ball) message).ping(), message);
		}

	}

}
