package io.pyctor.benchmarks.engine;

import java.time.Duration;
import java.util.function.UnaryOperator;

import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Pekko with typed actors. They are spawned by way of the classic system, because a typed
 * one creates no actors from outside.
 */
final class PekkoTypedEngine implements Engine {

	private static final String SETTINGS = """
			pekko.loglevel = WARNING
			pekko.log-dead-letters = off
			""";

	private static final Duration TIMEOUT = Duration.ofSeconds(Question.TIMEOUT_SECONDS);

	private final ActorSystem system = ActorSystem.create("benchmark",
			ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load()));

	private final Scheduler scheduler = Adapter.toTyped(this.system).scheduler();

	@Override
	public Object spawn(Behavior behavior) {
		return Adapter.spawnAnonymous(this.system, TypedSelf.behavior(behavior));
	}

	@Override
	public void send(Object ref, Object message) {
		cast(ref).tell(message);
	}

	@Override
	public void stop(Object ref) {
		cast(ref).tell(Stop.STOP);
	}

	@Override
	public Object spawnAnswering(UnaryOperator<Object> answer) {
		return Adapter.spawnAnonymous(this.system, Behaviors.<TypedQuestion>receiveMessage((question) -> {
			question.replyTo().tell(answer.apply(question.content()));
			return Behaviors.same();
		}));
	}

	@Override
	@SuppressWarnings("unchecked")
	public Object ask(Object ref, Object question) throws Exception {
		return AskPattern
			.<TypedQuestion, Object>ask((ActorRef<TypedQuestion>) ref,
					(replyTo) -> new TypedQuestion(question, replyTo), TIMEOUT, this.scheduler)
			.toCompletableFuture()
			.get();
	}

	@Override
	public void close() {
		this.system.terminate();
		this.system.getWhenTerminated().toCompletableFuture().join();
	}

	@SuppressWarnings("unchecked")
	private static ActorRef<Object> cast(Object ref) {
		return (ActorRef<Object>) ref;
	}

	private enum Stop {

		STOP

	}

	private record TypedQuestion(Object content, ActorRef<Object> replyTo) {

	}

	private static final class TypedSelf implements Self {

		private final ActorContext<Object> context;

		private final Behavior behavior;

		private boolean finished;

		private TypedSelf(ActorContext<Object> context, Behavior behavior) {
			this.context = context;
			this.behavior = behavior;
		}

		static org.apache.pekko.actor.typed.Behavior<Object> behavior(Behavior behavior) {
			return Behaviors.setup((context) -> {
				TypedSelf self = new TypedSelf(context, behavior);
				return Behaviors.receiveMessage(self::receive);
			});
		}

		private org.apache.pekko.actor.typed.Behavior<Object> receive(Object message) {
			if (message == Stop.STOP) {
				return Behaviors.stopped();
			}
			this.behavior.receive(this, message);
			return this.finished ? Behaviors.stopped() : Behaviors.same();
		}

		@Override
		public Object ref() {
			return this.context.getSelf();
		}

		@Override
		public void send(Object ref, Object message) {
			cast(ref).tell(message);
		}

		@Override
		public Object spawn(Behavior behavior) {
			return this.context.spawnAnonymous(behavior(behavior));
		}

		@Override
		public void finish() {
			this.finished = true;
		}

	}

}
