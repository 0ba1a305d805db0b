package io.pyctor.benchmarks.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;

/**
 * The engine of this project with its defaults: senders, watching, statistics.
 */
final class PyctorEngine implements Engine {

	private static final Duration TIMEOUT = Duration.ofSeconds(Question.TIMEOUT_SECONDS);

	private final ActorSystem system;

	PyctorEngine(int parallelism) {
		this.system = ActorSystem.builder("benchmark").parallelism(parallelism).build();
	}

	@Override
	public Object spawn(Behavior behavior) {
		return this.system.create(new BehaviorActor(behavior));
	}

	@Override
	public void send(Object ref, Object message) {
		((ActorRef) ref).tell(message);
	}

	@Override
	public void stop(Object ref) {
		this.system.stop((ActorRef) ref);
	}

	@Override
	public Object spawnAnswering(UnaryOperator<Object> answer) {
		return this.system.create(new AnsweringActor(answer));
	}

	@Override
	public Object ask(Object ref, Object question) throws Exception {
		return ((ActorRef) ref).ask(question, Object.class, TIMEOUT).get(Question.TIMEOUT_SECONDS, TimeUnit.SECONDS);
	}

	@Override
	public void close() {
		this.system.close();
	}

	private static final class BehaviorActor extends Actor implements Self {

		private final Behavior behavior;

		BehaviorActor(Behavior behavior) {
			this.behavior = behavior;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			this.behavior.receive(this, message);
		}

		@Override
		public Object ref() {
			return self();
		}

		@Override
		public void send(Object ref, Object message) {
			tell((ActorRef) ref, message);
		}

		@Override
		public Object spawn(Behavior behavior) {
			return create(new BehaviorActor(behavior));
		}

		@Override
		public void finish() {
			stop();
		}

	}

	private static final class AnsweringActor extends Actor {

		private final UnaryOperator<Object> answer;

		AnsweringActor(UnaryOperator<Object> answer) {
			this.answer = answer;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			tell(sender, this.answer.apply(message));
		}

	}

}
