package io.pyctor.benchmarks.workload;

import java.util.concurrent.atomic.AtomicInteger;

import io.pyctor.benchmarks.engine.Behavior;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Actors are created, sent one message and stopped, all from outside. An actor is one
 * operation. The end of the last ones may fall into the next call.
 */
public class CreateAndStop extends Workload {

	private static final int ACTORS = 20_000;

	/**
	 * Create and stop all.
	 * @return the number of actors
	 */
	@Benchmark
	@OperationsPerInvocation(ACTORS)
	public long createAndStop() {
		Completion completion = new Completion(1);
		AtomicInteger handled = new AtomicInteger();
		Behavior behavior = (self, message) -> {
			int count = handled.incrementAndGet();
			if (count == ACTORS) {
				completion.complete(count);
			}
		};
		for (int i = 0; i < ACTORS; i++) {
			Object ref = this.engine.spawn(behavior);
			this.engine.send(ref, START);
			this.engine.stop(ref);
		}
		return completion.await(ACTORS);
	}

}
