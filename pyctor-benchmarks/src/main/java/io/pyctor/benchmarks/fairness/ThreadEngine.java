package io.pyctor.benchmarks.fairness;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedTransferQueue;
import java.util.function.UnaryOperator;

import io.pyctor.benchmarks.engine.Behavior;
import io.pyctor.benchmarks.engine.Engine;
import io.pyctor.benchmarks.engine.Self;

/**
 * No engine at all: a platform thread and a queue for each actor. What it takes is what
 * the operating system takes to wake a thread.
 */
final class ThreadEngine implements Engine {

	private static final Object STOP = new Object();

	@Override
	public Object spawn(Behavior behavior) {
		ThreadActor actor = new ThreadActor(this, behavior);
		Thread thread = new Thread(actor);
		thread.setDaemon(true);
		thread.start();
		return actor;
	}

	@Override
	public void send(Object ref, Object message) {
		((ThreadActor) ref).queue.add(message);
	}

	@Override
	public void stop(Object ref) {
		send(ref, STOP);
	}

	@Override
	public Object spawnAnswering(UnaryOperator<Object> answer) {
		return spawn((self, message) -> {
			Question question = (Question) message;
			question.answer().complete(answer.apply(question.content()));
		});
	}

	@Override
	public Object ask(Object ref, Object content) throws Exception {
		Question question = new Question(content, new CompletableFuture<>());
		send(ref, question);
		return question.answer().get();
	}

	@Override
	public void close() {
		// Its threads are daemons that end with the process.
	}

	private record Question(Object content, CompletableFuture<Object> answer) {

	}

	private static final class ThreadActor implements Self, Runnable {

		private final ThreadEngine engine;

		private final Behavior behavior;

		private final BlockingQueue<Object> queue = new LinkedTransferQueue<>();

		private boolean finished;

		ThreadActor(ThreadEngine engine, Behavior behavior) {
			this.engine = engine;
			this.behavior = behavior;
		}

		@Override
		public void run() {
			try {
				while (!this.finished) {
					Object message = this.queue.take();
					if (message == STOP) {
						return;
					}
					this.behavior.receive(this, message);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public Object ref() {
			return this;
		}

		@Override
		public void send(Object ref, Object message) {
			this.engine.send(ref, message);
		}

		@Override
		public Object spawn(Behavior behavior) {
			return this.engine.spawn(behavior);
		}

		@Override
		public void finish() {
			this.finished = true;
		}

	}

}
