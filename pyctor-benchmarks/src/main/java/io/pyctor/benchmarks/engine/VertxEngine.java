package io.pyctor.benchmarks.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;

/**
 * Vert.x, where an actor is an event-loop context and to send is to run on it. A context
 * stays on one event loop for its life and has no end of its own.
 */
final class VertxEngine implements Engine {

	private final VertxInternal vertx = (VertxInternal) Vertx.vertx(options());

	private static VertxOptions options() {
		// The check logs every event loop that is busy for long, as they are here.
		return new VertxOptions().setBlockedThreadCheckInterval(TimeUnit.DAYS.toMillis(1));
	}

	@Override
	public Object spawn(Behavior behavior) {
		return new ContextActor(this.vertx.createEventLoopContext(), behavior);
	}

	@Override
	public void send(Object ref, Object message) {
		((ContextActor) ref).enqueue(message);
	}

	@Override
	public void stop(Object ref) {
		((ContextActor) ref).enqueue(ContextActor.STOP);
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
		this.vertx.close().toCompletionStage().toCompletableFuture().join();
	}

	private static final class ContextActor implements Self {

		static final Object STOP = new Object();

		private final ContextInternal context;

		private final Behavior behavior;

		private boolean finished;

		ContextActor(ContextInternal context, Behavior behavior) {
			this.context = context;
			this.behavior = behavior;
		}

		void enqueue(Object message) {
			this.context.runOnContext((nothing) -> receive(message));
		}

		private void receive(Object message) {
			if (message == STOP) {
				this.finished = true;
			}
			else if (!this.finished) {
				this.behavior.receive(this, message);
			}
		}

		@Override
		public Object ref() {
			return this;
		}

		@Override
		public void send(Object ref, Object message) {
			((ContextActor) ref).enqueue(message);
		}

		@Override
		public Object spawn(Behavior behavior) {
			return new ContextActor(this.context.owner().createEventLoopContext(), behavior);
		}

		@Override
		public void finish() {
			this.finished = true;
		}

	}

}
