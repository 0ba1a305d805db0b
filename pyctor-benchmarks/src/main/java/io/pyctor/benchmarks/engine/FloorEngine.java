package io.pyctor.benchmarks.engine;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * What no engine on this pool can beat by much: a queue for each actor, a pool, and
 * nothing else; no sender, no name, no parent, no end, no failure handling.
 */
final class FloorEngine implements Engine {

	private final ForkJoinPool pool;

	FloorEngine(int parallelism) {
		this.pool = new ForkJoinPool(parallelism, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
	}

	@Override
	public Object spawn(Behavior behavior) {
		return new FloorActor(this.pool, behavior);
	}

	@Override
	public void send(Object ref, Object message) {
		((FloorActor) ref).enqueue(message);
	}

	@Override
	public void stop(Object ref) {
		// The garbage collector ends an actor.
	}

	@Override
	public Object spawnAnswering(UnaryOperator<Object> answer) {
		return spawn(Question.answering(answer));
	}

	@Override
	public Object ask(Object ref, Object question) throws Exception {
		return Question.ask(this, ref, question);
	}

	@Override
	public void close() {
		this.pool.shutdownNow();
		try {
			this.pool.awaitTermination(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
