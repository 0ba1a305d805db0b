package io.pyctor.benchmarks.engine;

import java.time.Duration;
import java.util.function.UnaryOperator;

import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.apache.pekko.pattern.Patterns;
import org.jspecify.annotations.Nullable;

/**
 * Pekko with untyped actors.
 */
final class PekkoClassicEngine implements Engine {

	/** Settings for a dispatcher with one thread. */
	static final String ONE_THREAD = """
			pekko.actor.default-dispatcher.fork-join-executor {
				parallelism-min = 1
				parallelism-max = 1
			}
			""";

	private static final String SETTINGS = """
			pekko.loglevel = WARNING
			pekko.log-dead-letters = off
			""";

	private static final Duration TIMEOUT = Duration.ofSeconds(Question.TIMEOUT_SECONDS);

	private final ActorSystem system;

	/** Shared by actors that do the same, as is usual. */
	private @Nullable BehaviorProps last;

	PekkoClassicEngine(String settings) {
		this.system = ActorSystem.create("benchmark",
				ConfigFactory.parseString(SETTINGS + settings).withFallback(ConfigFactory.load()));
	}

	@Override
	public Object spawn(Behavior behavior) {
		BehaviorProps last = this.last;
		if (last == null || last.behavior() != behavior) {
			last = new BehaviorProps(behavior, BehaviorActor.props(behavior));
			this.last = last;
		}
		return this.system.actorOf(last.props());
	}

	@Override
	public void send(Object ref, Object message) {
		((ActorRef) ref).tell(message, ActorRef.noSender());
	}

	@Override
	public void stop(Object ref) {
		((ActorRef) ref).tell(PoisonPill.getInstance(), ActorRef.noSender());
	}

	@Override
	public Object spawnAnswering(UnaryOperator<Object> answer) {
		return this.system.actorOf(Props.create(AnsweringActor.class, () -> new AnsweringActor(answer)));
	}

	@Override
	public Object ask(Object ref, Object question) throws Exception {
		return Patterns.ask((ActorRef) ref, question, TIMEOUT).toCompletableFuture().get();
	}

	@Override
	public void close() {
		this.system.terminate();
		this.system.getWhenTerminated().toCompletableFuture().join();
	}

	private record BehaviorProps(Behavior behavior, Props props) {

	}

	private static final class BehaviorActor extends UntypedAbstractActor implements Self {

		private final Behavior behavior;

		BehaviorActor(Behavior behavior) {
			this.behavior = behavior;
		}

		static Props props(Behavior behavior) {
			return Props.create(BehaviorActor.class, () -> new BehaviorActor(behavior));
		}

		@Override
		public void onReceive(Object message) {
			this.behavior.receive(this, message);
		}

		@Override
		public Object ref() {
			return getSelf();
		}

		@Override
		public void send(Object ref, Object message) {
			((ActorRef) ref).tell(message, getSelf());
		}

		@Override
		public Object spawn(Behavior behavior) {
			return getContext().actorOf(props(behavior));
		}

		@Override
		public void finish() {
			getContext().stop(getSelf());
		}

	}

	private static final class AnsweringActor extends UntypedAbstractActor {

		private final UnaryOperator<Object> answer;

		AnsweringActor(UnaryOperator<Object> answer) {
			this.answer = answer;
		}

		@Override
		public void onReceive(Object message) {
			getSender().tell(this.answer.apply(message), getSelf());
		}

	}

}
